package io.exogenesis.omega.ops.cli;

import com.google.gson.JsonElement;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What an operator does to one viewer or one pattern: a request, and a line that says that it is done. */
@Command(mixinStandardHelpOptions = true)
final class ChangeCommand implements Callable<Integer> {
    private final Change change;
    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Mixin
    private ReasonOptions reason = new ReasonOptions();

    @Mixin
    private SureOption sure = new SureOption();

    @Parameters(paramLabel = "ID", description = "Id of the viewer or pattern.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String id;

    /** What is changed. */
    private enum Subject {
        VIEWER("Viewer ", "/api/admin/viewers/", Words::viewer),
        PATTERN("Pattern ", "/api/admin/patterns/", Words::pattern);

        private final String noun;
        private final String path;
        private final UnaryOperator<String> id;

        Subject(String noun, String path, UnaryOperator<String> id) {
            this.noun = noun;
            this.path = path;
            this.id = id;
        }
    }

    /** A change: the request that makes it, and what is said when it is done. */
    enum Change {
        SUSPEND(
                Subject.VIEWER,
                "POST",
                "/suspend?",
                "is suspended",
                "Refuses what the viewer pushes and pulls until it is resumed; what it has contributed counts on."),
        RESUME(Subject.VIEWER, "POST", "/resume?", "is resumed", "Lets a suspended viewer take part again."),
        REMOVE_VIEWER(
                Subject.VIEWER,
                "DELETE",
                "?report=true&",
                "is removed",
                "Removes a viewer: its frames are refused for good, its raw contributions and its name are erased."),
        PIN(
                Subject.PATTERN,
                "PUT",
                "/pin?",
                "is pinned",
                "Keeps a pattern: it is not pruned, and its support does not expire. A jury can still refuse it."),
        UNPIN(Subject.PATTERN, "DELETE", "/pin?", "is pinned no more", "Keeps a pattern no longer."),
        REMOVE_PATTERN(
                Subject.PATTERN,
                "DELETE",
                "?",
                "leaves the bank with the next round",
                "Takes a pattern out of the bank with the next round; its like is refused for some epochs.");

        private final Subject subject;
        private final String method;
        private final String path;
        private final String done;
        private final String description;

        Change(Subject subject, String method, String path, String done, String description) {
            this.subject = subject;
            this.method = method;
            this.path = path;
            this.done = done;
            this.description = description;
        }
    }

    private ChangeCommand(Terminal terminal, Change change) {
        this.terminal = terminal;
        this.change = change;
    }

    static CommandLine commandLine(Terminal terminal, Change change) {
        CommandLine line = new CommandLine(new ChangeCommand(terminal, change));
        line.getCommandSpec().usageMessage().description(change.description);
        return line;
    }

    @Override
    public Integer call() {
        switch (change) {
            case REMOVE_VIEWER -> sure.orWarn("this erases what the Core has of the viewer");
            case REMOVE_PATTERN -> sure.orWarn("viewers lose the pattern");
            case SUSPEND, RESUME, PIN, UNPIN -> {}
        }
        String what = change.subject.id.apply(id);
        String path = change.subject.path + what + change.path + reason.query();
        try (AdminHttp core = admin.connect()) {
            JsonElement answer = switch (change.method) {
                case "POST" -> core.post(path, "");
                case "PUT" -> core.put(path, "");
                default -> core.delete(path);
            };
            admin.show(answer, terminal, a -> told(what, a));
        }
        return 0;
    }

    private void told(String what, JsonElement answer) {
        terminal.line(change.subject.noun + what + " " + change.done);
        if (change == Change.REMOVE_VIEWER) {
            Sheet.show(answer, terminal);
        }
    }
}
