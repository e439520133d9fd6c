package io.exogenesis.omega.lab.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a main class in a JVM of its own, with this one's class path and JDK. */
public final class Fork {
    private Fork() {}

    /**
     * Waits until it ends.
     *
     * @param jvm options beside the module and the access that the product runs with, for example {@code -Xmx2g}
     * @return the lines it printed
     * @throws BenchException if it ends with another code than 0; with its last words
     */
    public static List<String> run(Class<?> main, List<String> jvm, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"));
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Path errors = null;
        Process process = null;
        try {
            errors = Files.createTempFile("omega-bench", ".err");
            process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new BenchException(main.getSimpleName() + " ended with " + code + ": " + lastLine(errors));
            }
            return out.lines().toList();
        } catch (IOException e) {
            throw new BenchException(main.getSimpleName() + " could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException(main.getSimpleName() + " was interrupted", e);
        } finally {
            end(process, errors);
        }
    }

    private static String lastLine(Path errors) throws IOException {
        return Files.readAllLines(errors).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("\tat ") && !line.startsWith("WARNING:"))
                .reduce((a, b) -> b)
                .orElse("it said nothing");
    }

    private static void end(@Nullable Process process, @Nullable Path errors) {
        if (process != null) {
            process.destroyForcibly();
        }
        if (errors != null && !errors.toFile().delete()) {
            errors.toFile().deleteOnExit();
        }
    }
}
