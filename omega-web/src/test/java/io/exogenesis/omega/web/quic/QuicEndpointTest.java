package io.exogenesis.omega.web.quic;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.DoorSettings;
import io.exogenesis.omega.core.door.Doors;
import io.exogenesis.omega.core.lifecycle.CoreLifecycle;
import io.exogenesis.omega.core.sync.HeldPulls;
import io.exogenesis.omega.quic.ListenLimits;
import io.exogenesis.omega.quic.PortInUseException;
import io.exogenesis.omega.quic.QuicEngine;
import io.exogenesis.omega.quic.QuicListener;
import io.exogenesis.omega.quic.QuicStats;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuicEndpointTest {
    private final Port port = new Port();
    private final Endpoint endpoint = new Endpoint();

    /** Would catch a port that was busy for a moment and stays closed until a restart. */
    @Test
    void start_portIsBusy_isTriedAgainUntilItOpens() {
        endpoint.start();
        assertThat(endpoint.port()).isEmpty();
        assertThat(endpoint.failure()).contains("UDP port 4433", "in use", "next attempt at");

        endpoint.scheduled.removeFirst().run();
        assertThat(endpoint.port()).isEmpty();
        endpoint.busy = false;
        endpoint.scheduled.removeFirst().run();

        assertThat(endpoint.port()).contains(4433);
        assertThat(endpoint.failure()).isEmpty();
        assertThat(endpoint.scheduled).isEmpty();
        endpoint.stop();
        assertThat(port.closed).isTrue();
    }

    @Test
    void start_enrolsAsADoor_alsoWhileThePortIsClosed() {
        endpoint.start();
        assertThat(endpoint.doors.fullest()).isZero();
        assertThat(endpoint.doors.closeStrangers(Duration.ZERO)).isZero();
        endpoint.busy = false;
        endpoint.scheduled.removeFirst().run();
        assertThat(endpoint.doors.fullest()).isEqualTo(.25);
        assertThat(endpoint.doors.closeStrangers(Duration.ZERO)).isEqualTo(7);
    }

    /** Would catch an attempt that opens the port of a Core that has stopped. */
    /** A port that is still closed reads the store when it opens. */
    @Test
    void useKey_whetherThePortIsOpenOrNot_reachesTheListener() {
        Path fresh = Path.of("fresh.p12");
        endpoint.useKey(fresh, "");
        assertThat(port.key).isNotEqualTo(fresh);

        endpoint.busy = false;
        endpoint.start();
        endpoint.useKey(fresh, "");

        assertThat(port.key).isEqualTo(fresh);
    }

    @Test
    void stop_whileThePortIsBusy_endsTheAttempts() {
        endpoint.start();
        endpoint.stop();
        endpoint.busy = false;
        endpoint.scheduled.removeFirst().run();

        assertThat(endpoint.port()).isEmpty();
    }

    /** Would catch a setting that passes its check and is refused by the listener later: the Core would start without QUIC. */
    @Test
    void limits_atTheEndsOfTheSettings_areTakenByTheListener() {
        for (DoorSettings.Quic quic : List.of(
                new DoorSettings.Quic(1, 1, Duration.ofSeconds(1), 0, Duration.ofSeconds(1)),
                new DoorSettings.Quic(100_000, 256, Duration.ofHours(1), 1_000_000, Duration.ofMinutes(30)),
                DoorSettings.Quic.DEFAULTS)) {
            DoorSettings door =
                    new DoorSettings(quic, DoorSettings.Http.DEFAULTS, DoorSettings.Rates.DEFAULTS, false, Set.of());

            assertThat(QuicEndpoint.limits(door, 256L << 20).maxStreams()).isEqualTo(quic.maxStreams());
            assertThat(QuicEndpoint.limits(door, 64L << 30).maxHeldBytes())
                    .isEqualTo(ListenLimits.DEFAULT_MAX_HELD_BYTES);
        }
    }

    @Test
    void start_ofACoreThatHasNotStarted_opensNothing() {
        endpoint.lifecycle = new CoreLifecycle();
        endpoint.start();

        assertThat(endpoint.port()).isEmpty();
        assertThat(endpoint.failure()).contains("not started");
    }

    private final class Endpoint extends QuicEndpoint {
        final List<Runnable> scheduled = new ArrayList<>();
        boolean busy = true;

        Endpoint() {
            settings = CoreSettings.of(Path.of("nowhere"));
            clock = InstantSource.system();
            held = new HeldPulls(settings, null, null, null, clock);
            random = new Random(1);
            doors = new Doors();
            lifecycle = new CoreLifecycle() {
                @Override
                public boolean isStarted() {
                    return true;
                }
            };
        }

        @Override
        QuicListener listen(QuicEngine engine) {
            if (busy) {
                throw new PortInUseException(new InetSocketAddress(4433), new BindException("in use"));
            }
            return port;
        }

        @Override
        void later(Duration pause, Runnable attempt) {
            scheduled.add(attempt);
        }
    }

    private static final class Port implements QuicListener {
        boolean closed;
        Path key = Path.of("as it was opened");

        @Override
        public int port() {
            return 4433;
        }

        @Override
        public long connections() {
            return 1_024;
        }

        @Override
        public QuicStats stats() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int closeStrangers(Duration age) {
            return 7;
        }

        @Override
        public void useKey(Path keyStore, String password) {
            key = keyStore;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
