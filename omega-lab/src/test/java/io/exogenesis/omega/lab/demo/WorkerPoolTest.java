package io.exogenesis.omega.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.ops.console.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {
    private final Terminal nowhere = Terminal.plain(new PrintStream(OutputStream.nullOutputStream()));

    @Test
    void forEach_many_allOnceAndNeverMoreAtOnce() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ConcurrentLinkedQueue<Integer> done = new ConcurrentLinkedQueue<>();
        try (WorkerPool workers = new WorkerPool(nowhere, 3)) {
            workers.forEach("x", IntStream.range(0, 200).boxed().toList(), i -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                done.add(i);
                now.decrementAndGet();
            });
        }
        assertThat(done)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 200).boxed().toList());
        assertThat(most.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void forEach_oneFails_itsOwnException() {
        try (WorkerPool workers = new WorkerPool(nowhere, 2)) {
            assertThatThrownBy(() ->
                            workers.forEach("x", IntStream.range(0, 50).boxed().toList(), i -> {
                                if (i == 7) {
                                    throw DemoException.failed("seven");
                                }
                            }))
                    .isInstanceOf(DemoException.class)
                    .hasMessage("seven");
        }
    }
}
