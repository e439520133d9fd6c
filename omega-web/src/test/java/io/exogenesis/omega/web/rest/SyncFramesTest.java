package io.exogenesis.omega.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.web.guard.Leases;
import io.exogenesis.omega.wire.Frames;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.Refusals;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.ItemModelChunk;
import io.exogenesis.omega.wire.v1.ItemModelRequest;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.exogenesis.omega.wire.v1.SyncComplete;
import io.exogenesis.omega.wire.v1.SyncRequest;
import io.exogenesis.omega.wire.v1.SyncResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SyncFramesTest {
    private static final ClientFrame CHUNK = ClientFrame.newBuilder()
            .setItemModel(ItemModelRequest.getDefaultInstance())
            .build();
    private static final ClientFrame COMPLETE = ClientFrame.newBuilder()
            .setComplete(SyncComplete.getDefaultInstance())
            .build();
    private static final int CHUNK_BYTES = 512 << 10;

    private final AtomicInteger answered = new AtomicInteger();
    private final SyncFrames frames = new SyncFrames(
            this::answer, declared -> Refusals.refusal(Refusal.Code.TOO_LARGE, "too large: " + declared, 0));

    /** Anybody may send a request: one of a million frames must cost neither their answers nor their objects. */
    @Test
    void all_tooManyFrames_refusedBeforeAnyIsAnswered() {
        SyncRequest many = SyncRequest.newBuilder()
                .addAllFrames(Collections.nCopies(SyncFrames.MAX_FRAMES + 1, CHUNK))
                .build();

        assertThatThrownBy(() -> frames.all(many, Leases.ample()))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(Refusal.Code.TOO_LARGE));
        assertThat(answered).hasValue(0);
        assertThatThrownBy(() -> SyncFrames.read(many.toByteArray(), Leases.ample()))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void read_asManyAsAllowedAndFieldsOfTheFuture_taken() {
        SyncRequest most = SyncRequest.newBuilder()
                .addAllFrames(Collections.nCopies(SyncFrames.MAX_FRAMES, CHUNK))
                .build();
        ByteArrayOutputStream withUnknown = new ByteArrayOutputStream();
        withUnknown.writeBytes(most.toByteArray());
        withUnknown.writeBytes(new byte[] {(byte) 0xf8, 0x01, 7}); // field 31, varint

        assertThat(SyncFrames.read(withUnknown.toByteArray(), Leases.ample()).getFramesCount())
                .isEqualTo(SyncFrames.MAX_FRAMES);
    }

    /** Would catch an answer that grows with every frame: sixteen large ones would be 8 MiB, and nothing bounded them. */
    @Test
    void all_answerFull_theRestIsAskedForAgain() {
        SyncRequest greedy = SyncRequest.newBuilder()
                .addAllFrames(Collections.nCopies(SyncFrames.MAX_FRAMES - 1, CHUNK))
                .addFrames(COMPLETE)
                .build();

        SyncResponse response = frames.all(greedy, Leases.ample());

        assertThat(response.getSerializedSize()).isLessThan(SyncFrames.MAX_ANSWER_BYTES + CHUNK_BYTES);
        assertThat(response.getFramesCount()).isEqualTo(SyncFrames.MAX_FRAMES - 1);
        assertThat(response.getFrames(0).hasItemModel()).isTrue();
        assertThat(response.getFramesList().getLast().getRefusal()).satisfies(refusal -> {
            assertThat(refusal.getCode()).isEqualTo(Refusal.Code.RATE_LIMITED);
            assertThat(refusal.getRetryAfterMs()).isPositive();
        });
        assertThat(answered).as("complete reached the Core").hasValue(9);
    }

    /** PUSH by POST /patterns goes this way too; it once had no limit below the body's 4 MiB. */
    @Test
    void one_messageOfMoreThanOneMebibyte_refusedUnanswered() {
        ClientFrame large = ClientFrame.newBuilder()
                .setConnect(Connect.newBuilder().setTokenBytes(ByteString.copyFrom(new byte[Frames.MAX_FRAME_BYTES])))
                .build();

        assertThat(frames.one(large).orElseThrow().getRefusal().getCode()).isEqualTo(Refusal.Code.TOO_LARGE);
        assertThat(answered).hasValue(0);
    }

    @Test
    void readJson_OfVeryManyParts_refusedBeforeItIsATree() {
        String many = "{\"x\":[" + "0,".repeat(SyncFrames.MAX_JSON_PARTS) + "0]}";

        assertThatThrownBy(() -> json(many))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(Refusal.Code.TOO_LARGE));
        assertThatThrownBy(() -> json("{\"frames\":["))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(Refusal.Code.MALFORMED));
        assertThat(json("{\"frames\":[{\"complete\":{}}]}").getFramesCount()).isEqualTo(1);
    }

    /** A number of a billion digits would be computed for hours; in quotes it passes as a number, too. */
    @Test
    void readJson_numbersOutOfAllBounds_refusedBeforeTheyAreComputed() {
        for (String seq : List.of("1e999999999", "\"1e999999999\"", "1" + "0".repeat(100))) {
            assertThatThrownBy(() -> json("{\"frames\":[{\"push\":{\"contributions\":[{\"seq\":" + seq + "}]}}]}"))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.code()).isEqualTo(Refusal.Code.MALFORMED));
        }
    }

    /** Would catch answers that nobody counts: sixteen chunks in a request, a thousand requests at once. */
    @Test
    void all_budgetUsedUp_theRestIsAskedForAgain() {
        SyncRequest two =
                SyncRequest.newBuilder().addFrames(CHUNK).addFrames(CHUNK).build();

        SyncResponse response = frames.all(two, Leases.of(CHUNK_BYTES));

        assertThat(response.getFrames(0).hasItemModel())
                .as("what was done is told")
                .isTrue();
        assertThat(response.getFrames(1).getRefusal().getCode()).isEqualTo(Refusal.Code.RATE_LIMITED);
    }

    private static SyncRequest json(String text) {
        SyncRequest.Builder request = SyncRequest.newBuilder();
        SyncFrames.readJson(text.getBytes(StandardCharsets.UTF_8), request, Leases.ample());
        return request.build();
    }

    private Optional<ServerFrame> answer(ClientFrame frame) {
        answered.incrementAndGet();
        return frame.hasComplete()
                ? Optional.empty()
                : Optional.of(ServerFrame.newBuilder()
                        .setItemModel(ItemModelChunk.newBuilder().setData(ByteString.copyFrom(new byte[CHUNK_BYTES])))
                        .build());
    }
}
