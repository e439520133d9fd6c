package io.exogenesis.omega.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.exogenesis.omega.core.identity.Scope;
import io.exogenesis.omega.mcp.JsonRpcMessage;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallRunnerTest {
    private static final ToolCaller CALLER = new ToolCaller("t", Set.of(Scope.READ));
    private static final Duration SOON = Duration.ofMillis(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RunningCalls running = new RunningCalls();
    private final EchoTool tool = new EchoTool(1);
    private final McpDispatcher dispatcher = McpDispatcherTest.dispatcher(tool);
    private final CallRunner runner = new CallRunner(dispatcher, threads, running, SOON);
    private final RecordedResponse response = new RecordedResponse();
    private final ReplyWriter out = new ReplyWriter(response.response(), McpJsonDefaults.getMapper());

    @AfterEach
    void stop() {
        tool.goOn.countDown();
        threads.close();
        dispatcher.close();
    }

    private static JsonRpcMessage.Request call(Object id) {
        return new JsonRpcMessage.Request(
                id, "tools/call", Map.of("name", "echo", "_meta", Map.of("progressToken", "p")));
    }

    private Future<Optional<McpAnswer>> running(Object id, boolean events) throws InterruptedException {
        Future<Optional<McpAnswer>> answer =
                threads.submit(() -> runner.run(call(id), McpDispatcherTest.headers(), CALLER, out, events));
        tool.begun.await();
        return answer;
    }

    @Test
    void run_clientThatTakesEvents_hearsProgressAndThatSomebodyIsAtWork() throws Exception {
        Future<Optional<McpAnswer>> answer = running(1, true);
        await().until(() -> response.body().contains("notifications/progress")
                && response.body().contains(":\n\n"));
        tool.goOn.countDown();
        assertThat(answer.get().orElseThrow().status()).isEqualTo(200);
        out.end(answer.get().orElseThrow());
        assertThat(response.get("setContentType")).isEqualTo("text/event-stream");
        assertThat(response.body())
                .contains("\"progressToken\":\"p\"")
                .endsWith("\n\n")
                .contains("\"id\":1");
    }

    // A client that takes JSON alone would find events in its body.
    @Test
    void run_clientThatTakesJsonOnly_getsOneBody() throws Exception {
        Future<Optional<McpAnswer>> answer = running(1, false);
        tool.goOn.countDown();
        out.end(answer.get().orElseThrow());
        assertThat(response.get("setContentType")).isEqualTo("application/json");
        assertThat(response.body()).startsWith("{").doesNotContain("progressToken");
    }

    @Test
    void cancel_ofTheSameTokenAndId_endsTheCallForItsClientOnly() throws Exception {
        Future<Optional<McpAnswer>> answer = running(1, true);
        running.cancel(new ToolCaller("other", Set.of(Scope.READ)), 1);
        running.cancel(CALLER, "1");
        running.cancel(CALLER, 2);
        running.cancel(CALLER, null);
        assertThat(answer.isDone()).isFalse();
        running.cancel(CALLER, 1L);
        assertThat(answer.get()).contains(McpAnswer.TAKEN);
        assertThat(tool.goOn.getCount()).as("the work is not interrupted").isEqualTo(1);
    }

    // 2026-07-28: closing the stream is how a client cancels.
    @Test
    void run_clientThatHangsUp_isNotWaitedFor() throws Exception {
        Future<Optional<McpAnswer>> answer = running(1, true);
        response.hangUp();
        assertThatThrownBy(answer::get).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void run_tooManyAtATime_isTurnedAway_andThePlaceComesBack() throws Exception {
        List<Future<Optional<McpAnswer>>> all = new ArrayList<>();
        for (int i = 0; i < CallRunner.AT_A_TIME; i++) {
            all.add(running(i, false));
        }
        await().until(() -> tool.calls.get() == CallRunner.AT_A_TIME);
        assertThat(runner.run(call(99), McpDispatcherTest.headers(), CALLER, out, false))
                .isEmpty();
        tool.goOn.countDown();
        for (Future<Optional<McpAnswer>> one : all) {
            assertThat(one.get()).isPresent();
        }
        await().until(() -> runner.run(call(100), McpDispatcherTest.headers(), CALLER, out, false)
                .isPresent());
    }
}
