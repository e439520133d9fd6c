package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.ops.core.CoreInstall;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Liberty with the Core's features and the Core's JVM options, and without the Core. */
final class BareServer {
    private static final Pattern FEATURES = Pattern.compile("<featureManager>.*?</featureManager>", Pattern.DOTALL);
    /** What Liberty says when it has started. */
    private static final String READY = "CWWKF0011I";

    private static final String SERVER = """
            <server>
              %s
              <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="0" httpsPort="-1"/>
              <config updateTrigger="disabled"/>
              <applicationMonitor updateTrigger="disabled" dropinsEnabled="false"/>
            </server>
            """;

    private BareServer() {}

    /**
     * Starts it, and ends it when it is ready.
     *
     * @param directory an existing, empty directory
     */
    static StartBenchmark.Start start(Path directory) throws IOException {
        CoreInstall install = CoreInstall.found();
        Path server = Files.createDirectories(directory.resolve("usr/servers").resolve(CoreInstall.SERVER));
        Matcher features = FEATURES.matcher(Files.readString(install.server().resolve("server.xml")));
        if (!features.find()) {
            throw new BenchException("the Core's server.xml names no features");
        }
        Files.writeString(server.resolve("server.xml"), SERVER.formatted(features.group()));
        ProcessBuilder builder = new ProcessBuilder(install.command(directory)).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("WLP_") || name.startsWith("OMEGA_"));
        builder.environment()
                .putAll(Map.of(
                        "WLP_USER_DIR", directory.resolve("usr").toString(),
                        "WLP_OUTPUT_DIR", directory.resolve("out").toString()));
        long begun = System.nanoTime();
        Process process = builder.start();
        try (BufferedReader console = process.inputReader()) {
            for (String line = console.readLine(); line != null; line = console.readLine()) {
                if (line.contains(READY)) {
                    return StartBenchmark.Start.since(begun, process.toHandle());
                }
            }
            throw new BenchException("Liberty alone ended before it was ready");
        } finally {
            process.destroy();
            process.onExit().join();
        }
    }
}
