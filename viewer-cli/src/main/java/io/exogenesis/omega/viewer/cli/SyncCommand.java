package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.viewer.Registration;
import io.exogenesis.omega.viewer.SyncControl;
import io.exogenesis.omega.viewer.SyncReport;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.ViewerStats;
import io.exogenesis.omega.viewer.runtime.Enrolment;
import io.exogenesis.omega.wire.Refusals;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Registers once, changes consents, shows what would leave, and syncs. */
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        description = {
            "Pushes what you agreed to and pulls what others have learned.",
            "The first time: --core URI --enrol CODE --pin PIN (the pin stands in the Core's bootstrap.json)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  viewer sync --core https://127.0.0.1:9443 --enrol CODE --pin PIN",
            "  viewer sync --consent patterns,sample",
            "  viewer sync --show                      what would leave, before it does"
        })
final class SyncCommand implements Runnable {
    enum Consent {
        patterns,
        sample,
        audit,
        metrics,
        largeSample,
        none
    }

    @Mixin
    private final ViewerOptions options = new ViewerOptions();

    @Option(names = "--core", paramLabel = "URI", description = "https://host:9443, or http://127.0.0.1:9080.")
    private @Nullable URI core;

    @Option(
            names = "--enrol",
            paramLabel = "CODE",
            description = "Register with this single-use code, which the Core's operator makes.")
    private @Nullable String code;

    @Option(
            names = "--pin",
            split = ",",
            paramLabel = "PIN",
            description = "SHA-256 of the Core's key, Base64; several where its next key is known.")
    private List<String> pins = List.of();

    @Option(
            names = "--consent",
            split = ",",
            paramLabel = "KIND",
            description = {
                "From now on agree to exactly these: patterns, sample, audit, metrics, largeSample, none.",
                "patterns: what you like, when and how you watch, what your searches and explored places brought, which"
                        + " way of recommending works for you; each the middle of several titles, never their names.",
                "sample: at most 50 titles you watched. audit: what became of recommendations. metrics: counts of a session.",
                "largeSample, only together with sample: at most 200 titles instead of 50. It tells more of what you watched;"
                        + " where many agree to it, the recommendations of all get better.",
                "A sample stays at the Core until a newer one takes its place, you take the consent back, or 30 days"
                        + " (epochs) are over."
            })
    private List<Consent> consent = List.of();

