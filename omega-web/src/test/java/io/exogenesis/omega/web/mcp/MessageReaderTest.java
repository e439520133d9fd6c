package io.exogenesis.omega.web.mcp;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.mcp.JsonRpcMessage;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import org.junit.jupiter.api.Test;

class MessageReaderTest {
    private static final MessageReader READER = new MessageReader(McpJsonDefaults.getMapper());
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    private static MessageReader.Read read(String body) {
        return READER.read(body.getBytes(UTF_8));
    }

    private static void assertMalformed(MessageReader.Read read, int code) {
        assertThat(read.messages()).singleElement().isInstanceOfSatisfying(JsonRpcMessage.Malformed.class, m -> {
            assertThat(m.code()).isEqualTo(code);
            assertThat(m.why()).doesNotContainPattern("Exception|jackson|io\\.|tools\\.");
        });
    }

    @Test
    void read_oneMessage_isItself() {
        assertThat(read(PING).messages()).singleElement().isInstanceOf(JsonRpcMessage.Request.class);
        assertThat(read(PING).batch()).isFalse();
    }

    @Test
    void read_arrayOfOne_isABatch() {
        assertThat(read("[" + PING + "]").batch()).isTrue();
    }

    @Test
    void read_noJson_isAParseErrorInPlainWords() {
        for (String body : new String[] {"", "{", "nonsense", "{\"a\":1}{\"b\":2}", "{'a':1}"}) {
            assertMalformed(read(body), ErrorCodes.PARSE_ERROR);
        }
    }

    // Depth is counted before anything is built: a million brackets are a stack that overflows.
    @Test
    void read_deepJson_isAParseError() {
        assertMalformed(read("[".repeat(200_000)), ErrorCodes.PARSE_ERROR);
        assertMalformed(read("{\"a\":".repeat(17) + "1" + "}".repeat(17)), ErrorCodes.PARSE_ERROR);
    }

    @Test
    void read_tooManyPartsOrBytes_isInvalid() {
        assertMalformed(read("[" + "1,".repeat(MessageReader.MAX_PARTS) + "1]"), ErrorCodes.INVALID_REQUEST);
        assertMalformed(read("\"" + "a".repeat(MessageReader.MAX_BYTES) + "\""), ErrorCodes.INVALID_REQUEST);
    }

    @Test
    void read_batchOfNoneOrTooMany_isInvalid() {
        assertMalformed(read("[]"), ErrorCodes.INVALID_REQUEST);
        assertMalformed(
                read("[" + (PING + ",").repeat(MessageReader.MAX_BATCH) + PING + "]"), ErrorCodes.INVALID_REQUEST);
    }

    // 1e999999999 is ten characters and a number of a billion digits.
    @Test
    void read_numberOutOfAllBounds_isAParseError() {
        assertMalformed(read("{\"jsonrpc\":\"2.0\",\"id\":1e999999999,\"method\":\"ping\"}"), ErrorCodes.PARSE_ERROR);
    }

    @Test
    void read_otherEncoding_isAParseError() {
        assertMalformed(READER.read(PING.getBytes(UTF_16)), ErrorCodes.PARSE_ERROR);
        assertMalformed(READER.read(new byte[] {'"', (byte) 0xc3, '"'}), ErrorCodes.PARSE_ERROR);
    }
}
