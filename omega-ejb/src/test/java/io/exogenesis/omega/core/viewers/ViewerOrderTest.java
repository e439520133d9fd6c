package io.exogenesis.omega.core.viewers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ViewerOrderTest {
    private final ViewerOrder order = new ViewerOrder();

    private static ViewerId viewer(int n) {
        return new ViewerId("v" + n);
    }

    @Test
    void call_ofOneViewer_isAloneWithIt() throws InterruptedException {
        int[] count = new int[1];
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 1_000; i++) {
                    order.call(viewer(1), () -> count[0]++);
                }
            }));
        }
        for (Thread t : threads) {
            t.join();
        }
        assertThat(count[0]).isEqualTo(8_000);
    }

    // A viewer whose work waits for a slow disk must not hold up the others, as a lock shared by several would.
    @Test
    void call_ofAnotherViewer_doesNotWait() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread slow = Thread.ofPlatform()
                .start(() -> order.call(viewer(0), () -> {
                    inside.countDown();
                    try {
                        leave.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return true;
                }));
        inside.await();
        for (int i = 1; i <= 1_000; i++) {
            order.call(viewer(i), () -> true);
        }
        assertThat(order.size()).isEqualTo(1);
        leave.countDown();
        slow.join();
        assertThat(order.size())
                .as("nothing is held for viewers that nobody works for")
                .isZero();
    }

    @Test
    void call_thatFails_letsTheNextOneIn() {
        assertThatThrownBy(() -> order.call(viewer(1), () -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(order.<Boolean>call(viewer(1), () -> true)).isTrue();
        assertThat(order.size()).isZero();
    }
}
