package io.exogenesis.omega.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.Contribution;
import io.exogenesis.omega.wire.v1.Liking;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.SampledItem;
import io.exogenesis.omega.wire.v1.SyncRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameGuardTest {
    private static final String TOKEN = "t".repeat(600);

    /** Of 4 MiB of these, protobuf made 84 MB of objects: four requests ended the process. */
    static byte[] unknownFields(int count) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            for (int i = 0; i < count; i++) {
                out.writeUInt32(1_000 + i, 1);
            }
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static ClientFrame largestPush() {
        PushPatterns.Builder push = PushPatterns.newBuilder();
        for (int i = 1; i <= Frames.MAX_CONTRIBUTIONS_PER_PUSH; i++) {
            push.addContributions(Contribution.newBuilder().setSeq(i).setSample(fullSample()));
        }
        return ClientFrame.newBuilder().setPush(push).build();
    }

    private static io.exogenesis.omega.wire.v1.TasteSample fullSample() {
        var sample = io.exogenesis.omega.wire.v1.TasteSample.newBuilder();
        for (int i = 0; i < TasteSample.MAX_ITEMS; i++) {
            sample.addItems(SampledItem.newBuilder().setMediaId("m" + i).setLiking(Liking.LIKING_HIGH));
        }
        return sample.build();
    }

    private static SyncRequest request(ClientFrame... frames) {
        return SyncRequest.newBuilder().addAllFrames(Arrays.asList(frames)).build();
    }

    private static ClientFrame connect() {
        return ClientFrame.newBuilder()
                .setConnect(Connect.newBuilder().setProtocol(1).setToken(TOKEN).setClient("c"))
                .build();
    }

    @Test
    void clientFrame_theLargestThatTheProtocolKnows_passes() {
        assertThat(FrameGuard.clientFrame(largestPush().toByteArray())).isBetween(38_000, FrameGuard.MAX_FIELDS);
    }

    @Test
    void clientFrame_someUnknownFields_passes_andManyDoNot() {
        assertThat(FrameGuard.clientFrame(unknownFields(FrameGuard.MAX_UNKNOWN)))
                .isEqualTo(FrameGuard.MAX_UNKNOWN);
        assertRefused(unknownFields(FrameGuard.MAX_UNKNOWN + 1));
    }

    @Test
    void clientFrame_unknownFieldsDeepInside_countLikeThoseOutside() {
        byte[] many = unknownFields(FrameGuard.MAX_UNKNOWN + 1);
        byte[] inside = wrapped(ClientFrame.PUSH_FIELD_NUMBER, wrapped(PushPatterns.CONTRIBUTIONS_FIELD_NUMBER, many));
        assertRefused(inside);
        assertThatThrownBy(() -> FrameGuard.syncRequest(wrapped(SyncRequest.FRAMES_FIELD_NUMBER, inside)))
                .isInstanceOf(MalformedMessageException.class);
    }

    /** Two bytes each, and each an object. */
    @Test
    void clientFrame_emptyContributionsByTheHundredThousand_isRefused() {
        byte[] empty = new byte[2 * (FrameGuard.MAX_FIELDS + 1)];
        for (int i = 0; i < empty.length; i += 2) {
            empty[i] = (byte) (PushPatterns.CONTRIBUTIONS_FIELD_NUMBER << 3 | 2);
        }
        assertRefused(wrapped(ClientFrame.PUSH_FIELD_NUMBER, empty));
    }

    @Test
    void clientFrame_groups_areMalformed() {
        byte[] groups = new byte[1_000];
        Arrays.fill(groups, (byte) (15 << 3 | WireFormat.WIRETYPE_START_GROUP));
        assertThatThrownBy(() -> FrameGuard.clientFrame(groups))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.code()).isEqualTo(Refusal.Code.MALFORMED));
    }

    @Test
    void syncRequest_seventeenFrames_isRefused() {
        SyncRequest.Builder many = SyncRequest.newBuilder();
        for (int i = 0; i <= FrameGuard.MAX_FRAMES; i++) {
            many.addFrames(connect());
        }
        assertThatThrownBy(() -> FrameGuard.syncRequest(many.build().toByteArray()))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.code()).isEqualTo(Refusal.Code.TOO_LARGE));
    }

    /** Whether a caller is known is to be found out before the rest of its body is read. */
    @Test
    void leadingToken_isFoundAsSoonAsItIsThere_andNotBefore() {
        byte[] body = request(connect(), largestPush()).toByteArray();
        int there = 0;
        while (FrameGuard.leadingToken(body, there).isEmpty()) {
            there++;
        }
        assertThat(FrameGuard.leadingToken(body, there)).contains(TOKEN);
        assertThat(there).isLessThan(700);
        assertThat(FrameGuard.leadingToken(body, body.length)).contains(TOKEN);
    }

    @Test
    void leadingToken_ofWhatBeginsOtherwise_isEmpty() {
        byte[] other = request(largestPush(), connect()).toByteArray();
        assertThat(FrameGuard.leadingToken(other, other.length)).isEmpty();
        assertThat(FrameGuard.leadingToken(new byte[0], 0)).isEmpty();
        byte[] garbage = new byte[100];
        Arrays.fill(garbage, (byte) 0xff);
        assertThat(FrameGuard.leadingToken(garbage, 100)).isEmpty();
    }

    private static byte[] wrapped(int field, byte[] inside) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeByteArray(field, inside);
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static void assertRefused(byte[] frame) {
        assertThatThrownBy(() -> WireCodec.clientFrame(frame))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.code()).isEqualTo(Refusal.Code.TOO_LARGE));
    }
}