    @Option(names = "--show", description = "Show what would leave, message by message, and send nothing.")
    private boolean show;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        Consents consents = consents();
        if (code != null) {
            enrol(code, consents);
        } else if (core != null || !pins.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--core and --pin are given once, when registering: together with --enrol CODE");
        }
        PrintWriter out = options.out();
        try (OpenAgent open = options.open()) {
            ViewerAgent agent = open.agent();
            if (!consent.isEmpty()) {
                agent.changeConsents(consents).join();
            }
            if (show) {
                show(agent, out);
                return;
            }
            if (consent.equals(List.of(Consent.none))
                    && Identity.of(options.directory()).registration().isEmpty()) {
                withdrawn(out);
                return;
            }
            tell(synced(agent), agent.stats().endpoints(), out);
        }
    }

    /** Where there is no Core, nothing is left to do when nothing is agreed to. */
    private void withdrawn(PrintWriter out) {
        if (options.json()) {
            JsonObject json = new JsonObject();
            json.addProperty("consents", Consent.none.name());
            out.println(ViewerOptions.text(json));
        } else {
            out.println("Nothing is agreed to from now on; there is no Core that had to be told.");
        }
    }

    private void tell(SyncReport report, ViewerStats.Endpoints endpoints, PrintWriter out) {
        if (options.json()) {
            JsonObject json = json(report);
            json.addProperty("endpoint", endpoints.inUse());
            json.addProperty("hedged", endpoints.hedged());
            json.addProperty("failOvers", endpoints.failOvers());
            out.println(ViewerOptions.text(json));
            return;
        }
        out.printf(
                "Synced with %s in %d ms: %d left, %d acknowledged; %s came, the bank is at version %d.%n",
                endpoints.inUse(),
                report.total().toMillis(),
                report.pushed(),
                report.acknowledged(),
                Count.of(report.upserts(), "pattern"),
                report.bank().number());
        if (endpoints.hedged() > 0) {
            out.println("  asked once more, because an answer was late: " + endpoints.hedged() + " of "
                    + endpoints.exchanges() + " exchanges");
        }
        report.notes().forEach(note -> out.println("  " + Refusals.printable(note)));
    }

    /** What was agreed to counts from now on, even if the Core does not hear of it yet: an error says so. */
    private SyncReport synced(ViewerAgent agent) {
        try {
            agent.initialize().join();
            agent.firstPull().join();
            agent.learnFromSession().join();
            String traceparent = System.getenv().getOrDefault("TRACEPARENT", "");
            return agent.syncWithCore(new SyncControl(step -> {}, traceparent)).join();
        } catch (CompletionException e) {
            if (consent.isEmpty() || !(e.getCause() instanceof ViewerException failed)) {
                throw e;
            }
            throw new ViewerException(
                    Failure.oneLine(failed) + "; the consents are kept ("
                            + String.join(", ", consent.stream().map(Enum::name).toList())
                            + ") and count from now on",
                    failed);
        }
    }

    private void show(ViewerAgent agent, PrintWriter out) {
        if (!options.json()) {
            agent.whatWouldLeave().forEach(message -> {
                out.println(message.text());
                out.println("  " + message.json());
            });
            return;
        }
        JsonObject json = new JsonObject();
        JsonArray messages = new JsonArray();
        agent.whatWouldLeave().forEach(message -> messages.add(JsonParser.parseString(message.json())));
        json.add("messages", messages);
        out.println(ViewerOptions.text(json));
    }

    private void enrol(String single, Consents consents) {
        URI where = core;
        if (where == null) {
            throw new ParameterException(spec.commandLine(), "--enrol needs --core URI");
        }
        Path directory = options.directory();
        // a viewer that is registered anew is another viewer, and gets another memory
        if (Files.exists(directory.resolve("journal")) && !isUnused(directory)) {
            throw new ParameterException(
                    spec.commandLine(),
                    directory
                            + " holds a viewer already, and one that is registered gets a memory of its own: choose another"
                            + " --data NEW. Its history moves with: viewer export --data " + directory
                            + " | viewer import --data NEW -");
        }
        try (Enrolment enrolment = enrolment(where)) {
            Registration registration = enrolment.enrol(single, consents);
            EmptyMemory.remove(directory);
            new Identity(registration.viewerId(), Optional.of(registration)).save(directory);
        }
    }

    /** Whether its viewer has no Core and nothing was tracked yet: that memory can be made anew. */
    private boolean isUnused(Path directory) {
        if (Identity.of(directory).registration().isPresent()) {
            return false;
        }
        try (OpenAgent open = options.open()) {
            return EmptyMemory.is(open.agent());
        }
    }

    /** On loopback no pin is needed, and one that is given makes no difference. */
    private Enrolment enrolment(URI where) {
        try {
            return !pins.isEmpty() && "https".equals(where.getScheme())
                    ? Enrolment.at(where, pins)
                    : Enrolment.onLoopback(where);
        } catch (InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), Failure.oneLine(e), e);
        }
    }

    private Consents consents() {
        Set<Consent> given = consent.isEmpty() ? EnumSet.noneOf(Consent.class) : EnumSet.copyOf(consent);
        if (given.contains(Consent.largeSample) && !given.contains(Consent.sample)) {
            throw new ParameterException(
                    spec.commandLine(), "largeSample counts only together with sample: --consent sample,largeSample");
        }
        return Consents.NONE
                .withPatterns(given.contains(Consent.patterns))
                .withSample(given.contains(Consent.sample))
                .withAudit(given.contains(Consent.audit))
                .withMetrics(given.contains(Consent.metrics))
                .withLargeSample(given.contains(Consent.largeSample));
    }

    private static JsonObject json(SyncReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("transport", report.transport());
        json.addProperty("attempts", report.attempts());
        json.addProperty("roundTripMs", report.roundTrip().toNanos() / 1e6);
        json.addProperty("totalMs", report.total().toNanos() / 1e6);
        json.addProperty("pushed", report.pushed());
        json.addProperty("acknowledged", report.acknowledged());
        json.addProperty("duplicates", report.duplicates());
        json.addProperty("refused", report.refused());
        json.addProperty("upserts", report.upserts());
        json.addProperty("removals", report.removals());
        json.addProperty("bankVersion", report.bank().number());
        json.addProperty("itemModelVersion", report.itemModelVersion());
        json.addProperty("catalogueVersion", report.catalogueVersion());
        JsonArray notes = new JsonArray();
        report.notes().forEach(notes::add);
        json.add("notes", notes);
        return json;
    }
}
