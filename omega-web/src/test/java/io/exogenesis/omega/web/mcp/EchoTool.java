package io.exogenesis.omega.web.mcp;

import static io.exogenesis.omega.mcp.Schemas.object;
import static io.exogenesis.omega.mcp.Schemas.properties;
import static io.exogenesis.omega.mcp.Schemas.text;

import io.exogenesis.omega.core.identity.Scope;
import io.exogenesis.omega.mcp.Annotations;
import io.exogenesis.omega.mcp.Answer;
import io.exogenesis.omega.mcp.Arguments;
import io.exogenesis.omega.mcp.Progress;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Says what it was told, after it was let go on. */
final class EchoTool implements CoreTool {
    final CountDownLatch begun = new CountDownLatch(1);
    final AtomicInteger calls = new AtomicInteger();
    final CountDownLatch goOn;

    EchoTool(int waits) {
        goOn = new CountDownLatch(waits);
    }

    @Override
    public Tool description() {
        return Tool.builder()
                .name("echo")
                .title("Echo")
                .description("Says what it was told.")
                .inputSchema(object(properties("words", text("Anything.")), List.of()))
                .outputSchema(object(properties("words", text("The same.")), List.of("words")))
                .annotations(Annotations.reads("Echo"))
                .build();
    }

    @Override
    public Scope needs(Map<String, Object> arguments) {
        return arguments.containsKey("words") ? Scope.OPERATE : Scope.READ;
    }

    @Override
    public Answer call(Arguments arguments, ToolCaller caller, Progress progress) throws InterruptedException {
        calls.incrementAndGet();
        begun.countDown();
        progress.report(1, "begun");
        goOn.await();
        String words = arguments.text("words", 100).orElse("");
        if (words.equals("fail")) {
            throw new IllegalStateException("io.exogenesis.Secret is null");
        }
        return new Answer(Map.of("words", words), words);
    }
}
