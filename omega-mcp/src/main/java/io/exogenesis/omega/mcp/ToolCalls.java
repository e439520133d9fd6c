package io.exogenesis.omega.mcp;

import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tools by name, and their calls; the same for each revision of the protocol.
 *
 * @param <C> what a call works on or for
 */
public final class ToolCalls<C> {
    private static final System.Logger LOG = System.getLogger(ToolCalls.class.getName());

    private final Map<String, McpTool<C>> tools = new LinkedHashMap<>();
    private final Predicate<RuntimeException> told;
    private final String details;

    /**
     * Tools in the order in which they are listed.
     *
     * @param told exceptions whose message is a sentence for the caller
     * @param details where the details of all others stand, for example {@code the server's log}
     */
    public ToolCalls(List<? extends McpTool<C>> tools, Predicate<RuntimeException> told, String details) {
        tools.forEach(tool -> this.tools.put(tool.description().name(), tool));
        this.told = told;
        this.details = details;
    }

    /**
     * What a call gave.
     *
     * @param structured fits the tool's output schema; null for an error
     * @param error whether the text says what went wrong
     */
    public record Outcome(String text, @Nullable Map<String, Object> structured, boolean error) {}

    /** What the host is told of the tools, always in the same order. */
    public List<Tool> descriptions() {
        return tools.values().stream().map(McpTool::description).toList();
    }

    /** The tool of a name. */
    public Optional<McpTool<C>> tool(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /** Why these are no parameters of {@code tools/call}, if they are none. */
    public Optional<String> problem(Map<String, Object> params) {
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
    Outcome call(String name, @Nullable Map<String, Object> arguments, Call<C> call) {
        McpTool<C> tool = tools.get(name);
        if (tool == null) {
            throw new IllegalArgumentException("there is no tool " + name);
        }
        try {
            Map<String, Object> given = arguments == null ? Map.of() : arguments;
            Answer answer = tool.call(Arguments.of(given, tool.takes()), call.context(), call.progress());
            return new Outcome(answer.text(), answer.structured(), false);
        } catch (InterruptedException e) {
            return problem("The call was cancelled.");
        } catch (ToolProblem e) {
            return problem(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return problem(e, name);
        }
    }

    private Outcome problem(RuntimeException e, String name) {
        if (told.test(e)) {
            LOG.log(Level.DEBUG, name + " could not be done", e);
            return problem(PlainWords.sentence(e));
        }
        LOG.log(Level.ERROR, name + " failed", e);
        return problem("The tool failed unexpectedly; " + details + " has the details.");
    }

    private static Outcome problem(String sentence) {
        return new Outcome(sentence, null, true);
    }
}
