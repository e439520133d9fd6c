package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.TransportException.Kind;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.ConsentChange;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Which endpoint is asked, and which one a second time. */
class HedgedTransportTest {
    private static final List<ClientFrame> SYNC = List.of(
            ClientFrame.newBuilder()
                    .setConnect(Connect.newBuilder().setToken("v"))
                    .build(),
            ClientFrame.newBuilder().setPull(PullRequest.getDefaultInstance()).build());
    private static final List<ClientFrame> CONSENT = List.of(
            SYNC.getFirst(),
            ClientFrame.newBuilder()
                    .setConsent(ConsentChange.getDefaultInstance())
                    .build());

    private final Way first = new Way();
    private final Way second = new Way();
    private Instant now = Instant.parse("2026-03-01T20:00:00Z");

    /** An endpoint that does what the test says. */
    private static final class Way implements FrameTransport {
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger greeted = new AtomicInteger();
        private final AtomicInteger anew = new AtomicInteger();
        private final AtomicInteger givenUp = new AtomicInteger();
        private final AtomicInteger waited = new AtomicInteger();
        /** Exchanges that are not answered from now on. */
        private final AtomicInteger silent = new AtomicInteger();

        private volatile Kind failure = Kind.BAD_ANSWER;
        private volatile boolean fails;

        @Override
        public List<ServerFrame> exchange(List<ClientFrame> frames) {
            (frames.size() == 1 ? greeted : asked).incrementAndGet();
            if (fails) {
                throw new TransportException(failure, "as the test wants it");
            }
            if (silent.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    givenUp.incrementAndGet();
                    throw new TransportException(Kind.UNREACHABLE, "given up", e);
                }
            }
            return List.of(ServerFrame.getDefaultInstance());
        }

        @Override
        public List<ServerFrame> exchangeAnew(List<ClientFrame> frames) {
            anew.incrementAndGet();
            return List.of(ServerFrame.getDefaultInstance());
        }

        @Override
        public List<ServerFrame> held(List<ClientFrame> frames, Duration wait) {
            waited.incrementAndGet();
            return List.of(ServerFrame.getDefaultInstance());
        }

        void fail(Kind kind) {
            failure = kind;
            fails = true;
        }

        @Override
        public String name() {
            return "quic";
        }

