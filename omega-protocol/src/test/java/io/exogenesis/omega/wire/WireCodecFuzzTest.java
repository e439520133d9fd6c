package io.exogenesis.omega.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
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
import io.exogenesis.omega.wire.v1.TaskType;
import io.exogenesis.omega.wire.v1.TasteSample;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Foreign messages: whatever the bytes, the only exception is {@link MalformedMessageException}. */
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
                case PUSH -> WireCodec.fromWire(frame.getPush());
                case PULL -> {
                    WireCodec.since(frame.getPull());
                    PullFilterCodec.fromWire(frame.getPull().getFilter());
                }
                case COMPLETE -> WireCodec.fromWire(frame.getComplete().getApplied());
                case CONSENT -> WireCodec.fromWire(frame.getConsent().getConsents());
                default -> {}
            }
        } catch (MalformedMessageException e) {
            Refusals.refusal(e).toByteArray();
        }
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
                case PULL -> WireCodec.fromWire(frame.getPull());
                case CATALOGUE -> frame.getCatalogue().getItemsList().forEach(WireCodec::fromWire);
                case CONSENT -> WireCodec.fromWire(frame.getConsent().getConsents());
                default -> {}
            }
        } catch (MalformedMessageException e) {
            Refusals.refusal(e).toByteArray();
        }
    }
}
