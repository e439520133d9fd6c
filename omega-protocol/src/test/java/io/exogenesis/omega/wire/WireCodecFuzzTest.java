package io.exogenesis.omega.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.wire.v1.CataloguePage;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Contribution;
import io.exogenesis.omega.wire.v1.ExogenesisPattern;
import io.exogenesis.omega.wire.v1.ItemOutcome;
import io.exogenesis.omega.wire.v1.OutcomeReport;
import io.exogenesis.omega.wire.v1.PatternOutcome;
import io.exogenesis.omega.wire.v1.PullFilter;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PullResponse;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.exogenesis.omega.wire.v1.SyncRequest;
import io.exogenesis.omega.wire.v1.SyncResponse;
import io.exogenesis.omega.wire.v1.TaskType;
import io.exogenesis.omega.wire.v1.TasteSample;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Foreign messages: whatever the bytes, the only exception is {@link MalformedMessageException}, and what is read is read again the same
 * after it was written.
 */
class WireCodecFuzzTest {

    static Stream<Arguments> clientSeeds() {
        Contribution session = Contribution.newBuilder()
                .setSeq(1)
                .setSession(WireCodec.toWire(new SessionSummary(1, 2, 3, 4, 5, 6)))
                .build();
        Contribution pattern = Contribution.newBuilder()
                .setSeq(2)
                .setPattern(ExogenesisPattern.newBuilder()
                        .setId("\u0000\u2028")
                        .setTaskTypeValue(-1)
                        .setItems(-1)
                        .setTimestampMs(Long.MIN_VALUE)
                        .setSuccessRate(Double.NaN))
                .build();
        Contribution sample = Contribution.newBuilder()
                .setSeq(-1)
                .setSample(TasteSample.newBuilder())
                .build();
        Contribution outcomes = Contribution.newBuilder()
                .setSeq(3)
                .setOutcomes(OutcomeReport.newBuilder()
                        .addItems(ItemOutcome.newBuilder()
                                .setMediaId("m")
                                .setShown(-1)
                                .setWatched(7))
                        .addPatterns(PatternOutcome.newBuilder()
                                .setPatternId("")
                                .setShown(1)
                                .setConverted(2)))
                .build();
        byte[] push = ClientFrame.newBuilder()
                .setPush(PushPatterns.newBuilder()
                        .addContributions(session)
                        .addContributions(pattern)
                        .addContributions(sample)
                        .addContributions(outcomes))
                .build()
                .toByteArray();
        byte[] pull = ClientFrame.newBuilder()
                .setPull(PullRequest.newBuilder().setSince(io.exogenesis.omega.wire.v1.BankCursor.newBuilder()))
                .build()
                .toByteArray();
        byte[] filtered = ClientFrame.newBuilder()
                .setPull(PullRequest.newBuilder()
                        .setFilter(PullFilter.newBuilder()
                                .addTaskTypes(TaskType.TASK_TYPE_BEHAVIOR)
                                .addTaskTypesValue(-1)
                                .setMinSuccessRate(Double.NaN)))
                .build()
                .toByteArray();
        return Stream.of(
                        push,
                        pull,
                        filtered,
                        Arrays.copyOf(push, push.length - 3),
                        new byte[] {-1, -1, -1},
                        new byte[] {0x12, (byte) 0xff, (byte) 0xff, 0x7f})
                .map(Arguments::of);
    }

    @MethodSource("clientSeeds")
    @FuzzTest // must come last
    void clientFrame_anyBytes_isAMessageOrMalformed(byte[] data) {
        try {
            ClientFrame frame = WireCodec.clientFrame(data);
            switch (frame.getBodyCase()) {
                case PUSH -> {
                    List<io.exogenesis.omega.model.Contribution> read = WireCodec.fromWire(frame.getPush());
                    PushPatterns.Builder again = PushPatterns.newBuilder();
                    read.forEach(c -> again.addContributions(WireCodec.toWire(c)));
                    assertThat(WireCodec.fromWire(again.build())).isEqualTo(read);
                }
                case PULL -> {
                    BankVersion since = WireCodec.since(frame.getPull());
                    assertThat(WireCodec.fromWire(WireCodec.toWire(since))).isEqualTo(since);
                    var filter = PullFilterCodec.fromWire(frame.getPull().getFilter());
                    assertThat(PullFilterCodec.fromWire(PullFilterCodec.toWire(filter)))
                            .isEqualTo(filter);
                }
                case COMPLETE -> WireCodec.fromWire(frame.getComplete().getApplied());
                case CONSENT -> consents(frame.getConsent().getConsents());
                default -> {}
            }
        } catch (MalformedMessageException e) {
            Refusals.refusal(e).toByteArray();
        }
    }

