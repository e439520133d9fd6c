package io.exogenesis.omega.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.wire.v1.BankCursor;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ItemOutcome;
import io.exogenesis.omega.wire.v1.Liking;
import io.exogenesis.omega.wire.v1.OutcomeReport;
import io.exogenesis.omega.wire.v1.PatternOutcome;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.SampledItem;
import io.exogenesis.omega.wire.v1.TasteSample;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WireCodecTest {

    // A device whose clock is far off must still be able to sync.
    @Test
    void toWire_ofATimestampOutsideTheLimits_isCutToThem() {
        for (Instant t : List.of(Instant.MIN, Instant.ofEpochMilli(-1), Instant.MAX)) {
            ExogenesisPattern back = WireCodec.fromWire(WireCodec.toWire(pattern(t)));
            assertThat(back.timestamp()).isBetween(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59.999Z"));
        }
    }

    @Test
    void since_unset_isNeverPulled() {
        assertThat(WireCodec.since(PullRequest.getDefaultInstance())).isEqualTo(BankVersion.NONE);
        BankVersion seven = new BankVersion("b", 7);
        assertThat(WireCodec.since(PullRequest.newBuilder()
                        .setSince(WireCodec.toWire(seven))
                        .build()))
                .isEqualTo(seven);
    }

    @Test
    void fromWire_aPatternOutsideItsLimits_isMalformedInOneLine() {
        refusedPattern(p -> p.clearId(), "pattern id is blank");
        refusedPattern(p -> p.setId("x".repeat(65)), "longer than 64 bytes");
        refusedPattern(p -> p.setId("a\r\nSet-Cookie: b"), "control character");
        refusedPattern(p -> p.clearTaskType(), "task type");
        refusedPattern(p -> p.setTaskTypeValue(99), "task type");
        refusedPattern(p -> p.clearEmbedding(), "384 codes, not 0");
        refusedPattern(p -> p.setSuccessRate(Double.NaN), "success rate");
        refusedPattern(p -> p.setSuccessRate(1.0000001), "success rate");
        refusedPattern(p -> p.setItems(0), "1 to 1,000,000 items");
        refusedPattern(p -> p.setItems(-1), "at most 2147483647, not 4294967295");
        refusedPattern(p -> p.setTimestampMs(-1), "1970");
        refusedPattern(p -> p.setTimestampMs(Long.MAX_VALUE), "9999");
        var nineGenres = io.exogenesis.omega.wire.v1.PatternContext.newBuilder()
                .addAllGenres(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i"));
        refusedPattern(p -> p.setContext(nineGenres), "at most 8 genres");
    }

    @Test
    void fromWire_anEmbeddingOutsideItsLimits_isMalformed() {
        ByteString codes =
                ByteString.copyFrom(pattern(Instant.EPOCH).embedding().codes());
        float scale = pattern(Instant.EPOCH).embedding().scale();
        for (float bad : new float[] {0, -scale, Float.NaN, Float.POSITIVE_INFINITY, 2 * scale, Float.MIN_VALUE}) {
            refusedEmbedding(codes, bad);
        }
        refusedEmbedding(codes.substring(1), scale);
        refusedEmbedding(codes.concat(codes), scale);
        refusedEmbedding(ByteString.copyFrom(new byte[384]), scale);
        byte[] minimum = codes.toByteArray();
        minimum[3] = -128;
        refusedEmbedding(ByteString.copyFrom(minimum), scale);
    }

    @Test
    void fromWire_aSampleOutsideItsLimits_isRefusedWithTheRightCode() {
        refused(() -> WireCodec.fromWire(sample(201)), Refusal.Code.TOO_LARGE, "at most 200 titles, not 201");
        refused(() -> WireCodec.fromWire(sample(0)), Refusal.Code.MALFORMED, "1 to 200 titles");
        TasteSample twice =
                TasteSample.newBuilder().addItems(item("a")).addItems(item("a")).build();
        refused(() -> WireCodec.fromWire(twice), Refusal.Code.MALFORMED, "twice: a");
        TasteSample unset = TasteSample.newBuilder()
                .addItems(SampledItem.newBuilder().setMediaId("a"))
                .build();
        refused(() -> WireCodec.fromWire(unset), Refusal.Code.MALFORMED, "liking");
    }

    // More watched than shown, or the same title twice, would let one report weigh more than what it saw.
    @Test
    void fromWire_outcomesOutsideTheirLimits_areRefusedWithTheRightCode() {
        refused(() -> outcomes(r -> {}), Refusal.Code.MALFORMED, "at least one title or pattern");
        refused(() -> outcomes(r -> r.addItems(shown("a", 1, 2))), Refusal.Code.MALFORMED, "at most as many watched");
        refused(() -> outcomes(r -> r.addItems(shown("a", 0, 0))), Refusal.Code.MALFORMED, "1 to 100 showings");
        refused(() -> outcomes(r -> r.addItems(shown("a", 101, 0))), Refusal.Code.MALFORMED, "not 101");
        refused(
                () -> outcomes(r -> r.addItems(shown("a", -1, 0))),
                Refusal.Code.MALFORMED,
                "shown of an outcome is at most 2147483647, not 4294967295");
        refused(
                () -> outcomes(r -> r.addItems(shown("a", 1, -1))),
                Refusal.Code.MALFORMED,
                "watched of an outcome is at most 2147483647, not 4294967295");
        refused(
                () -> outcomes(r -> r.addItems(shown("a", 1, 0)).addItems(shown("a", 1, 1))),
                Refusal.Code.MALFORMED,
                "twice: a");
        refused(
                () -> outcomes(r -> IntStream.range(0, 65).forEach(i -> r.addItems(shown("m" + i, 1, 0)))),
                Refusal.Code.TOO_LARGE,
                "not 65 and 0");
        refused(
                () -> outcomes(r -> r.addPatterns(PatternOutcome.newBuilder().setShown(1))),
                Refusal.Code.MALFORMED,
                "pattern id is blank");
        assertThat(outcomes(r -> r.addItems(shown("a", 100, 100))).items()).hasSize(1);
    }

    private static Outcomes outcomes(Consumer<OutcomeReport.Builder> change) {
        OutcomeReport.Builder report = OutcomeReport.newBuilder();
        change.accept(report);
        return OutcomeCodec.fromWire(report.build());
    }

    private static ItemOutcome shown(String id, int shown, int watched) {
        return ItemOutcome.newBuilder()
                .setMediaId(id)
                .setShown(shown)
                .setWatched(watched)
                .build();
    }

    /** Java has no unsigned numbers: one that it would read as a negative one is refused by the name that its sender gave it. */
    @Test
    void fromWire_numbersBeyondTheSign_areToldAsTheyWereSent() {
        var session = io.exogenesis.omega.wire.v1.SessionSummary.newBuilder();
        refused(
                () -> WireCodec.fromWire(session.setViews(Integer.MIN_VALUE).build()),
                Refusal.Code.MALFORMED,
                "the views of a session is at most 2147483647, not 2147483648");
        refused(
                () -> WireCodec.fromWire(
                        session.clear().setWatchedSeconds(Long.MIN_VALUE).build()),
                Refusal.Code.MALFORMED,
                "not 9223372036854775808");
        BankCursor cursor =
                BankCursor.newBuilder().setBankId("b").setVersion(-1).build();
        refused(() -> WireCodec.fromWire(cursor), Refusal.Code.MALFORMED, "not 18446744073709551615");
    }

    @Test
    void fromWire_aPush_mustBeShortAndWithoutGaps() {
        assertThat(WireCodec.fromWire(push(1, 64))).hasSize(64);
        assertThat(WireCodec.fromWire(PushPatterns.getDefaultInstance())).isEmpty();
        refused(() -> WireCodec.fromWire(push(1, 65)), Refusal.Code.TOO_LARGE, "at most 64 contributions, not 65");
        PushPatterns gap = push(1, 2).toBuilder().addContributions(session(4)).build();
        refused(() -> WireCodec.fromWire(gap), Refusal.Code.SEQUENCE_GAP, "seq 4 follows seq 2");
        PushPatterns repeated =
                push(1, 2).toBuilder().addContributions(session(2)).build();
        refused(() -> WireCodec.fromWire(repeated), Refusal.Code.SEQUENCE_GAP, "seq 2 follows seq 2");
        refused(() -> WireCodec.fromWire(push(0, 1)), Refusal.Code.MALFORMED, "at least 1");
        refused(() -> WireCodec.fromWire(push(-5, 1)), Refusal.Code.MALFORMED, "not 18446744073709551611");
        PushPatterns empty = PushPatterns.newBuilder()
                .addContributions(
                        io.exogenesis.omega.wire.v1.Contribution.newBuilder().setSeq(1))
                .build();
        refused(() -> WireCodec.fromWire(empty), Refusal.Code.MALFORMED, "no payload");
    }

    @Test
    void clientFrame_ofGarbageOrUnknown_isTyped() {
        refused(() -> WireCodec.clientFrame(new byte[] {1, 2, 3}), Refusal.Code.MALFORMED, "not a message");
        refused(() -> WireCodec.clientFrame(new byte[0]), Refusal.Code.UNSUPPORTED, "does not know");
        // field 99, as a newer agent might send it
        refused(() -> WireCodec.clientFrame(new byte[] {(byte) 0x9a, 6, 0}), Refusal.Code.UNSUPPORTED, "does not know");
        refused(() -> WireCodec.serverFrame(new byte[] {1, 2, 3}), Refusal.Code.MALFORMED, "not a message");
        refused(() -> WireCodec.syncRequest("{}".getBytes()), Refusal.Code.MALFORMED, "not a message");
        refused(() -> WireCodec.syncResponse("<html>".getBytes()), Refusal.Code.MALFORMED, "not a message");
        ClientFrame frame = ClientFrame.newBuilder().setPush(push(3, 2)).build();
        assertThat(WireCodec.clientFrame(frame.toByteArray())).isEqualTo(frame);
    }

    // Bytes of the built-in model stay what agents of earlier versions send and understand.
    @Test
    void embeddingModel_ofTheBuiltInOne_isEmptyOnTheWire() {
        ExogenesisPattern pattern = pattern(Instant.EPOCH);
        assertThat(pattern.model()).isEqualTo(EmbeddingModel.MINI_LM);
        assertThat(WireCodec.toWire(pattern).getEmbeddingModel()).isEmpty();
        ExogenesisPattern other = pattern.withModel(new EmbeddingModel("BAAI/bge-small-en-v1.5"));
        assertThat(WireCodec.toWire(other).getEmbeddingModel()).isEqualTo("BAAI/bge-small-en-v1.5");
        assertThat(WireCodec.fromWire(WireCodec.toWire(other))).isEqualTo(other).isNotEqualTo(pattern);
    }

    @Test
    void embeddingModel_thatIsNoName_isMalformed() {
        for (String name : List.of("a b", "x".repeat(65), "-a", "a\nb", "é")) {
            refusedPattern(p -> p.setEmbeddingModel(name), "embedding model");
        }
    }

    @Test
    void refusal_ofALongTextWithLineBreaks_isOneShortLine() {
        Refusal refusal = Refusals.refusal(Refusal.Code.QUALITY, "a\r\nb\u2028c" + "x".repeat(500), -1)
                .getRefusal();
        assertThat(refusal.getMessage()).startsWith("a  b c").hasSize(Refusals.MAX_MESSAGE);
        assertThat(refusal.getRetryAfterMs()).isZero();
        assertThat(refusal.getCode()).isEqualTo(Refusal.Code.QUALITY);
    }

    private static void refusedPattern(
            UnaryOperator<io.exogenesis.omega.wire.v1.ExogenesisPattern.Builder> change, String why) {
        var wire = change.apply(WireCodec.toWire(pattern(Instant.EPOCH)).toBuilder())
                .build();
        refused(() -> WireCodec.fromWire(wire), Refusal.Code.MALFORMED, why);
    }

    private static void refusedEmbedding(ByteString codes, float scale) {
        var wire = io.exogenesis.omega.wire.v1.Embedding.newBuilder()
                .setCodes(codes)
                .setScale(scale)
                .build();
        refused(() -> WireCodec.fromWire(wire), Refusal.Code.MALFORMED, "embedding");
    }

    private static void refused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Refusal.Code code, String why) {
        MalformedMessageException e = catchThrowableOfType(MalformedMessageException.class, call);
        assertThat(e).as(why).isNotNull();
        assertThat(e.code()).isEqualTo(code);
        assertThat(e).hasMessageContaining(why);
        assertThat(e.getMessage()).doesNotContain("\n", "\r");
    }

    private static ExogenesisPattern pattern(Instant timestamp) {
        float[] vector = new float[Embedding.DIMENSIONS];
        IntStream.range(0, vector.length).forEach(i -> vector[i] = i - 100);
        return new ExogenesisPattern(
                new PatternId("p"), TaskType.PREFERENCE, Embedding.of(vector), .75, 4, PatternContext.NONE, timestamp);
    }

    private static TasteSample sample(int n) {
        var sample = TasteSample.newBuilder();
        IntStream.range(0, n).forEach(i -> sample.addItems(item("m" + i)));
        return sample.build();
    }

    private static SampledItem item(String id) {
        return SampledItem.newBuilder()
                .setMediaId(id)
                .setLiking(Liking.LIKING_HIGH)
                .build();
    }

    private static PushPatterns push(long from, int n) {
        var push = PushPatterns.newBuilder();
        IntStream.range(0, n).forEach(i -> push.addContributions(session(from + i)));
        return push.build();
    }

    private static io.exogenesis.omega.wire.v1.Contribution session(long seq) {
        return io.exogenesis.omega.wire.v1.Contribution.newBuilder()
                .setSeq(seq)
                .setSession(WireCodec.toWire(new SessionSummary(1, 1, 0, 0, 0, 60)))
                .build();
    }
}
