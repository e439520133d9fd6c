package io.exogenesis.omega.web.mcp;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.mcp.JsonRpcMessage;
import io.exogenesis.omega.web.guard.BoundedJson;
import io.exogenesis.omega.wire.v1.Refusal;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads a body of foreign origin as one message of JSON-RPC, or as a batch. Nothing is made of it before it was measured. */
final class MessageReader {
    /** A message is far smaller than this; a hostile one is refused before it becomes objects. */
    static final int MAX_BYTES = 256 << 10;

    /** Keys, values and brackets of a body: a hundred times those of the largest call. */
    static final int MAX_PARTS = 8_192;

    /** Messages of a batch, which are answered one after the other. */
    static final int MAX_BATCH = 32;

    private final McpJsonMapper json;

    MessageReader(McpJsonMapper json) {
        this.json = json;
    }

    /**
     * What was read.
     *
     * @param messages one, or those of a batch
     * @param batch whether they stood in an array, as even one may
     */
    record Read(List<JsonRpcMessage> messages, boolean batch) {
        private static Read malformed(int code, String why) {
            return new Read(List.of(new JsonRpcMessage.Malformed(null, code, why)), false);
        }
    }

    /** How many parts the JSON has, which is what it costs as objects; empty if it is none or too large. */
    static OptionalInt parts(byte[] body) {
        try {
            return body.length > MAX_BYTES ? OptionalInt.empty() : OptionalInt.of(BoundedJson.count(body, MAX_PARTS));
        } catch (RefusedException e) {
            return OptionalInt.empty();
        }
    }

    /** Reads it; what is no message is one that says so. */
    Read read(byte[] body) {
        if (body.length > MAX_BYTES) {
            return Read.malformed(ErrorCodes.INVALID_REQUEST, "a body has at most " + MAX_BYTES + " bytes here");
        }
        Object value;
        try {
            BoundedJson.count(body, MAX_PARTS);
            value = json.readValue(text(body), Object.class);
        } catch (RefusedException e) {
            boolean large = e.code() == Refusal.Code.TOO_LARGE;
            return Read.malformed(large ? ErrorCodes.INVALID_REQUEST : ErrorCodes.PARSE_ERROR, e.line());
        } catch (IOException | RuntimeException e) {
            // of the parser: its words are about its insides
            return Read.malformed(ErrorCodes.PARSE_ERROR, "the body is one JSON value in UTF-8");
        }
        return value instanceof List<?> batch ? batch(batch) : new Read(List.of(JsonRpcMessage.of(value)), false);
    }

    private static Read batch(List<? extends @Nullable Object> batch) {
        if (batch.isEmpty() || batch.size() > MAX_BATCH) {
            return Read.malformed(ErrorCodes.INVALID_REQUEST, "a batch has 1 to " + MAX_BATCH + " messages");
        }
        return new Read(batch.stream().map(JsonRpcMessage::of).toList(), true);
    }

    /** Strictly: a decoder that replaced what it cannot read would let two different texts pass as one. */
    private static String text(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }
}
