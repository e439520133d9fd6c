package io.exogenesis.omega.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server offers, the same in each revision of the protocol and always in the same order.
 *
 * @param resources templates too
 * @param <C> of the tools
 */
public record Features<C>(ToolCalls<C> tools, List<McpResource<C>> resources, List<McpPrompt> prompts) {
    public Features {
        resources = List.copyOf(resources);
        prompts = List.copyOf(prompts);
    }

    /** Tools only. */
    public static <C> Features<C> of(ToolCalls<C> tools) {
        return new Features<>(tools, List.of(), List.of());
    }

    /** Whether requests of this method are answered. */
    boolean has(String method) {
        return switch (method) {
            case McpSchema.METHOD_INITIALIZE,
                    McpSchema.METHOD_PING,
                    McpSchema.METHOD_TOOLS_LIST,
                    McpSchema.METHOD_TOOLS_CALL -> true;
            case McpSchema.METHOD_RESOURCES_LIST,
                    McpSchema.METHOD_RESOURCES_TEMPLATES_LIST,
                    McpSchema.METHOD_RESOURCES_READ -> !resources.isEmpty();
            case McpSchema.METHOD_PROMPT_LIST, McpSchema.METHOD_PROMPT_GET -> !prompts.isEmpty();
            default -> false;
        };
    }

    /** What is read under an address. */
    Optional<McpResource<C>> resource(String uri) {
        return resources.stream().filter(r -> r.matches(uri)).findFirst();
    }

    /** The prompt of a name. */
    Optional<McpPrompt> prompt(String name) {
        return prompts.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** Why these are no parameters of the method, if they are none. An address that leads nowhere is not told of here. */
    public Optional<String> problem(String method, Map<String, Object> params) {
        if (params.get("_meta") != null && !(params.get("_meta") instanceof Map)) {
            return Optional.of("_meta is an object");
        }
        return switch (method) {
            case McpSchema.METHOD_INITIALIZE -> Optional.ofNullable(LegacyEra.problemOfInitialize(params));
            case McpSchema.METHOD_TOOLS_CALL -> tools.problem(params);
            case McpSchema.METHOD_RESOURCES_READ ->
                params.get("uri") instanceof String
                        ? Optional.empty()
                        : Optional.of("resources/read takes uri, a text");
            case McpSchema.METHOD_PROMPT_GET -> problemOfPrompt(params);
            case McpSchema.METHOD_TOOLS_LIST,
                    McpSchema.METHOD_RESOURCES_LIST,
                    McpSchema.METHOD_RESOURCES_TEMPLATES_LIST,
                    McpSchema.METHOD_PROMPT_LIST ->
                params.get("cursor") == null
                        ? Optional.empty()
                        : Optional.of("there is no such cursor: the list is one page");
            default -> Optional.empty();
        };
    }

    private Optional<String> problemOfPrompt(Map<String, Object> params) {
        if (!(params.get("name") instanceof String name)) {
            return Optional.of("prompts/get takes name, a text");
        }
        Object arguments = params.get("arguments");
        if (arguments != null && !(arguments instanceof Map)) {
            return Optional.of("prompts/get takes arguments, an object");
        }
        return prompt(name).isPresent()
                ? Optional.empty()
                : Optional.of("there is no prompt " + UntrustedText.echo(name) + "; prompts/list names them");
    }
}
