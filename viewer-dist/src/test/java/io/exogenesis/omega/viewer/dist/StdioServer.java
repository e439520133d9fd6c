package io.exogenesis.omega.viewer.dist;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The packaged program as a host starts it: a process, and three streams that are pipes. Every line it prints must be JSON. */
final class StdioServer implements AutoCloseable {
    /** A start takes a second or two, on a busy machine ten. */
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final OutputStream toServer;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Thread reader;
    private int id;

    StdioServer(Path launcher, Map<String, String> environment, Path err, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString(), "mcp"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        toServer = process.getOutputStream();
        reader = Thread.ofVirtual().start(() -> {
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                out.lines().forEach(lines::add);
            } catch (IOException e) {
                lines.add("the output broke: " + e.getMessage());
            }
        });
    }

    void line(String text) throws IOException {
        toServer.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        toServer.flush();
    }

    /** The next line, as JSON. */
    JsonElement next() throws InterruptedException {
        String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("no answer in " + PATIENCE_SECONDS + " s; the process "
                    + (process.isAlive() ? "lives" : "ended with " + process.exitValue()));
        }
        return JsonParser.parseString(line);
    }

    /** The whole answer to a request. */
    JsonObject answer(String method, String params) throws IOException, InterruptedException {
        line("{\"jsonrpc\":\"2.0\",\"id\":" + ++id + ",\"method\":\"" + method + "\",\"params\":{" + params + "}}");
        JsonObject answer = next().getAsJsonObject();
        if (answer.get("id").getAsInt() != id) {
            throw new AssertionError("an answer to something else: " + answer);
        }
        return answer;
    }

    /** The result of a request, which must have one. */
    JsonObject result(String method, String params) throws IOException, InterruptedException {
        JsonObject answer = answer(method, params);
        if (!answer.has("result")) {
            throw new AssertionError("no result: " + answer);
        }
        return answer.getAsJsonObject("result");
    }

    /** The code of the error that a line is answered with. */
    int error(String line) throws IOException, InterruptedException {
        line(line);
        return next().getAsJsonObject().getAsJsonObject("error").get("code").getAsInt();
    }

    /** Ends the input; the exit code, after which nothing more was printed. */
    int end() throws IOException, InterruptedException {
        toServer.close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the end of the input did not end the process");
        }
        reader.join();
        if (!lines.isEmpty()) {
            throw new AssertionError("printed unasked: " + lines);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
