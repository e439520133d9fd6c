package io.exogenesis.omega.viewer.mcp;

import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;

/** Hints for the host about what a tool does to the world. */
final class Annotations {
    private Annotations() {}

    /** Changes nothing. */
    static ToolAnnotations reads(String title) {
        return hints(title, true, true, false);
    }

    /**
     * Changes the agent's memory, by addition only.
     *
     * @param again whether the same call a second time changes nothing more
     * @param world whether it reaches beyond this machine
     */
    static ToolAnnotations adds(String title, boolean again, boolean world) {
        return hints(title, false, again, world);
    }

    private static ToolAnnotations hints(String title, boolean reads, boolean again, boolean world) {
        return ToolAnnotations.builder()
                .title(title)
                .readOnlyHint(reads)
                .destructiveHint(false)
                .idempotentHint(again)
                .openWorldHint(world)
                .build();
    }
}
