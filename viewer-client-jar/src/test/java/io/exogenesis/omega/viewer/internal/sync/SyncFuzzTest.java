package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.SyncReport;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import io.exogenesis.omega.viewer.internal.learn.LeavePolicy;
import io.exogenesis.omega.viewer.internal.models.ModelStore;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.wire.v1.AuthResponse;
import io.exogenesis.omega.wire.v1.BankCursor;
import io.exogenesis.omega.wire.v1.BankState;
import io.exogenesis.omega.wire.v1.CatalogueInfo;
import io.exogenesis.omega.wire.v1.CataloguePage;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ConsentReceipt;
import io.exogenesis.omega.wire.v1.ItemModelChunk;
import io.exogenesis.omega.wire.v1.ItemModelInfo;
import io.exogenesis.omega.wire.v1.PullResponse;
import io.exogenesis.omega.wire.v1.PushAck;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.exogenesis.omega.wire.v1.SyncResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A Core whose answers are bent in any way: the sync goes on or fails with one kind of exception, and the next one with an honest Core goes well. */
class SyncFuzzTest {
    private static final RetryPolicy ONCE = RetryPolicy.NONE;

    @TempDir
    static Path directory;

    private static ServerFrame frame(ServerFrame.Builder frame) {
        return frame.build();
    }

    /** What is merged into the answers, in their order. */
    static Stream<Arguments> bent() {
        ServerFrame nothing = ServerFrame.getDefaultInstance();
        ServerFrame farAhead =
                frame(ServerFrame.newBuilder().setAuth(AuthResponse.newBuilder().setCommittedThroughSeq(1L << 40)));
        ServerFrame impossible =
                frame(ServerFrame.newBuilder().setAuth(AuthResponse.newBuilder().setCommittedThroughSeq(-1)));
        ServerFrame refused = frame(ServerFrame.newBuilder()
                .setRefusal(Refusal.newBuilder()
                        .setCodeValue(-1)
                        .setMessage("\u001b\n")
                        .setRetryAfterMs(-1)));
        ServerFrame consent = frame(
                ServerFrame.newBuilder().setConsent(ConsentReceipt.newBuilder().setErased(-1)));
        ServerFrame ack = frame(ServerFrame.newBuilder()
                .setPushAck(PushAck.newBuilder()
                        .setCommittedThroughSeq(-1)
                        .addRefused(io.exogenesis.omega.wire.v1.RefusedContribution.newBuilder()
                                .setSeq(1))));
        ServerFrame pull = frame(ServerFrame.newBuilder()
                .setPull(PullResponse.newBuilder()
                        .setUpTo(BankCursor.newBuilder().setBankId("host").setVersion(-1))
                        .setMore(true)
                        .addRemovals("")
                        .setState(BankState.newBuilder().setVersion(3))
                        .setItemModel(ItemModelInfo.newBuilder().setBytes(-1).setVersion(9))
                        .setCatalogue(CatalogueInfo.newBuilder().setItems(-1).setVersion(9))));
        ServerFrame page = frame(
                ServerFrame.newBuilder().setCatalogue(CataloguePage.newBuilder().setOffset(1)));
        ServerFrame chunk = frame(ServerFrame.newBuilder()
                .setItemModel(ItemModelChunk.newBuilder().setData(ByteString.copyFromUtf8("x"))));
        return Stream.of(
                        List.<ServerFrame>of(),
                        List.of(farAhead),
                        List.of(impossible),
                        List.of(refused),
                        List.of(nothing, refused),
                        List.of(nothing, consent, ack, pull),
                        List.of(nothing, nothing, nothing, pull),
                        List.of(nothing, nothing, nothing, nothing, nothing, page, page),
                        List.of(nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing, chunk, chunk))
                .map(frames -> Arguments.of((Object)
                        SyncResponse.newBuilder().addAllFrames(frames).build().toByteArray()));
    }

    @MethodSource("bent")
    @FuzzTest // must come last
    void sync_anyAnswers_goesOnOrFailsInOneWay_andTheNextGoesWell(byte[] data) {
        Iterator<ServerFrame> bent;
        try {
            bent = SyncResponse.parseFrom(data).getFramesList().iterator();
        } catch (InvalidProtocolBufferException e) {
            return;
        }
        PowerLossFileLayer disk = new PowerLossFileLayer();
        FakeCore core = new FakeCore(1);
        try (AgentDb db = open(disk)) {
            db.commit(s -> List.of(
                    new AgentRecord.ConsentsChanged(Consents.ALL),
                    new AgentRecord.Enqueued(
                            new Contribution(1, new Contribution.OfSession(new SessionSummary(1, 0, 0, 0, 0, 1))))));
            sync(
                    db,
                    frames -> answers(core, frames).stream()
                            .map(answer -> bent.hasNext() ? merged(answer, bent.next()) : answer)
                            .toList());
        } catch (ViewerException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContainPattern("\\p{Cc}");
        }
        FakeCore honest = new FakeCore(1);
        try (AgentDb db = open(disk)) {
            SyncReport report = sync(db, honest::answer);
            assertThat(report.notes()).allSatisfy(note -> assertThat(note).doesNotContainPattern("\\p{Cc}"));
            assertThat(db.<List<Contribution>>read(s -> s.outbox().pending()))
                    .as("what waits after it")
                    .isEmpty();
        }
    }

    /** Nothing where the fake has no answer, as to a question for an item model that it never announced. */
    private static List<ServerFrame> answers(FakeCore core, List<ClientFrame> frames) {
        try {
            return core.answer(frames);
        } catch (NoSuchElementException e) {
            return frames.stream().map(f -> ServerFrame.getDefaultInstance()).toList();
        }
    }

    private static ServerFrame merged(ServerFrame answer, ServerFrame bent) {
        return answer.toBuilder().mergeFrom(bent).build();
    }

    private static AgentDb open(PowerLossFileLayer disk) {
        return AgentDb.open(new ViewerId("v"), disk, () -> {}, 100);
    }

    private interface Answers {
        List<ServerFrame> to(List<ClientFrame> frames);
    }

    private static SyncReport sync(AgentDb db, Answers core) {
        FrameTransport transport = new FrameTransport() {
            @Override
            public List<ServerFrame> exchange(List<ClientFrame> frames) {
                return new ArrayList<>(core.to(frames));
            }

            @Override
            public String name() {
                return "bent";
            }

            @Override
            public void close() {}
        };
        SyncCoordinator.Settings settings = new SyncCoordinator.Settings(
                ONCE.attempts(),
                new Backoff(new RetryPolicy(1, Duration.ZERO, Duration.ZERO), new Random(1)),
                time -> {},
                () -> TestAgents.NOW,
                () -> "v",
                renewed -> new AgentRecord.TokenRenewed(1, renewed),
                "test");
        return new SyncCoordinator(db, transport, new ModelStore(directory), new LeavePolicy(.7, 50), settings).sync();
    }
}
