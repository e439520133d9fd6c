package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.SyncFailedException;
import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import io.exogenesis.omega.viewer.internal.agent.FaultyTransport;
import io.exogenesis.omega.viewer.internal.agent.FaultyTransport.Fate;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import io.exogenesis.omega.viewer.internal.learn.LeavePolicy;
import io.exogenesis.omega.viewer.internal.models.ModelStore;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Core hears of each withdrawal, whatever became of the answers before it. */
class ConsentsToldTest {
    private static final Consents SAMPLE = Consents.NONE.withSample(true);

    @TempDir
    Path directory;

    private final FakeCore core = new FakeCore(3);
    private final Deque<Fate> fates = new ArrayDeque<>();
    private final FaultyTransport transport =
            new FaultyTransport(core, () -> fates.isEmpty() ? Fate.ARRIVES : fates.poll());
    private final PowerLossFileLayer disk = new PowerLossFileLayer();
    private AgentDb db = open();

    private AgentDb open() {
        return AgentDb.open(new ViewerId("v"), disk, () -> {}, 100);
    }

    private SyncCoordinator coordinator() {
        return coordinator(transport);
    }

    private SyncCoordinator coordinator(FrameTransport over) {
        SyncCoordinator.Settings settings = new SyncCoordinator.Settings(
                1,
                new Backoff(new RetryPolicy(1, Duration.ofMillis(100), Duration.ofSeconds(20)), new Random(1)),
                pause -> {},
                () -> TestAgents.NOW,
                () -> "v",
                renewed -> new AgentRecord.TokenRenewed(1, renewed),
                "test");
        return new SyncCoordinator(db, over, new ModelStore(directory), new LeavePolicy(.7, 50), settings);
    }

    private void decide(Consents consents) {
        db.commit(s -> List.of(new AgentRecord.ConsentsChanged(consents)));
    }

    private void enqueueSample(int titles) {
        TasteSample sample = new TasteSample(IntStream.range(0, titles)
                .mapToObj(i -> new SampledItem(new MediaId("m" + i), SampledItem.Liking.HIGH))
                .toList());
        db.commit(s -> List.of(
                new AgentRecord.Enqueued(new Contribution(s.outbox().next(), new Contribution.OfSample(sample)))));
    }

    private void syncWithLostAnswer() {
        fates.add(Fate.ANSWER_LOST);
        assertThatThrownBy(() -> coordinator().sync()).isInstanceOf(SyncFailedException.class);
    }

    // The last consents that were confirmed are those that count again: the Core would keep the sample for its lease.
    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void sync_consentGivenAnswerLostThenWithdrawn_coreIsToldAndErases(boolean large, boolean restart) {
        Consents before = large ? SAMPLE : Consents.NONE;
        decide(before);
        coordinator().sync();
        decide(SAMPLE.withLargeSample(large));
        enqueueSample(large ? 60 : 50);
        syncWithLostAnswer();
        assertThat(core.kept("v")).hasSize(1);
        decide(before);
        if (restart) {
            db.compactNow();
            db.close();
            db = open();
        }
        coordinator().sync();
        assertThat(core.consents("v")).contains(before);
        assertThat(core.kept("v")).isEmpty();
        int changes = core.consentChanges();
        coordinator().sync();
        assertThat(core.consentChanges()).as("confirmed, and not told again").isEqualTo(changes);
    }

    // Told only what is agreed to in the end, the Core keeps what the owner took back in between.
    @ParameterizedTest
    @CsvSource({"false,false,false", "false,false,true", "false,true,true", "true,false,false", "true,true,true"})
    void sync_withdrawnAndGivenAgain_coreErasesWhatCameBefore(boolean large, boolean answerLost, boolean restart) {
        Consents agreed = SAMPLE.withLargeSample(large);
        decide(agreed);
        enqueueSample(large ? 60 : 50);
        coordinator().sync();
        assertThat(core.kept("v")).hasSize(1);
        decide(large ? SAMPLE : Consents.NONE);
        decide(agreed);
        enqueueSample(large ? 70 : 40);
        if (restart) {
            db.compactNow();
            db.close();
            db = open();
        }
        if (answerLost) {
            syncWithLostAnswer();
        }
        coordinator().sync();
        assertThat(core.consents("v")).contains(agreed);
        assertThat(core.kept("v"))
                .as("of before and of after")
                .singleElement()
                .extracting(Contribution::seq)
                .isEqualTo(2L);
        int changes = core.consentChanges();
        coordinator().sync();
        assertThat(core.consentChanges()).as("confirmed, and not told again").isEqualTo(changes);
    }

