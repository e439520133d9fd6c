package io.exogenesis.omega.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.TestClock;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.DoorSettings;
import io.exogenesis.omega.core.ingest.RateLimits.Kind;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final ViewerId VIEWER = new ViewerId("8f14e45f-ceea-467f-9a36-dedd4bea2543");

    private final TestClock clock = new TestClock();
    private final RateLimits limits = new RateLimits(with(new DoorSettings.Rates(100, 10, 20, 5, 3)), clock);

    private static CoreSettings with(DoorSettings.Rates rates) {
        CoreSettings s = CoreSettings.of(Path.of("unused"));
        DoorSettings d = s.door();
        return s.with(new DoorSettings(d.quic(), d.http(), rates, false, Set.of()));
    }

    @Test
    void everyOperation_beyondItsRate_isRefusedWithTheTimeToWait() {
        record Case(Consumer<ViewerId> operation, int allowed) {}
        for (Case each : List.of(
                new Case(limits::connect, 5),
                new Case(limits::complete, 5),
                new Case(limits::consent, 3),
                new Case(limits::read, 20))) {
            for (int i = 0; i < each.allowed(); i++) {
                each.operation().accept(VIEWER);
            }
            RefusedException refused = catchThrowableOfType(
                    RefusedException.class, () -> each.operation().accept(VIEWER));
            assertThat(refused.code()).isEqualTo(Refusal.Code.RATE_LIMITED);
            clock.advance(refused.retryAfter());
            assertThatCode(() -> each.operation().accept(VIEWER)).doesNotThrowAnyException();
        }
    }

    @Test
    void search_countsAsTenReads() {
        for (int i = 0; i < 2; i++) {
            limits.read(VIEWER);
            limits.search(VIEWER);
        }
        assertThat(catchThrowableOfType(RefusedException.class, () -> limits.read(VIEWER)))
                .isNotNull();
    }

    @Test
    void address_ofTheSameSlash64_sharesItsBucket_andOthersDoNot() throws UnknownHostException {
        for (int i = 0; i < 10; i++) {
            limits.address(InetAddress.getByName("2001:db8:0:1::" + i), Kind.STRANGER);
        }
        assertThat(catchThrowableOfType(
                        RefusedException.class,
                        () -> limits.address(InetAddress.getByName("2001:db8:0:1:ffff::"), Kind.STRANGER)))
                .isNotNull();
        limits.address(InetAddress.getByName("2001:db8:0:2::1"), Kind.STRANGER);
        limits.address(InetAddress.getByName("192.0.2.1"), Kind.STRANGER);
        limits.address(InetAddress.getByName("2001:db8:0:1::1"), Kind.REQUEST);
    }

    @Test
    void address_ofLoopback_hasAHundredTimesAsMany() {
        for (int i = 0; i < 1_000; i++) {
            limits.address(InetAddress.getLoopbackAddress(), Kind.STRANGER);
        }
        assertThat(catchThrowableOfType(
                        RefusedException.class, () -> limits.address(InetAddress.getLoopbackAddress(), Kind.STRANGER)))
                .isNotNull();
    }
}
