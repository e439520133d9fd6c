package io.exogenesis.omega.ops.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/**
 * The packaged Liberty with the EAR, as {@code omega-ear} lays it out. Read-only for us: many Cores may run from one install.
 *
 * @param wlp its root
 */
public record CoreInstall(Path wlp) {
    /** The server's name inside of the install. */
    public static final String SERVER = "omega";

    /** Native libraries are unpacked there; two JVMs must not share the place, so it tells one Core from another, too. */
    static final String TEMPORARY = "-Djava.io.tmpdir=";

    private static final String BUILT_AT = "omega-ear/target/liberty/wlp";

    /**
     * The install to run from: that of the archive whose root the system property {@code omega.home} names, else that of this
     * checkout.
     *
     * @throws CoreProblem if it is not there
     */
    public static CoreInstall found() {
        String home = System.getProperty("omega.home");
        if (home == null) {
            return ofCheckout();
        }
        Path wlp = Path.of(home).toAbsolutePath().resolve("wlp");
        if (!isInstalled(wlp)) {
            throw CoreProblem.failed("the archive is not complete: there is no server in " + wlp);
        }
        return new CoreInstall(wlp);
    }

    private static boolean isInstalled(Path wlp) {
        return Files.exists(wlp.resolve("usr/servers/" + SERVER + "/server.xml"));
    }

    /**
     * The install of this checkout: below the system property {@code omega.root}, else found upwards from the working directory.
     *
     * @throws CoreProblem if it is not built
     */
    private static CoreInstall ofCheckout() {
        String root = System.getProperty("omega.root");
        Path start = (root != null ? Path.of(root) : Path.of("")).toAbsolutePath();
        for (Path at = start; at != null; at = root != null ? null : at.getParent()) {
            Path wlp = at.resolve(BUILT_AT);
            if (isInstalled(wlp)) {
                return new CoreInstall(wlp);
            }
        }
        throw CoreProblem.failed(
                "the Core is not built (no " + BUILT_AT + "): ./omega core builds it, or run mvn -DskipTests package");
    }

    /** Directory of the server's configuration. */
    public Path server() {
        return wlp.resolve("usr/servers").resolve(SERVER);
    }

    /**
     * What tells this build of the application from another: name, size and checksum of each entry of its archive, a line each. Read from
     * the archive's directory, so that nothing is unpacked or summed. Empty for a server without the application.
     *
     * @throws IOException if the archive is broken
     */
    String build() throws IOException {
        Path archive = server().resolve("apps/omega.ear");
        if (!Files.exists(archive)) {
            return "";
        }
        try (ZipFile ear = new ZipFile(archive.toFile())) {
            return ear.stream()
                    .map(e -> e.getName() + " " + e.getSize() + " " + Long.toHexString(e.getCrc()) + "\n")
                    .sorted()
                    .collect(Collectors.joining());
        }
    }

    /** Command line of the server's JVM, without what differs between two Cores. */
    public List<String> command(Path temporary) {
        return command(temporary, List.of());
    }

    /** The same with options that override those of {@code jvm.options}. */
    List<String> command(Path temporary, List<String> options) {
        Path tools = wlp.resolve("bin/tools");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-javaagent:" + tools.resolve("ws-javaagent.jar"));
        command.addAll(lines("jvm.options"));
        command.addAll(options);
        command.add(TEMPORARY + temporary);
        command.add("-jar");
        command.add(tools.resolve("ws-server.jar").toString());
        command.add(SERVER);
        return command;
    }

    /** Defaults of the environment: {@code server.env}. */
    public Map<String, String> environment() {
        Map<String, String> out = new HashMap<>();
        for (String line : lines("server.env")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                out.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return out;
    }

    private List<String> lines(String name) {
        Path file = server().resolve(name);
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