    // The answer speaks of the consents that were told, not of the withdrawal that came meanwhile.
    @Test
    void sync_withdrawnAndGivenAgainDuringAnExchange_isToldWithTheNext() {
        decide(SAMPLE);
        enqueueSample(50);
        boolean[] once = {true};
        FaultyTransport meanwhile = new FaultyTransport(core, () -> {
            if (once[0]) {
                once[0] = false;
                decide(Consents.NONE);
                decide(SAMPLE);
            }
            return Fate.ARRIVES;
        });
        coordinator(meanwhile).sync();
        coordinator().sync();
        assertThat(core.kept("v")).isEmpty();
        assertThat(core.consents("v")).contains(SAMPLE);
    }

    @Test
    void sync_oneConsentWithdrawnAndGivenAgain_theOthersStay() {
        Consents both = SAMPLE.withMetrics(true);
        decide(both);
        enqueueSample(50);
        db.commit(s -> List.of(new AgentRecord.Enqueued(new Contribution(
                s.outbox().next(), new Contribution.OfSession(new SessionSummary(1, 0, 0, 0, 0, 9))))));
        coordinator().sync();
        decide(SAMPLE);
        decide(both);
        coordinator().sync();
        assertThat(core.kept("v"))
                .singleElement()
                .extracting(Contribution::payload)
                .isInstanceOf(Contribution.OfSample.class);
    }

    @Test
    void tellConsents_consentGivenAnswerLostThenWithdrawn_coreErases() {
        decide(SAMPLE);
        enqueueSample(50);
        syncWithLostAnswer();
        decide(Consents.NONE);
        coordinator().tellConsents();
        assertThat(core.kept("v")).isEmpty();
    }

    // A Core restored from an older backup would refuse every sample for ever.
    @Test
    void sync_coreKnowsOlderConsents_isToldAgainAfterItsFirstRefusal() {
        decide(SAMPLE);
        coordinator().sync();
        core.restoreConsents("v", Consents.NONE);
        enqueueSample(50);
        coordinator().sync();
        assertThat(core.kept("v")).isEmpty();
        enqueueSample(50);
        coordinator().sync();
        enqueueSample(50);
        coordinator().sync();
        assertThat(core.consents("v")).contains(SAMPLE);
        assertThat(core.kept("v")).hasSize(2);
        assertThat(core.consentChanges()).isEqualTo(2);
    }

    // The step that numbered anew from there could not be folded: the memory was lost to its owner.
    @ParameterizedTest
    @CsvSource({"-5", "9223372036854775807"})
    void sync_coreClaimsAnImpossibleNumber_isABadAnswerAndTheMemoryOpens(long claimed) {
        decide(SAMPLE);
        enqueueSample(50);
        FrameTransport lying = new FrameTransport() {
            @Override
            public List<ServerFrame> exchange(List<ClientFrame> frames) {
                List<ServerFrame> answers = new ArrayList<>(core.answer(frames));
                answers.set(
                        0,
                        answers.getFirst().toBuilder()
                                .setAuth(
                                        answers.getFirst().getAuth().toBuilder().setCommittedThroughSeq(claimed))
                                .build());
                return answers;
            }

            @Override
            public String name() {
                return "lying";
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> coordinator(lying).sync())
                .isInstanceOf(SyncFailedException.class)
                .hasMessageContaining("cannot have contribution");
        db.close();
        db = open();
        coordinator().sync();
        assertThat(core.kept("v")).hasSize(1);
    }
}
