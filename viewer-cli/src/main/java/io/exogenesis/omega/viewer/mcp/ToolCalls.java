package io.exogenesis.omega.viewer.mcp;

import io.exogenesis.omega.journal.DirectoryLockedException;
import io.exogenesis.omega.journal.JournalException;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import io.exogenesis.omega.viewer.ViewerException;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tools by name, and their calls; the same for each revision of the protocol. */
final class ToolCalls {
    private static final System.Logger LOG = System.getLogger(ToolCalls.class.getName());

    private final Map<String, ViewerTool> tools = new LinkedHashMap<>();
    private final ToolAgent agent;

    ToolCalls(List<ViewerTool> tools, ToolAgent agent) {
        tools.forEach(tool -> this.tools.put(tool.description().name(), tool));
        this.agent = agent;
    }

    /**
     * What a call gave.
     *
     * @param structured fits the tool's output schema; null for an error
     * @param error whether the text says what went wrong
     */
    record Outcome(String text, @Nullable Map<String, Object> structured, boolean error) {}

    /** What the host is told of the tools, always in the same order. */
    List<Tool> descriptions() {
        return tools.values().stream().map(ViewerTool::description).toList();
    }

    /** Why these are no parameters of {@code tools/call}, if they are none. */
    Optional<String> problem(Map<String, Object> params) {
        if (!(params.get("name") instanceof String name)) {
            return Optional.of("tools/call takes name, a text");
        }
        if (!tools.containsKey(name)) {
            return Optional.of("there is no tool " + UntrustedText.echo(name) + "; tools/list names them");
        }
        Object arguments = params.get("arguments");
        return arguments == null || arguments instanceof Map
                ? Optional.empty()
                : Optional.of("tools/call takes arguments, an object");
    }

    /** Calls a tool that there is. An interrupt cancels the call. */
    Outcome call(String name, @Nullable Map<String, Object> arguments, Progress progress) {
        ViewerTool tool = tools.get(name);
        if (tool == null) {
            throw new IllegalArgumentException("there is no tool " + name);
        }
        try {
            Map<String, Object> given = arguments == null ? Map.of() : arguments;
            Answer answer = tool.call(Arguments.of(given, tool.takes()), agent, progress);
            return new Outcome(answer.text(), answer.structured(), false);
        } catch (InterruptedException e) {
            return problem("The call was cancelled.");
        } catch (ToolProblem e) {
            return problem(String.valueOf(e.getMessage()));
        } catch (ViewerException
                | DirectoryLockedException
                | JournalException
                | InvalidValueException
                | EmbedderUnavailableException
                | UncheckedIOException e) {
            LOG.log(Level.DEBUG, name + " could not be done", e);
            return problem(PlainWords.sentence(e));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, name + " failed", e);
            return problem("The tool failed unexpectedly; the server's log on standard error has the details.");
        }
    }

    private static Outcome problem(String sentence) {
        return new Outcome(sentence, null, true);
    }
}
