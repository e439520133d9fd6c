package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.SyncFailedException;
import io.exogenesis.omega.viewer.SyncReport;
import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import io.exogenesis.omega.viewer.internal.learn.LeavePolicy;
import io.exogenesis.omega.viewer.internal.models.ModelStore;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Core that means ill says to its viewers: it may be refused, but not make them fall silent or print what it likes. */
class HostileCoreTest {
    private static final RetryPolicy RETRY = new RetryPolicy(2, Duration.ZERO, Duration.ZERO);
    private static final String EVIL = "\u001b[31mred\u202eder\r\nsecond line ".repeat(1_000);

    @TempDir
    Path directory;

    private int exchanges;
    private int cataloguePages;

    private SyncReport sync(UnaryOperator<ServerFrame.Builder> change) {
        FakeCore core = new FakeCore(3);
        FrameTransport transport = new FrameTransport() {
            @Override
            public List<ServerFrame> exchange(List<ClientFrame> frames) {
                exchanges++;
                cataloguePages +=
                        (int) frames.stream().filter(ClientFrame::hasCatalogue).count();
                return core.answer(frames).stream()
                        .map(frame -> change.apply(frame.toBuilder()).build())
                        .toList();
            }

            @Override
            public String name() {
                return "hostile";
            }

            @Override
            public void close() {}
        };
        try (AgentDb db = AgentDb.open(new ViewerId("v"), new PowerLossFileLayer(), () -> {}, 100)) {
            db.commit(s -> List.of(
                    new AgentRecord.ConsentsChanged(Consents.ALL),
                    new AgentRecord.Enqueued(
                            new Contribution(1, new Contribution.OfSession(new SessionSummary(1, 0, 0, 0, 0, 1))))));
            SyncCoordinator.Settings settings = new SyncCoordinator.Settings(
                    RETRY.attempts(),
                    new Backoff(RETRY, new Random(1)),
                    time -> {},
                    () -> TestAgents.NOW,
                    () -> "v",
                    renewed -> new AgentRecord.TokenRenewed(1, renewed),
                    "test");
            return new SyncCoordinator(db, transport, new ModelStore(directory), new LeavePolicy(.7, 50), settings)
                    .sync();
        }
    }

    private static ServerFrame.Builder refusal(Refusal.Code code) {
        return ServerFrame.newBuilder()
                .setRefusal(Refusal.newBuilder().setCode(code).setMessage(EVIL));
    }

    private static void assertOneShortPlainLine(String text) {
        assertThat(text).hasSizeLessThan(400).contains("red").doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
    }

    @Test
    void sync_refusedWithAnEndlessRemark_failsWithOneShortPlainLine() {
        assertThatThrownBy(() -> sync(frame -> frame.hasAuth() ? refusal(Refusal.Code.UNAUTHENTICATED) : frame))
                .isInstanceOfSatisfying(SyncFailedException.class, e -> assertOneShortPlainLine(e.getMessage()));
    }

    @Test
    void sync_quotaWithAnEndlessRemark_notesOneShortPlainLine() {
        SyncReport report = sync(frame -> frame.hasPushAck() ? refusal(Refusal.Code.QUOTA) : frame);
        assertThat(report.notes()).singleElement().satisfies(HostileCoreTest::assertOneShortPlainLine);
    }

    @Test
    void sync_contributionRefusedWithAnEndlessRemark_notesOneShortPlainLine() {
        SyncReport report = sync(frame -> {
            if (frame.hasPushAck()) {
                frame.getPushAckBuilder()
                        .addRefusedBuilder()
                        .setSeq(1)
                        .setReason(Refusal.newBuilder()
                                .setCode(Refusal.Code.QUALITY)
                                .setMessage(EVIL));
            }
            return frame;
        });
        assertThat(report.notes()).singleElement().satisfies(HostileCoreTest::assertOneShortPlainLine);
    }

    // One answer would have made an agent silent until it is started anew.
    @Test
    void sync_coreAsksToComeBackInAges_aDayAtMost() {
        SyncReport report = sync(frame -> {
            if (frame.hasPull()) {
                frame.getPullBuilder().getMetadataBuilder().setNextSyncMs(Long.MAX_VALUE);
            }
            return frame;
        });
        assertThat(report.nextSync()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void sync_catalogueThatCannotBeUsed_failsAsASyncDoesAndOnce() {
        assertThatThrownBy(() -> sync(frame -> {
                    if (frame.hasCatalogue()) {
                        frame.getCatalogueBuilder().clearMean().addMean(Float.NaN);
                    }
                    return frame;
                }))
                .isInstanceOfSatisfying(
                        SyncFailedException.class, e -> assertThat(e.attempts()).isEqualTo(1))
                .hasMessageContaining("the Core's catalogue");
    }

    // It was taken, and each sync fetched the whole catalogue again.
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 8, 10, Integer.MAX_VALUE})
    void sync_announcedTitlesDoNotFit_isABadAnswer(int items) {
        assertThatThrownBy(() -> sync(frame -> {
                    if (frame.hasPull()) {
                        frame.getPullBuilder().getCatalogueBuilder().setItems(items);
                    }
                    return frame;
                }))
                .isInstanceOfSatisfying(
                        SyncFailedException.class, e -> assertThat(e.attempts()).isEqualTo(1))
                .hasMessageContaining("not the " + items + " that it announced");
        assertThat(cataloguePages).isLessThanOrEqualTo(1);
        assertThat(directory).isEmptyDirectory();
    }

    // Every score became 0.
    @ParameterizedTest
    @ValueSource(floats = {Float.MAX_VALUE, 1.2f})
    void sync_meanThatNoUnitVectorsHave_isRefused(float value) {
        assertThatThrownBy(() -> sync(frame -> {
                    if (frame.hasCatalogue() && frame.getCatalogue().getMeanCount() > 0) {
                        frame.getCatalogueBuilder().setMean(7, value);
                    }
                    return frame;
                }))
                .isInstanceOf(SyncFailedException.class)
                .hasMessageContaining("the Core's catalogue cannot be used");
    }

    @Test
    void sync_pullPromisesMoreWithoutContent_isAskedForOnce() {
        sync(frame -> {
            if (frame.hasPull()) {
                frame.getPullBuilder().setMore(true).setSnapshot(true);
            }
            return frame;
        });
        // the greeting, one page that says where the bank is, one that brings nothing, the catalogue, the end
        assertThat(exchanges).isLessThan(10);
    }

    @Test
    void sync_pullCountsUpWithoutEnd_endsWhereABankWould() {
        AtomicLong number = new AtomicLong();
        SyncReport report = sync(frame -> {
            if (frame.hasPull()) {
                frame.getPullBuilder().setMore(true).getUpToBuilder().setVersion(number.incrementAndGet());
            }
            return frame;
        });
        assertThat(report.acknowledged()).isEqualTo(1);
        assertThat(number).hasValueBetween(1L, 256L);
    }
}
