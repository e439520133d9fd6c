package io.exogenesis.omega.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.RoundRecord;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundHistoryTest {
    private final CoreFixture core = CoreFixture.inMemory();
    private final AtomicInteger reads = new AtomicInteger();
    private final RoundHistory history = new RoundHistory(counting(core.bankStore));

    private BankStore counting(BankStore store) {
        return (BankStore) Proxy.newProxyInstance(
                BankStore.class.getClassLoader(), new Class<?>[] {BankStore.class}, (proxy, method, args) -> {
                    reads.addAndGet(method.getName().equals("rounds") ? 1 : 0);
                    return method.invoke(store, args);
                });
    }

    // A page that refreshes itself every two seconds read all its rounds each time, and each open page for itself.
    @Test
    void latest_isReadOnceARound() {
        core.rounds.runNow(false);
        for (int i = 0; i < 5; i++) {
            assertThat(history.latest(10)).extracting(RoundRecord::round).containsExactly(1L);
        }
        assertThat(reads).hasValue(1);
        core.rounds.runNow(false);
        assertThat(history.latest(10)).extracting(RoundRecord::round).containsExactly(2L, 1L);
        assertThat(history.latest(1)).extracting(RoundRecord::round).containsExactly(2L);
        assertThat(reads).hasValue(3);
    }
}
