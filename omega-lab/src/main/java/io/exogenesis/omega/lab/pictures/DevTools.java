package io.exogenesis.omega.lab.pictures;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Commands of the Chrome DevTools protocol over one web socket: JSON with an id, and an answer with the same id. Events are let go. */
final class DevTools implements AutoCloseable {
    /** A busy machine draws a long page in some seconds. */
    private static final int SECONDS = 60;

    private static final Gson GSON = new Gson();

    private final Map<Integer, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final WebSocket socket;

    private DevTools(HttpClient http, URI address) {
        socket = http.newWebSocketBuilder().buildAsync(address, new Answers()).join();
    }

    static DevTools connect(HttpClient http, URI address) {
        return new DevTools(http, address);
    }

    /**
     * Sends a command and waits for its result.
     *
     * @param session of a page; null for the browser itself
     * @throws PictureException with what the browser says is wrong
     */
    JsonObject call(@Nullable String session, String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        JsonObject message = new JsonObject();
        message.addProperty("id", id);
        message.addProperty("method", method);
        message.add("params", GSON.toJsonTree(parameters));
        if (session != null) {
            message.addProperty("sessionId", session);
        }
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        try {
            socket.sendText(message.toString(), true).join();
            JsonObject whole = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
            if (whole.has("error")) {
                throw new PictureException(method + ": " + whole.get("error"));
            }
            return whole.getAsJsonObject("result");
        } catch (CompletionException e) {
            throw new PictureException("the browser does not answer " + method, e);
        } finally {
            waiting.remove(id);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    /** Puts the parts of a message together and hands it to who waits for it. */
    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                JsonObject message = JsonParser.parseString(text.toString()).getAsJsonObject();
                text.setLength(0);
                if (message.has("id")) {
                    CompletableFuture<JsonObject> asked =
                            waiting.get(message.get("id").getAsInt());
                    if (asked != null) {
                        asked.complete(message);
                    }
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            waiting.values().forEach(w -> w.completeExceptionally(error));
        }
    }
}
