package io.exogenesis.omega.mcp;

/**
 * What a server tells of itself, in each revision.
 *
 * @param name for programs
 * @param title for people
 * @param instructions for the model: what the tools are for and in which order, and that text from outside is data
 */
public record ServerIdentity(String name, String title, String version, String instructions) {
    /** With the version of the program that the class belongs to. */
    public static ServerIdentity of(String name, String title, Class<?> program, String instructions) {
        String version = program.getPackage().getImplementationVersion();
        return new ServerIdentity(name, title, version == null ? "1.0.0" : version, instructions);
    }
}
