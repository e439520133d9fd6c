package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.wire.v1.AuthResponse;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PushListenerTest {
    private static final SyncCoordinator.Heard HEARD = new SyncCoordinator.Heard(
            new BankVersion("bank", 1), AuthResponse.getDefaultInstance(), ServerFrame.getDefaultInstance());

    private long nanos;
    private Duration waits = PushListener.WAIT;
    private boolean news;
    private RuntimeException failure;
    private int pulls;

    private final PushListener listener =
            new PushListener(this::listen, heard -> news, time -> {}, () -> nanos, new Random(1));

    private Optional<SyncCoordinator.Heard> listen(Duration wait) {
        pulls++;
        assertThat(wait).isEqualTo(PushListener.WAIT);
        if (failure != null) {
            throw failure;
        }
        nanos += waits.toNanos();
        return Optional.of(HEARD);
    }

    @Test
    void once_waitedInVain_waitsAgainAtOnce() {
        assertThat(listener.once()).isZero();
        assertThat(listener.once()).isZero();
    }

    @Test
    void once_news_restsForAMoment() {
        news = true;
        waits = Duration.ofMillis(1);
        assertThat(listener.once()).isEqualTo(PushListener.REST);
    }

    /** It answers at once whatever it is asked: as many pulls an hour as syncs, not as many as it can answer. */
    @Test
    void once_aCoreOfBefore_isAskedEverMoreSeldom() {
        waits = Duration.ofMillis(3);
        Duration day = Duration.ofDays(1);
        Duration passed = Duration.ZERO;
        while (passed.compareTo(day) < 0) {
            Duration pause = listener.once();
            assertThat(pause).isGreaterThanOrEqualTo(PushListener.REST);
            passed = passed.plus(pause);
        }
        assertThat(pulls).isLessThan(500);
        assertThat(listener.once()).isLessThanOrEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void once_refusedForARate_heedsTheCore() {
        failure = new RefusedException(
                "pull",
                Refusal.newBuilder()
                        .setCode(Refusal.Code.RATE_LIMITED)
                        .setRetryAfterMs(40_000)
                        .build());
        assertThat(listener.once()).isGreaterThanOrEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void once_theCoreIsAway_backsOff_andIsBackAtOnce() {
        failure = new TransportException(TransportException.Kind.UNREACHABLE, "away");
        List<Duration> pauses = new ArrayList<>();
        for (int n = 0; n < 50; n++) {
            pauses.add(listener.once());
        }
        assertThat(pauses).allMatch(p -> p.compareTo(Duration.ofMinutes(15)) <= 0);
        assertThat(pauses.subList(20, 50)).anyMatch(p -> p.compareTo(Duration.ofMinutes(2)) > 0);
        failure = null;
        assertThat(listener.once()).isZero();
    }

    @Test
    void run_theAgentIsClosed_ends() {
        failure = new AgentClosedException("closed");
        listener.run();
        assertThat(pulls).isOne();
    }
}
