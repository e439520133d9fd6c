package io.exogenesis.omega.web.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.WatchSettings;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.wire.v1.Refusal;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places, time and ends; with agents that do nothing, so that hundreds are cheap. */
class EveningsTest {
    private static final Duration IDLE = Duration.ofMinutes(30);

    @TempDir
    Path homes;

    private final TestClock clock = new TestClock();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    private Evenings evenings(int most) {
        return new Evenings(new WatchSettings(true, most, IDLE), clock, this::opened, Runnable::run);
    }

    private Evening opened() {
        ViewerId viewer = new ViewerId("watch-" + opened.incrementAndGet());
        return new Evening(viewer, homes.resolve(viewer.value()), as -> agent(), new FakeCore(), clock);
    }

    /** Counts that it is open; answers nothing. */
    private ViewerAgent agent() {
        open.incrementAndGet();
        return (ViewerAgent) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ViewerAgent.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        open.decrementAndGet();
                    }
                    return null;
                });
    }

    private static void use(Evenings evenings, String secret) {
        assertThat(evenings.in(secret, Evening::begun)).isNotNull();
    }

    private static void assertOver(Evenings evenings, String secret) {
        assertThat(evenings.isOpen(secret)).isFalse();
        assertThatThrownBy(() -> use(evenings, secret))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(Refusal.Code.UNAUTHENTICATED));
    }

    /** Would catch a table that grows with its visitors: 700 come, 200 agents are open, each of them of its own. */
    @Test
    void begin_moreThanThereArePlaces_keepsTheNumberOfOpenAgents() {
        Evenings evenings = evenings(200);
        Set<String> secrets = new HashSet<>();
        Set<Evening> each = new HashSet<>();
        for (int i = 0; i < 700; i++) {
            secrets.add(evenings.begin());
            assertThat(open.get()).isLessThanOrEqualTo(200);
        }

        assertThat(evenings.size()).isEqualTo(200);
        assertThat(open).hasValue(200);
        assertThat(secrets).hasSize(700).allMatch(s -> s.length() >= 43);
        secrets.stream().filter(evenings::isOpen).forEach(s -> evenings.in(s, each::add));
        assertThat(each).hasSize(200);
    }

    /** Would catch a place that is freed for one newcomer and taken by another, so that some are refused. */
    @Test
    void begin_manyAtOnceAtFullHouse_nobodyIsRefused() throws Exception {
        Evenings evenings = evenings(20);
        for (int i = 0; i < 20; i++) {
            evenings.begin();
        }
        CyclicBarrier together = new CyclicBarrier(16);
        List<Future<String>> newcomers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 16; i++) {
                newcomers.add(threads.submit(() -> {
                    together.await();
                    return evenings.begin();
                }));
            }
        }
        for (Future<String> newcomer : newcomers) {
            assertThat(evenings.isOpen(newcomer.get())).isTrue();
        }
        assertThat(evenings.size()).isEqualTo(20);
        assertThat(open).hasValue(20);
    }

    @Test
    void begin_anAgentDoesNotOpen_itsPlaceIsFreeAgain() {
        AtomicBoolean broken = new AtomicBoolean(true);
        Evenings evenings = new Evenings(
                new WatchSettings(true, 1, IDLE),
                clock,
                () -> {
                    if (broken.get()) {
                        throw new IllegalStateException("no agent");
                    }
                    return opened();
                },
                Runnable::run);
        assertThatThrownBy(evenings::begin).hasMessage("no agent");
        broken.set(false);
        assertThat(evenings.isOpen(evenings.begin())).isTrue();
    }

    @Test
    void ifOpen_noEvening_isEmpty() {
        Evenings evenings = evenings(1);
        assertThat(evenings.ifOpen("none", Evening::begun)).isEmpty();
        assertThat(evenings.ifOpen(evenings.begin(), Evening::begun)).isPresent();
    }

    @Test
    void begin_allPlacesTaken_theOneThatWasIdleLongestLeaves() {
        Evenings evenings = evenings(3);
        String first = evenings.begin();
        String second = evenings.begin();
        String third = evenings.begin();
        clock.pass(Duration.ofMinutes(1));
        use(evenings, first);

        String fourth = evenings.begin();

        assertOver(evenings, second);
        assertThat(List.of(first, third, fourth)).allMatch(evenings::isOpen);
    }

    @Test
    void begin_allPlacesInUseAtThisMoment_isRefusedAndNobodyLeaves() {
        Evenings evenings = evenings(1);
        String only = evenings.begin();

        evenings.in(only, evening -> {
            assertThatThrownBy(evenings::begin)
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.code()).isEqualTo(Refusal.Code.UNAVAILABLE));
            return "";
        });

        assertThat(evenings.isOpen(only)).isTrue();
        assertThat(open).hasValue(1);
    }

    @Test
    void expire_idleForItsTime_endsAndOthersStay() {
        Evenings evenings = evenings(10);
        String idle = evenings.begin();
        String used = evenings.begin();
        clock.pass(IDLE.minusSeconds(1));
        assertThat(evenings.expire()).isZero();
        use(evenings, used);
        clock.pass(Duration.ofSeconds(1));

        assertOver(evenings, idle); // at once, whenever the timer comes
        assertThat(evenings.expire()).isEqualTo(1);
        assertThat(evenings.isOpen(used)).isTrue();
        assertThat(open).hasValue(1);
    }

    @Test
    void expire_whileARequestRuns_leavesItAlone() {
        Evenings evenings = evenings(10);
        String secret = evenings.begin();

        evenings.in(secret, evening -> {
            clock.pass(IDLE.multipliedBy(2));
            return evenings.expire();
        });

        assertThat(evenings.isOpen(secret)).isTrue();
    }

    @Test
    void isOpen_askedAgainAndAgain_doesNotKeepItOpen() {
        Evenings evenings = evenings(10);
        String secret = evenings.begin();
        for (int i = 0; i < 30; i++) {
            clock.pass(Duration.ofMinutes(1));
            boolean _ = evenings.isOpen(secret);
        }

        assertOver(evenings, secret);
    }

    @Test
    void end_knownSecret_closesItOnce() {
        Evenings evenings = evenings(10);
        String secret = evenings.begin();

        assertThat(evenings.end(secret)).isTrue();
        assertThat(evenings.end(secret)).isFalse();
        assertThat(evenings.end("somebody's guess")).isFalse();
        assertOver(evenings, secret);
        assertThat(open).hasValue(0);
    }

    @Test
    void in_agentClosedMeanwhile_saysThatTheEveningIsOver() {
        Evenings evenings = evenings(10);
        String secret = evenings.begin();

        assertThatThrownBy(() -> evenings.in(secret, evening -> {
                    throw new AgentClosedException("closed");
                }))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(Refusal.Code.UNAUTHENTICATED));
    }

    @Test
    void close_endsAllAndBeginsNoMore() {
        Evenings evenings = evenings(10);
        List<String> secrets = new ArrayList<>(List.of(evenings.begin(), evenings.begin()));

        evenings.close();

        assertThat(open).hasValue(0);
        assertThat(secrets).noneMatch(evenings::isOpen);
        assertThatThrownBy(evenings::begin).isInstanceOf(RefusedException.class);
        assertThat(open).hasValue(0);
    }
}
