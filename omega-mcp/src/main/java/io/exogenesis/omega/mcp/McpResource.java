package io.exogenesis.omega.mcp;

/**
 * Something to be read under an address, or under all addresses of a template.
 *
 * @param uri the address; a template ends with its one variable, for example {@code omega://bank/{id}}
 * @param mimeType of the text
 * @param reader reads it
 * @param <C> of the server's tools
 */
public record McpResource<C>(
        String uri, String name, String title, String description, String mimeType, Reader<C> reader) {
    /** Whether it is a template. */
    public boolean isTemplate() {
        return uri.endsWith("}");
    }

    /** Whether it is read under this address. */
    boolean matches(String asked) {
        return isTemplate() ? asked.startsWith(prefix()) && asked.length() > prefix().length() : uri.equals(asked);
    }

    /** What stands in place of the variable; empty if there is none. */
    private String variable(String asked) {
        return isTemplate() ? asked.substring(prefix().length()) : "";
    }

    private String prefix() {
        return uri.substring(0, uri.lastIndexOf('{'));
    }

    /** The text under an address that {@link #matches}. */
    String read(String asked, C context) {
        return reader.read(variable(asked), context);
    }

    /**
     * Reads the text.
     *
     * @param <C> of the server's tools
     */
    @FunctionalInterface
    public interface Reader<C> {
        /**
         * The text.
         *
         * @param variable what stands in place of the template's variable; empty if there is none
         * @throws ToolProblem if there is nothing under it, in one sentence
         */
        String read(String variable, C context);
    }
}