    private static void consents(io.exogenesis.omega.wire.v1.Consents wire) {
        Consents read = WireCodec.fromWire(wire);
        assertThat(WireCodec.fromWire(WireCodec.toWire(read))).isEqualTo(read);
    }

    static Stream<Arguments> requestSeeds() {
        return clientSeeds().map(seed -> {
            byte[] frame = (byte[]) seed.get()[0];
            byte[] request = new byte[frame.length + 3];
            request[0] = SyncRequest.FRAMES_FIELD_NUMBER << 3 | 2;
            request[1] = (byte) (frame.length & 0x7f | 0x80);
            request[2] = (byte) (frame.length >> 7);
            System.arraycopy(frame, 0, request, 3, frame.length);
            return Arguments.of((Object) request);
        });
    }

    /** What the guard lets through has no more fields than it says, and it finds no token where there is none. */
    @MethodSource("requestSeeds")
    @FuzzTest // must come last
    void syncRequest_anyBytes_isBoundedOrMalformed(byte[] data) {
        FrameGuard.leadingToken(data, data.length);
        try {
            if (WireCodec.syncRequest(data).getFramesCount() > FrameGuard.MAX_FRAMES) {
                throw new AssertionError("more frames than there may be");
            }
        } catch (MalformedMessageException e) {
            Refusals.refusal(e).toByteArray();
        }
    }

    static Stream<Arguments> serverSeeds() {
        byte[] pull = ServerFrame.newBuilder()
                .setPull(PullResponse.newBuilder()
                        .addRemovals("")
                        .addUpserts(io.exogenesis.omega.wire.v1.ConsolidatedPattern.newBuilder()
                                .setReputationMass(Double.NEGATIVE_INFINITY)))
                .build()
                .toByteArray();
        byte[] page = ServerFrame.newBuilder()
                .setCatalogue(CataloguePage.newBuilder()
                        .addItems(io.exogenesis.omega.wire.v1.CatalogueItem.newBuilder()
                                .setYear(-7)
                                .setEmbedding(io.exogenesis.omega.wire.v1.Embedding.newBuilder()
                                        .setCodes(ByteString.copyFromUtf8("x".repeat(384)))
                                        .setScale(Float.MIN_VALUE))))
                .build()
                .toByteArray();
        return Stream.of(pull, page, Arrays.copyOf(page, 40)).map(Arguments::of);
    }

    @MethodSource("serverSeeds")
    @FuzzTest // must come last
    void serverFrame_anyBytes_isAMessageOrMalformed(byte[] data) {
        try {
            ServerFrame frame = WireCodec.serverFrame(data);
            switch (frame.getBodyCase()) {
                case PULL -> {
                    BankDelta read = WireCodec.fromWire(frame.getPull());
                    assertThat(WireCodec.fromWire(WireCodec.toWire(read).build()))
                            .isEqualTo(read);
                    BankHash.signatureHolds(frame.getPull().getState());
                }
                case CATALOGUE ->
                    frame.getCatalogue().getItemsList().forEach(item -> {
                        CatalogueEntry read = WireCodec.fromWire(item);
                        assertThat(WireCodec.fromWire(WireCodec.toWire(read))).isEqualTo(read);
                    });
                case CONSENT -> consents(frame.getConsent().getConsents());
                default -> {}
            }
        } catch (MalformedMessageException e) {
            Refusals.refusal(e).toByteArray();
        }
    }

    static Stream<Arguments> responseSeeds() {
        return Stream.concat(serverSeeds(), clientSeeds()).map(seed -> {
            ByteString frame = ByteString.copyFrom((byte[]) seed.get()[0]);
            byte[] field = {SyncResponse.FRAMES_FIELD_NUMBER << 3 | 2};
            byte[] length = {(byte) (frame.size() & 0x7f | 0x80), (byte) (frame.size() >> 7)};
            return Arguments.of((Object) ByteString.copyFrom(field)
                    .concat(ByteString.copyFrom(length))
                    .concat(frame)
                    .toByteArray());
        });
    }

    @MethodSource("responseSeeds")
    @FuzzTest // must come last
    void syncResponse_anyBytes_isFramesOrMalformed(byte[] data) {
        try {
            SyncResponse read = WireCodec.syncResponse(data);
            assertThat(WireCodec.syncResponse(read.toByteArray())).isEqualTo(read);
        } catch (MalformedMessageException e) {
            Refusals.refusal(e).toByteArray();
        }
    }
}
