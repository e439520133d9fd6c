package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Is everything there that the agent needs? */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at JVM, model, disk, memory, clock, Core, pin and token, and says what to do.",
            "Exit code 1 if something fails; a warning is none."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  viewer doctor", "  viewer doctor --data ~/.omega/living-room --json"})
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private final ViewerOptions options = new ViewerOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = options.out();
        List<Finding> findings = new Doctor(
                        options.directory(),
                        identity -> options.config(identity).build())
                .examine();
        boolean failed = findings.stream().anyMatch(Finding::failed);
        if (options.json()) {
            JsonObject json = new JsonObject();
            json.addProperty("healthy", !failed);
            JsonArray all = new JsonArray();
            findings.forEach(f -> all.add(f.json()));
            json.add("findings", all);
            out.println(ViewerOptions.text(json));
        } else {
            for (Finding f : findings) {
                out.printf("%-5s %-11s %s%n", f.word(), f.what(), f.seen());
                if (!f.advice().isEmpty()) {
                    out.printf("%-17s -> %s%n", "", f.advice());
                }
            }
        }
        return failed ? 1 : 0;
    }
}
