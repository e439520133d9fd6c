package io.exogenesis.omega.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CommitQueueTest {
    private final List<List<AgentRecord>> written = new CopyOnWriteArrayList<>();

    private static AgentRecord record(long n) {
        return new AgentRecord.IdsGiven(n);
    }

    @Test
    void submit_whileABatchIsWritten_allThatComeAreTheNextInTheirOrder() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CommitQueue queue = new CommitQueue(batch -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            written.add(batch.records());
        });
        CompletableFuture<Void> first = queue.submit(List.of(record(0)));
        begun.await();
        List<CompletableFuture<Void>> others = LongStream.rangeClosed(1, 5)
                .mapToObj(n -> queue.submit(List.of(record(n))))
                .toList();
        CompletableFuture<Void> settled = queue.settled();
        assertThat(first).isNotDone();
        assertThat(settled).isNotDone();
        go.countDown();
        settled.join();
        others.forEach(CompletableFuture::join);
        assertThat(written)
                .containsExactly(
                        List.of(record(0)),
                        LongStream.rangeClosed(1, 5)
                                .mapToObj(CommitQueueTest::record)
                                .toList());
    }

    @Test
    void submit_writerFails_thatBatchFailsAndTheNextIsWritten() {
        CommitQueue queue = new CommitQueue(batch -> {
            if (batch.records().contains(record(1))) {
                throw new IllegalStateException("no disk");
            }
            written.add(batch.records());
        });
        assertThatThrownBy(() -> queue.submit(List.of(record(1))).join()).hasMessageContaining("no disk");
        queue.submit(List.of(record(2))).join();
        assertThat(written).containsExactly(List.of(record(2)));
    }

    @Test
    void settled_nothingWaits_isDoneAndWritesNothing() {
        CommitQueue queue = new CommitQueue(batch -> written.add(batch.records()));
        assertThat(queue.settled()).isCompleted();
        assertThat(written).isEmpty();
    }
}
