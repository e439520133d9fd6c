package io.exogenesis.omega.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.aggregate.EpochStatus;
import io.exogenesis.omega.core.config.EpochLimits;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** What an epoch takes of a viewer and of all, and that nothing is lost of what it does not take. */
class EpochQuotaTest {
    private static CoreFixture core(int patterns, int samples, int reports, long ceiling) {
        return CoreFixture.inMemory(s -> s.with(
                s.ingest().with(new EpochLimits(patterns, samples, reports, ceiling, 0, Duration.ofMinutes(10)))));
    }

    /** A pattern under an id of its own choice. */
    static Contribution pattern(long seq, String id) {
        ExogenesisPattern p = ((Contribution.OfPattern) Samples.pattern(seq).payload()).pattern();
        return new Contribution(
                seq,
                new Contribution.OfPattern(new ExogenesisPattern(
                        new PatternId(id),
                        p.taskType(),
                        p.embedding(),
                        p.successRate(),
                        p.items(),
                        p.context(),
                        p.timestamp())));
    }

    private static Contribution[] patterns(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Samples::pattern).toArray(Contribution[]::new);
    }

    // The whole frame is refused, and the next epoch takes it: an agent loses nothing.
    @Test
    void push_beyondThePlacesOfAnEpoch_isRefusedWhole_andTakenByTheNextEpoch() {
        CoreFixture core = core(4, 2, 2, 0);
        SyncSession session = core.session(core.register());
        core.push(session, patterns(1, 3));
        core.clock.advance(Duration.ofHours(1));

        ServerFrame refused = core.push(session, patterns(4, 5));
        assertThat(refused.getRefusal().getCode()).isEqualTo(Refusal.Code.QUOTA);
        assertThat(Duration.ofMillis(refused.getRefusal().getRetryAfterMs())).isEqualTo(Duration.ofHours(23));
        assertThat(core.accounting.total().acknowledged()).isEqualTo(3);
        assertThat(core.metrics.count("quota.pattern")).isEqualTo(2);

        core.rounds.runNow(true);
        assertThat(core.push(session, patterns(4, 5)).getPushAck().getCommittedThroughSeq())
                .isEqualTo(5);
    }

    @Test
    void patternOfTheSameId_replacesTheFormer_takesNoPlace_andTheFormerIsExpiredAtOnce() {
        CoreFixture core = core(2, 1, 1, 0);
        SyncSession session = core.session(core.register());
        core.push(session, pattern(1, "a"), pattern(2, "b"), pattern(3, "a"), pattern(4, "a"));
        assertThat(core.accounting.total().decided()).isEqualTo(new Accounting.Decided(0, 0, 2));
        EpochStatus status = core.epoch.status(1);
        assertThat(status.patterns()).isEqualTo(2);
        assertThat(status.largest().getFirst().accepted()).isEqualTo(4);
        assertThat(core.push(session, pattern(5, "c")).getRefusal().getCode()).isEqualTo(Refusal.Code.QUOTA);
        assertThat(core.push(session, pattern(5, "b")).hasPushAck()).isTrue();
        core.rounds.runNow(true);
        assertThat(core.accounting.total().acknowledged()).isEqualTo(5);
        assertThat(core.accounting.total().pending()).isZero();
        assertThat(core.accounting.total().decided().expired()).isEqualTo(5);
    }

    @Test
    void sample_newer_replacesTheFormer() {
        CoreFixture core = core(2, 2, 1, 0);
        SyncSession session = core.session(core.register());
        core.push(session, Samples.sample(1, List.of("t1")), Samples.sample(2, List.of("t2")));
        assertThat(core.epoch.status(0).samples()).isEqualTo(1);
        assertThat(core.accounting.total().decided().expired()).isEqualTo(1);
    }

    // Samples were only counted as one that replaces another: the setting never refused anything.
    @Test
    void sample_beyondThoseOfAnEpoch_isRefused_alsoAfterARestartAndAWithdrawal_untilTheNextEpoch() {
        CoreFixture core = core(2, 3, 1, 0);
        Registration viewer = core.register();
        SyncSession session = core.session(viewer);
        core.push(session, Samples.sample(1, List.of("t1")), Samples.sample(2, List.of("t2")));
        core.rounds.runNow(false);
        core.registry.changeConsents(viewer.viewerId(), Consents.NONE);
        core.registry.changeConsents(viewer.viewerId(), Consents.ALL);
        core.clock.advance(core.settings.ingest().epoch().eraseWithin());
        assertThat(core.erasure.runIfDue()).isEqualTo(2);
        CoreFixture after = core.killAndRestart();
        session = after.session(viewer);
        assertThat(after.push(session, Samples.sample(3, List.of("t3")), Samples.sample(4, List.of("t4")))
                        .getRefusal()
                        .getCode())
                .isEqualTo(Refusal.Code.QUOTA);
        assertThat(after.push(session, Samples.sample(3, List.of("t3"))).hasPushAck())
                .isTrue();
        assertThat(after.push(session, Samples.sample(4, List.of("t4")))
                        .getRefusal()
                        .getCode())
                .isEqualTo(Refusal.Code.QUOTA);
        assertThat(after.metrics.count("quota.sample")).isEqualTo(3);
        assertThat(after.push(session, pattern(4, "a")).hasPushAck()).isTrue();
        after.rounds.runNow(true);
        assertThat(after.push(session, Samples.sample(5, List.of("t5"))).hasPushAck())
                .isTrue();
    }

    // Who replaces one pattern again and again has one place, and could fill the bytes of an epoch for all.
    @Test
    void bytes_nearlyFull_refuseWhoHadTheMostAcknowledged_replacedOnesIncluded_newcomersAreTaken() {
        int bytes = 60_000;
        CoreFixture core = CoreFixture.inMemory(
                s -> s.with(s.ingest().with(new EpochLimits(4, 2, 2, 1_000, bytes, Duration.ofMinutes(10)))));
        SyncSession greedy = core.session(core.register());
        long seq = 1;
        ServerFrame answer = core.push(greedy, pattern(seq, "a"));
        while (answer.hasPushAck()) {
            core.clock.advance(Duration.ofSeconds(2));
            answer = core.push(greedy, pattern(++seq, "a"));
        }
        assertThat(answer.getRefusal().getCode()).isEqualTo(Refusal.Code.QUOTA);
        assertThat(core.metrics.count("quota.epoch")).isEqualTo(1);
        assertThat(core.epoch.status(0).patterns()).isEqualTo(1);
        assertThat(core.ledger.epochBytes()).isBetween(bytes * 80L / 100, bytes * 85L / 100);
        assertThat(core.push(core.session(core.register()), patterns(1, 2)).hasPushAck())
                .isTrue();
        core.rounds.runNow(true);
        assertThat(core.ledger.epochBytes()).isZero();
        assertThat(core.push(greedy, pattern(seq, "a")).hasPushAck()).isTrue();
    }

    @Test
    void reports_addUp_andHavePlaces() {
        CoreFixture core = core(2, 1, 2, 0);
        SyncSession session = core.session(core.register());
        core.push(session, Samples.outcomes(1), Samples.outcomes(2));
        assertThat(core.push(session, Samples.outcomes(3)).getRefusal().getCode())
                .isEqualTo(Refusal.Code.QUOTA);
        assertThat(core.metrics.count("quota.outcomes")).isEqualTo(1);
    }

    // Session summaries, refused and replaced ones take no place but the log holds them.
    @Test
    void whatTakesNoPlace_isBoundedToo() {
        CoreFixture core = core(1, 1, 1, 0);
        int most = core.settings.ingest().epoch().acceptedPerEpoch();
        SyncSession session = core.session(core.register());
        long seq = 1;
        while (true) {
            core.clock.advance(Duration.ofSeconds(2));
            Contribution one = seq % 3 == 0
                    ? Samples.session(seq)
                    : seq % 3 == 1 ? Samples.pattern(seq, Samples.embedding(1), .1) : pattern(seq, "a");
            ServerFrame answer = core.push(session, one);
            if (answer.hasRefusal()) {
                assertThat(answer.getRefusal().getCode()).isEqualTo(Refusal.Code.QUOTA);
                break;
            }
            seq++;
        }
        assertThat(seq - 1).isEqualTo(most);
        assertThat(core.metrics.count("quota.accepted")).isEqualTo(1);
    }

    // When the epoch fills up, who has most stops first, and newcomers are taken until it is full.
    @Test
    void ceiling_nearlyReached_refusesWhoHasMost_newcomersLast_andThenAll() {
        CoreFixture core = core(64, 8, 24, 100);
        List<SyncSession> greedy = new ArrayList<>();
        for (int v = 0; v < 2; v++) {
            greedy.add(core.session(core.register()));
            core.push(greedy.get(v), patterns(1, 45));
        }
        // ninety of a hundred: half of the last fifth is left, and so is half of what a viewer may have
        assertThat(core.push(greedy.getFirst(), patterns(46, 50)).hasPushAck()).isTrue();
        assertThat(core.push(greedy.getLast(), patterns(46, 46)).getRefusal().getCode())
                .isEqualTo(Refusal.Code.QUOTA);
        int taken = 0;
        ServerFrame last = ServerFrame.getDefaultInstance();
        for (int v = 0; v < 20; v++) {
            last = core.push(core.session(core.register()), patterns(1, 1));
            taken += last.hasPushAck() ? 1 : 0;
        }
        assertThat(taken).isEqualTo(5);
        assertThat(last.getRefusal().getCode()).isEqualTo(Refusal.Code.UNAVAILABLE);
        assertThat(last.getRefusal().getRetryAfterMs()).isPositive();
        assertThat(core.epoch.status(0).patterns()).isEqualTo(100);

        core.rounds.runNow(true);
        assertThat(core.push(greedy.getLast(), patterns(46, 46)).hasPushAck()).isTrue();
    }

    // Whatever is pushed, refused, withdrawn or lost in a crash: places hold, numbers have no gap, and all is decided
    // once.
    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void anyPushes_keepThePlacesAndTheBooks(@ForAll long seed) {
        Random random = new Random(seed);
        CoreFixture core = core(3, 3, 2, 0);
        Registration viewer = core.register();
        long next = 1;
        Map<Integer, Set<String>> idsOfEpoch = new HashMap<>();
        int epoch = 0;
        int samples = 0;
        for (int step = 0; step < 45; step++) {
            core.clock.advance(Duration.ofSeconds(5));
            SyncSession session = core.session(viewer);
            switch (random.nextInt(12)) {
                case 0 -> {
                    core.rounds.runNow(true);
                    epoch++;
                    samples = 0;
                }
                case 1 -> core.rounds.runNow(false);
                case 2 -> core = core.killAndRestart();
                default -> {
                    List<Contribution> frame = new ArrayList<>();
                    int frameSize = 1 + random.nextInt(2);
                    int taken = samples;
                    Set<String> ids = new HashSet<>(idsOfEpoch.getOrDefault(epoch, Set.of()));
                    for (int i = 0; i < frameSize; i++) {
                        String id = "id-" + random.nextInt(6);
                        frame.add(
                                random.nextInt(4) == 0
                                        ? Samples.sample(next + i, List.of("t" + random.nextInt(3)))
                                        : pattern(next + i, id));
                        if (frame.getLast().payload() instanceof Contribution.OfPattern) {
                            ids.add(id);
                        } else {
                            taken++;
                        }
                    }
                    ServerFrame answer = core.push(session, frame.toArray(Contribution[]::new));
                    assertThat(answer.hasPushAck()).as("step " + step).isEqualTo(ids.size() <= 3 && taken <= 3);
                    if (answer.hasPushAck()) {
                        next += frame.size();
                        samples = taken;
                        idsOfEpoch.put(epoch, ids);
                    }
                }
            }
            EpochStatus status = core.epoch.status(0);
            assertThat(status.patterns()).isLessThanOrEqualTo(3);
            assertThat(status.samples()).isLessThanOrEqualTo(1);
            assertThat(core.accounting.total().acknowledged()).isEqualTo(next - 1);
            assertThat(core.accounting.total().pending()).isBetween(0L, 4L);
        }
        core.rounds.runNow(true);
        Accounting.Report report = core.accounting.total();
        assertThat(report.pending()).isZero();
        assertThat(core.killAndRestart().accounting.total()).isEqualTo(report);
    }
}
