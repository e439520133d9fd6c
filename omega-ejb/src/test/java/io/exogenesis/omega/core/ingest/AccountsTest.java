package io.exogenesis.omega.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.ViewerId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final int VIEWERS = 20_000;

    private static Accounts of(long highSeq) {
        Accounts accounts = new Accounts();
        for (int v = 0; v < VIEWERS; v++) {
            Account account = new Account();
            account.highSeq = highSeq;
            accounts.put(new ViewerId("v" + v), account);
        }
        return accounts;
    }

    // They were cleared first: a reader in between was told that a viewer had nothing acknowledged.
    @Test
    void replaceBy_besideAReader_showsTheOnesOrTheOthers() {
        Accounts accounts = of(7);
        ViewerId last = new ViewerId("v" + (VIEWERS - 1));
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Boolean> reader = CompletableFuture.supplyAsync(() -> {
            boolean always = true;
            while (!done.get()) {
                always &= accounts.read(last, a -> a.highSeq, 0L) == 7;
            }
            return always;
        });
        for (int i = 0; i < 30; i++) {
            accounts.replaceBy(of(7));
        }
        done.set(true);
        assertThat(reader.join()).isTrue();
        assertThat(accounts.size()).isEqualTo(VIEWERS);
    }
}
