package io.exogenesis.omega.viewer.mcp;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Speaks raw lines with a server in this process, so that what stands on the wire is what is looked at. */
final class McpClient implements AutoCloseable {
    private static final Gson GSON = new GsonBuilder().serializeNulls().create();

    private final Thread server;
    private final OutputStream toServer;
    private final BufferedReader fromServer;
    private final Map<String, Map<String, Object>> outputs = new HashMap<>();
    private int id;

    /** A server that is initialised. */
    static McpClient connected(AgentSource source, InstantSource clock) throws IOException {
        McpClient client = new McpClient(source, clock);
        client.initialize();
        return client;
    }

    McpClient(AgentSource source, InstantSource clock) throws IOException {
        // not piped streams: those believe that the output has ended when the thread that wrote last has
        Pipe questions = Pipe.open();
        Pipe answers = Pipe.open();
        InputStream in = Channels.newInputStream(questions.source());
        OutputStream out = Channels.newOutputStream(answers.sink());
        toServer = Channels.newOutputStream(questions.sink());
        fromServer = new BufferedReader(
                new InputStreamReader(Channels.newInputStream(answers.source()), StandardCharsets.UTF_8));
        server = new Thread(() -> {
            try (out) {
                new ViewerMcpServer(source, in, out, clock).serve();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        server.start();
    }

    JsonObject initialize() throws IOException {
        return initialize("2025-11-25");
    }

    JsonObject initialize(String revision) throws IOException {
        JsonObject result = request("initialize", """
                {"protocolVersion":"%s","capabilities":{},"clientInfo":{"name":"test","version":"1"}}""".formatted(revision));
        line("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return result;
    }

    void line(String text) throws IOException {
        bytes((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void bytes(byte[] bytes) throws IOException {
        toServer.write(bytes);
        toServer.flush();
    }

    JsonObject next() throws IOException {
        return nextLine().getAsJsonObject();
    }

    /** A message, or the array that answers a batch. */
    JsonElement nextLine() throws IOException {
        return JsonParser.parseString(fromServer.readLine());
    }

    /** The result of a request; fails if the answer is a protocol error. */
    JsonObject request(String method, String params) throws IOException {
        send(++id, method, params);
        JsonObject answer = next();
        if (!answer.has("result")) {
            throw new AssertionError("a protocol error: " + answer);
        }
        return answer.getAsJsonObject("result");
    }

    void send(int number, String method, String params) throws IOException {
        line("{\"jsonrpc\":\"2.0\",\"id\":" + number + ",\"method\":\"" + method + "\",\"params\":"
                + params.replace("\n", "") + "}");
    }

    void sendCall(int number, String tool, String arguments) throws IOException {
        send(number, "tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
    }

    /** Calls a tool with arguments as JSON. */
    JsonObject call(String tool, String arguments) throws IOException {
        return request("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
    }

    /** A call that must succeed: its structured content, which fits the schema that the server published. */
    JsonObject ok(String tool, String arguments) throws IOException {
        JsonObject result = call(tool, arguments);
        if (result.get("isError").getAsBoolean()) {
            throw new AssertionError(text(result));
        }
        JsonObject structured = result.getAsJsonObject("structuredContent");
        JsonSchemaValidator.ValidationResponse valid = McpJsonDefaults.getSchemaValidator()
                .validate(output(tool), McpJsonDefaults.getMapper().readValue(GSON.toJson(structured), Object.class));
        if (!valid.valid()) {
            throw new AssertionError(valid.errorMessage());
        }
        return structured;
    }

    /** A call that must fail in words: the sentence. */
    String error(String tool, String arguments) throws IOException {
        JsonObject result = call(tool, arguments);
        if (!result.get("isError").getAsBoolean()) {
            throw new AssertionError("no error: " + result);
        }
        return text(result);
    }

    private Map<String, Object> output(String tool) throws IOException {
        if (outputs.isEmpty()) {
            for (JsonElement one : request("tools/list", "{}").getAsJsonArray("tools")) {
                JsonObject described = one.getAsJsonObject();
                outputs.put(
                        described.get("name").getAsString(),
                        McpJsonDefaults.getMapper()
                                .readValue(GSON.toJson(described.get("outputSchema")), new TypeRef<>() {}));
            }
        }
        return outputs.get(tool);
    }

    static String text(JsonObject result) {
        JsonArray content = result.getAsJsonArray("content");
        return content.get(0).getAsJsonObject().get("text").getAsString();
    }

    /** Ends the input and waits for the server; what it still wrote. */
    List<JsonObject> end() throws IOException {
        toServer.close();
        List<JsonObject> rest = new ArrayList<>();
        for (String line = fromServer.readLine(); line != null; line = fromServer.readLine()) {
            rest.add(JsonParser.parseString(line).getAsJsonObject());
        }
        try {
            server.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return rest;
    }

    @Override
    public void close() throws IOException {
        end();
    }
}