        @Override
        public void close() {}
    }

    private HedgedTransport over(boolean standby, Way... ways) {
        return new HedgedTransport(
                IntStream.range(0, ways.length)
                        .mapToObj(n -> new HedgedTransport.Way(URI.create("quic://core-" + n + ":4433"), ways[n]))
                        .toList(),
                () -> now,
                standby,
                new Random(1));
    }

    /** So that the delay is the least one. */
    private static void learn(HedgedTransport transport) {
        for (int n = 0; n < HedgeDelay.LEAST; n++) {
            transport.exchange(SYNC);
        }
    }

    @Test
    void exchange_noAnswerInTime_theSecondEndpointIsAskedAndTheFirstGivenUp() {
        HedgedTransport transport = over(false, first, second);
        learn(transport);
        first.silent.set(1);
        assertThat(transport.exchange(SYNC)).hasSize(1);
        assertThat(second.asked).hasValue(1);
        Awaitility.await().until(() -> first.givenUp.get() == 1);
        assertThat(transport.reached().endpoint()).hasHost("core-1");
        assertThat(transport.reached().hedged()).isOne();
        transport.exchange(SYNC);
        assertThat(transport.reached().endpoint()).as("one late answer").hasHost("core-0");
        assertThat(transport.reached().failOvers()).isZero();
    }

    @Test
    void exchange_firstSilentTwice_theSecondTakesOverAndItIsSaidOnce() {
        HedgedTransport transport = over(false, first, second);
        learn(transport);
        first.silent.set(Integer.MAX_VALUE);
        for (int n = 0; n < 5; n++) {
            transport.exchange(SYNC);
        }
        assertThat(second.asked).hasValue(5);
        assertThat(transport.reached().hedged()).isEqualTo(EndpointHealth.STRIKES);
        assertThat(transport.reached().failOvers()).isOne();
        assertThat(transport.notes())
                .singleElement()
                .asString()
                .contains("core-1")
                .contains("is silent");
        assertThat(transport.notes()).isEmpty();
    }

    @Test
    void exchange_firstClosesAtOnce_goesOnWithoutTheBudget() {
        HedgedTransport transport = over(false, first, second);
        first.fail(Kind.UNREACHABLE);
        for (int n = 0; n < 5; n++) {
            transport.exchange(SYNC);
        }
        assertThat(first.asked).hasValue(1);
        assertThat(transport.reached())
                .isEqualTo(new HedgedTransport.Reached(URI.create("quic://core-1:4433"), 5, 0, 1));
    }

    @Test
    void exchange_wrongPinAtTheFirst_isNotAnsweredByTryingElsewhere() {
        HedgedTransport transport = over(true, first, second);
        first.fail(Kind.WRONG_PIN);
        assertThatThrownBy(() -> transport.exchange(SYNC))
                .isInstanceOfSatisfying(
                        TransportException.class, e -> assertThat(e.kind()).isEqualTo(Kind.WRONG_PIN));
        assertThat(second.asked).hasValue(0);
    }

    @Test
    void exchange_allFail_throwsAndTriesAllAgainNextTime() {
        HedgedTransport transport = over(false, first, second);
        first.fail(Kind.UNREACHABLE);
        second.fail(Kind.UNREACHABLE);
        assertThatThrownBy(() -> transport.exchange(SYNC)).isInstanceOf(TransportException.class);
        second.fails = false;
        assertThat(transport.exchange(SYNC)).hasSize(1);
    }

    @Test
    void exchange_oneEndpointSilentOnAStream_isAskedOnAnother() {
        HedgedTransport transport = over(false, first);
        learn(transport);
        first.silent.set(1);
        assertThat(transport.exchange(SYNC)).hasSize(1);
        assertThat(first.asked).hasValue(HedgeDelay.LEAST + 2);
        assertThat(first.anew).hasValue(0);
        assertThat(transport.reached().failOvers()).isZero();
    }

    @Test
    void exchange_oneEndpointSilentOnItsConnection_isAskedOnAnother() {
        HedgedTransport transport = over(false, first);
        learn(transport);
        first.silent.set(2);
        assertThat(transport.exchange(SYNC)).hasSize(1);
        assertThat(first.anew).hasValue(1);
        assertThat(transport.reached().hedged()).isEqualTo(2);
    }

    @Test
    void exchange_consentIsLate_isNeverAskedTwiceAtOnce() throws Exception {
        HedgedTransport transport = over(false, first, second);
        learn(transport);
        first.silent.set(1);
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                transport.exchange(CONSENT);
            } catch (TransportException e) {
                // given up by the test
            }
        });
        Awaitility.await().until(() -> first.asked.get() == HedgeDelay.LEAST + 1);
        // ten times the delay
        assertThat(caller.join(HedgeDelay.FLOOR.multipliedBy(10))).isFalse();
        caller.interrupt();
        caller.join();
        assertThat(second.asked).hasValue(0);
        assertThat(transport.reached().hedged()).isZero();
        Awaitility.await().until(() -> first.givenUp.get() == 1);
    }

    @Test
    void exchange_consentFails_goesToTheNextAfterwards() {
        HedgedTransport transport = over(false, first, second);
        first.fail(Kind.UNREACHABLE);
        assertThat(transport.exchange(CONSENT)).hasSize(1);
        assertThat(second.asked).hasValue(1);
    }

    @Test
    void exchange_firstIsBack_isGreetedBesideASyncAndUsedFromTheNextOn() {
        HedgedTransport transport = over(false, first, second);
        first.fail(Kind.UNREACHABLE);
        transport.exchange(SYNC);
        first.fails = false;
        transport.exchange(SYNC);
        assertThat(first.greeted).as("it rests").hasValue(0);
        now = now.plus(EndpointHealth.FIRST_REST);
        assertThat(transport.notes()).hasSize(1);
        Awaitility.await().until(() -> {
            transport.exchange(SYNC);
            return transport.reached().endpoint().getHost().equals("core-0");
        });
        assertThat(first.greeted).hasValue(1);
        assertThat(transport.notes())
                .singleElement()
                .asString()
                .contains("back on")
                .contains("core-0");
    }

    @Test
    void exchange_withStandby_theSecondIsGreetedOnceAMinute() {
        HedgedTransport transport = over(true, first, second);
        transport.exchange(SYNC);
        Awaitility.await().until(() -> second.greeted.get() == 1);
        now = now.plus(HedgedTransport.STANDBY_EVERY).minus(Duration.ofSeconds(1));
        transport.exchange(SYNC);
        now = now.plus(Duration.ofSeconds(1));
        Awaitility.await().until(() -> {
            transport.exchange(SYNC);
            return second.greeted.get() > 1;
        });
        assertThat(second.greeted).hasValue(2);
        assertThat(second.asked).hasValue(0);
    }

    @Test
    void exchange_withoutStandby_theSecondHearsNothing() {
        HedgedTransport transport = over(false, first, second);
        transport.exchange(SYNC);
        assertThat(second.greeted).hasValue(0);
        assertThat(transport.notes()).isEmpty();
    }

    /** In an overload the answers that were not waited for are the slow ones. */
    @Test
    void exchange_secondRequestWins_theTimeOfTheFirstIsLearntFromAsWell() {
        Route route = new Route(URI.create("quic://core-0:4433"), first, new Random(1));
        for (int n = 0; n < HedgeDelay.LEAST; n++) {
            route.delay().answered(1);
        }
        assertThat(route.delay().nanos()).isEqualTo(HedgeDelay.FLOOR.toNanos());
        first.silent.set(1);
        new HedgedExchange(List.of(route), SYNC, () -> true, new HedgedExchange.Events() {
                    @Override
                    public void hedged() {}

                    @Override
                    public void failed(Route failed, TransportException why) {}

                    @Override
                    public void won(Route winner, List<Route> silent) {
                        assertThat(silent).isEmpty();
                    }
                })
                .run();
        assertThat(route.delay().nanos()).isGreaterThan(HedgeDelay.FLOOR.toNanos());
    }

    @Test
    void exchange_theOnlyEndpointFailed_isAskedByTheNextExchangeAlone() {
        HedgedTransport transport = over(true, first);
        first.fail(Kind.UNREACHABLE);
        assertThatThrownBy(() -> transport.exchange(SYNC)).isInstanceOf(TransportException.class);
        now = now.plus(EndpointHealth.LONGEST_REST);
        first.fails = false;
        transport.exchange(SYNC);
        transport.close();
        assertThat(first.greeted).hasValue(0);
    }

    @Test
    void held_afterAFailOver_waitsWhereExchangesAreAnswered() {
        HedgedTransport transport = over(false, first, second);
        transport.held(SYNC, Duration.ofMinutes(1));
        first.fail(Kind.UNREACHABLE);
        transport.exchange(SYNC);
        transport.held(SYNC, Duration.ofMinutes(1));
        assertThat(first.waited).hasValue(1);
        assertThat(second.waited).hasValue(1);
    }
}
