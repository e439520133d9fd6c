package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonObject;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.cli.history.SoughtTitle;
import io.exogenesis.omega.viewer.cli.history.TitleIndex;
import io.exogenesis.omega.viewer.cli.history.TitleIndex.Match;
import io.exogenesis.omega.wire.Refusals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Forgets a title or everything, on the disk as well, once the owner has confirmed it. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = {
            "Forgets a title, or everything, on the disk as well. It cannot be undone.",
            "A title is named by its id, or by its name with or without its year. What was learned from it is learned anew"
                    + " without it; the next sync replaces the sample that the Core has.",
            "After --everything consents and registration stay, and the next sync has the Core erase what you contributed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  viewer forget omega-0037",
            "  viewer forget \"Heat (1995)\" --yes",
            "  viewer forget --everything",
        })
final class ForgetCommand implements Runnable {
    private final InputStream in;
    private final BooleanSupplier terminal;

    @Mixin
    private final ViewerOptions options = new ViewerOptions();

    @Parameters(arity = "0..*", paramLabel = "TITLE", description = "Id of the title, or its name: \"Heat (1995)\".")
    private List<String> words = List.of();

    @Option(names = "--everything", description = "Forget all that was tracked, shown, learned and stored.")
    private boolean everything;

    @Option(names = "--yes", description = "Do not ask. Needed where standard input is no terminal.")
    private boolean yes;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    ForgetCommand(InputStream in) {
        this(in, () -> System.console() != null && System.console().isTerminal());
    }

    /** @param terminal whether somebody sits at {@code in} who can be asked */
    ForgetCommand(InputStream in, BooleanSupplier terminal) {
        this.in = in;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        String title = String.join(" ", words).strip();
        if (everything != title.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name either a title or --everything");
        }
        if (!yes && !terminal.getAsBoolean()) {
            throw new ParameterException(
                    spec.commandLine(), "nobody can be asked here, and it cannot be undone: confirm it with --yes");
        }
        if (!Identity.exists(options.directory())) {
            throw new ViewerException("there is no memory in " + options.directory());
        }
        try (OpenAgent open = options.open()) {
            if (everything) {
                everything(open.agent());
            } else {
                title(found(title, open.agent()), open.agent());
            }
        }
    }

    private void everything(ViewerAgent agent) {
        confirm("everything: " + Count.of(agent.stats().memory().titles(), "title")
                + " and what was learned from them");
        agent.forgetEverything().join();
        tell(agent, null, "Everything");
    }

    private void title(MediaId media, ViewerAgent agent) {
        String name = agent.getTitle(media)
                .map(item -> item.title()
                        + (item.year().isPresent() ? " (" + item.year().getAsInt() + ")" : ""))
                .map(known -> Refusals.oneLine(known) + " [" + media + "]")
                .orElse(media.value());
        confirm(name);
        agent.forget(media).join();
        agent.learnFromSession().join();
        tell(agent, media, name);
    }

    private void tell(ViewerAgent agent, @Nullable MediaId media, String name) {
        int left = agent.stats().memory().titles();
        if (!options.json()) {
            options.out().println(name + " is forgotten; the memory has " + Count.of(left, "title") + ".");
            return;
        }
        JsonObject json = new JsonObject();
        json.addProperty("everything", everything);
        json.addProperty("mediaId", media == null ? null : media.value());
        json.addProperty("titles", left);
        options.out().println(ViewerOptions.text(json));
    }

    /** The question goes where an answer in JSON does not. */
    private void confirm(String what) {
        if (yes) {
            return;
        }
        PrintWriter err = spec.commandLine().getErr();
        err.print("Forget " + what + "? This cannot be undone. Type yes: ");
        err.flush();
        String answer;
        try {
            answer = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
        } catch (IOException e) {
            throw new UncheckedIOException("the answer cannot be read: " + e.getMessage(), e);
        }
        if (answer == null || !answer.strip().equalsIgnoreCase("yes")) {
            throw new ViewerException("nothing was forgotten: the answer was not yes");
        }
    }

    private static MediaId found(String title, ViewerAgent agent) {
        Optional<MediaId> known = id(title)
                .filter(id -> agent.getTitle(id).isPresent()
                        || agent.history().stream()
                                .anyMatch(watched -> watched.media().equals(id)));
        return known.orElseGet(() -> switch (new TitleIndex(agent.catalogue()).find(sought(title))) {
            case Match.Found(MediaId media) -> media;
            case Match.Unclear(int titles) ->
                throw new ViewerException(
                        titles + " titles have the name " + title + ": add the year, or name the id (viewer export)");
            case Match.Unknown() ->
                throw new ViewerException(
                        "neither the memory nor the catalogue has a title with this id or name: " + title);
        });
    }

    private static Optional<MediaId> id(String title) {
        try {
            return Optional.of(new MediaId(title));
        } catch (InvalidValueException e) {
            return Optional.empty(); // a name can be longer than an id
        }
    }

    private static SoughtTitle sought(String title) {
        Matcher behind = CatalogueFile.YEAR_BEHIND.matcher(title);
        return behind.matches()
                ? new SoughtTitle(
                        List.of(behind.group(1)),
                        OptionalInt.of(Integer.parseInt(behind.group(2))),
                        SoughtTitle.Form.FILM)
                : new SoughtTitle(List.of(title), OptionalInt.empty(), SoughtTitle.Form.FILM);
    }
}
