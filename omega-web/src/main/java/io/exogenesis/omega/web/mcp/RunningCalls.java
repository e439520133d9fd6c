package io.exogenesis.omega.web.mcp;

import io.exogenesis.omega.mcp.JsonRpcMessage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tool calls under way, by token and id of the request: without sessions nothing else tells whose {@code
 * notifications/cancelled} it is. Of two calls of one token with one id, the first can be cancelled.
 */
final class RunningCalls {
    /** @param id 1 and "1" are two ids; 1 is the same one however it was read */
    private record Key(String token, boolean number, String id) {
        static Key of(ToolCaller caller, Object id) {
            return new Key(caller.tokenId(), id instanceof Number, id.toString());
        }
    }

    private final Map<Key, Runnable> calls = new ConcurrentHashMap<>();

    /** @param cancel ends the waiting for the call */
    void begin(ToolCaller caller, Object id, Runnable cancel) {
        calls.putIfAbsent(Key.of(caller, id), cancel);
    }

    /** @param cancel the same as at the beginning */
    void end(ToolCaller caller, Object id, Runnable cancel) {
        calls.remove(Key.of(caller, id), cancel);
    }

    /** What is unknown or done already is passed over: the answer and the cancellation may have crossed. */
    void cancel(ToolCaller caller, @Nullable Object id) {
        Runnable cancel = id != null && JsonRpcMessage.isId(id) ? calls.get(Key.of(caller, id)) : null;
        if (cancel != null) {
            cancel.run();
        }
    }
}
