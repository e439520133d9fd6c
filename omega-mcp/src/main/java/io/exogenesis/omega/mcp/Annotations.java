package io.exogenesis.omega.mcp;

import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;

/** Hints for the host about what a tool does to the world. */
public final class Annotations {
    private Annotations() {}

    /** Changes nothing. */
    public static ToolAnnotations reads(String title) {
        return hints(title, true, true, false, false);
    }

    /**
     * Changes what is kept, by addition only.
     *
     * @param again whether the same call a second time changes nothing more
     * @param world whether it reaches beyond this machine
     */
    public static ToolAnnotations adds(String title, boolean again, boolean world) {
        return hints(title, false, again, world, false);
    }

    /** Removes what cannot be had again; the same call a second time changes nothing more. */
    public static ToolAnnotations removes(String title) {
        return hints(title, false, true, false, true);
    }

    private static ToolAnnotations hints(String title, boolean reads, boolean again, boolean world, boolean destroys) {
        return ToolAnnotations.builder()
                .title(title)
                .readOnlyHint(reads)
                .destructiveHint(destroys)
                .idempotentHint(again)
                .openWorldHint(world)
                .build();
    }
}
