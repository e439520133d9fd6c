package io.exogenesis.omega.quic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.quic.netty.NettyQuicEngine;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a listener sends to an address that nobody has proved to be at, and when it asks for the proof. */
class AddressProofTest {
    /** From so many handshakes under way on, the listener asks. */
    private static final int RETRY_FROM = 64;

    /** RFC 9000 §8.1. */
    private static final int MOST_TIMES = 3;

    /** An unanswered server sends again after 1 s, 2 s more, and 4 s more, until the handshake is given up. */
    private static final int SILENT_MILLIS = 4_500;

    @TempDir
    Path dir;

    /** Who listens and who is honest. */
    Engines engines() {
        return Engines.both(new NettyQuicEngine());
    }

    /** Of so many first datagrams at once, those that are answered with a Retry. */
    void areAskedFor(int retries, int flood) {
        assertThat(retries).isBetween(RETRY_FROM, flood - RETRY_FROM);
    }

    @Test
    void initial_ofASpoofedAddress_atMostThreeTimesAsMuchComesBack() throws Exception {
        try (Fixture fixture = new Fixture(engines(), dir);
                Bystander honest = new Bystander(fixture);
                DatagramSocket victim = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            byte[] initial = Initials.record(1, fixture.key.pin()).getFirst();
            Initials.send(victim, initial, fixture.address());
            List<byte[]> sent = Initials.receiveAll(victim, SILENT_MILLIS);
            assertThat(sent).isNotEmpty();
            assertThat(bytes(sent)).isLessThanOrEqualTo(MOST_TIMES * (long) initial.length);
            honest.noticedNothing();
        }
    }

    /** Beyond the 64th, what goes to a spoofed address is less than what came from it. */
    @Test
    void initials_ofManySpoofedAddresses_areAnsweredWithRetryAndHonestOnesGetThrough() throws Exception {
        int flood = 3 * RETRY_FROM;
        List<DatagramSocket> victims = new ArrayList<>();
        try (Fixture fixture = new Fixture(engines(), dir);
                Bystander honest = new Bystander(fixture)) {
            List<byte[]> initials = Initials.record(flood, fixture.key.pin());
            for (byte[] initial : initials) {
                victims.add(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
                Initials.send(victims.getLast(), initial, fixture.address());
                if (victims.size() % 16 == 0) {
                    honest.exchangesMore(); // no more than the listener's socket keeps
                }
            }
            honest.noticedNothing();
            for (int n = 0; n < 5; n++) {
                try (QuicConnection late = fixture.connect()) {
                    assertThat(late.exchange(List.of(new byte[100]), Fixture.PATIENCE))
                            .hasSize(1);
                }
            }
            int retries = 0;
            for (int n = 0; n < flood; n++) {
                List<byte[]> sent = Initials.receiveAll(victims.get(n), 1);
                assertThat(bytes(sent)).isLessThanOrEqualTo(MOST_TIMES * (long) initials.get(n).length);
                if (sent.stream().anyMatch(Initials::isRetry)) {
                    retries++;
                    assertThat(bytes(sent)).isLessThan(initials.get(n).length);
                }
            }
            areAskedFor(retries, flood);
            honest.noticedNothing();
        } finally {
            victims.forEach(DatagramSocket::close);
        }
    }

    /** Would catch a listener for few connections that spoofed first datagrams fill before it asks anybody. */
    @Test
    void initials_ofManySpoofedAddressesAtASmallListener_takeNobodysPlace() throws Exception {
        int limit = 16;
        try (Fixture fixture = new Fixture(
                        engines(),
                        dir,
                        config -> config.withLimits(config.limits().withMaxConnections(limit)));
                Bystander honest = new Bystander(fixture);
                DatagramSocket victim = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            for (byte[] initial : Initials.record(2 * limit, fixture.key.pin())) {
                Initials.send(victim, initial, fixture.address());
            }
            honest.exchangesMore(); // behind them in the listener's queue
            try (QuicConnection late = fixture.connect()) {
                assertThat(late.exchange(List.of(new byte[100]), Fixture.PATIENCE))
                        .hasSize(1);
            }
            assertThat(fixture.listener.stats().connections().refused()).isZero();
            honest.noticedNothing();
        }
    }

    @ParameterizedTest
    @EnumSource
    void token_underLoad_isTakenAsItWasGivenAndFromItsAddressOnly(RetryTamper.Deed deed) throws Exception {
        try (Fixture fixture = new Fixture(engines(), dir);
                Bystander honest = new Bystander(fixture);
                RetryTamper between = new RetryTamper(fixture.address(), deed);
                DatagramSocket flood = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            for (byte[] initial : Initials.record(RETRY_FROM, fixture.key.pin())) {
                Initials.send(flood, initial, fixture.address());
            }
            honest.exchangesMore(); // behind them in the listener's queue
            if (deed == RetryTamper.Deed.NONE) {
                try (QuicConnection proved =
                        fixture.dialer.connect(between.address(), fixture.key.pin(), Fixture.PATIENCE)) {
                    assertThat(proved.exchange(List.of(new byte[100]), Fixture.PATIENCE))
                            .hasSize(1);
                }
                assertThat(between.answers()).isPositive();
            } else {
                assertThatThrownBy(() ->
                                fixture.dialer.connect(between.address(), fixture.key.pin(), Duration.ofMillis(1_500)))
                        .isInstanceOf(QuicException.class);
                assertThat(between.answers()).isZero();
            }
            assertThat(between.retries()).isOne();
            honest.noticedNothing();
        }
    }

    private static long bytes(List<byte[]> datagrams) {
        return datagrams.stream().mapToLong(d -> d.length).sum();
    }
}
