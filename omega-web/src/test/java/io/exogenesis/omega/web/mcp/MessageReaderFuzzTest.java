package io.exogenesis.omega.web.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.mcp.JsonRpcMessage;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client posts. */
class MessageReaderFuzzTest {
    private static final MessageReader READER = new MessageReader(McpJsonDefaults.getMapper());
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    static Stream<Arguments> bodies() {
        return Stream.of(
                        PING,
                        "[" + PING
                                + ",{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}]",
                        "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"tools/call\",\"params\":{\"name\":\"omega_prune\","
                                + "\"arguments\":{\"minQuality\":1e400},\"_meta\":{\"progressToken\":[]}}}",
                        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":7}",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
                        "[".repeat(40),
                        "\ufeff{}",
                        "\"\\ud800\"")
                .map(text -> Arguments.of((Object) text.getBytes(UTF_8)));
    }

    // Whatever comes, it becomes messages, and one that is none is answered with an error of JSON-RPC.
    @MethodSource("bodies")
    @FuzzTest // must come last
    void read_anyBytes_becomeMessages(byte[] data) {
        MessageReader.Read read = READER.read(data);
        assertThat(read.messages()).isNotEmpty().hasSizeLessThanOrEqualTo(MessageReader.MAX_BATCH);
        assertThat(MessageReader.parts(data).orElse(0)).isLessThanOrEqualTo(MessageReader.MAX_PARTS);
        for (JsonRpcMessage message : read.messages()) {
            if (message instanceof JsonRpcMessage.Malformed malformed) {
                assertThat(malformed.answer()).containsEntry("jsonrpc", "2.0").containsKey("error");
            }
        }
    }
}
