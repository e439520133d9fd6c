package io.exogenesis.omega.lab.net;

import com.google.protobuf.MessageLite;
import io.exogenesis.omega.lab.bench.Tastes;
import io.exogenesis.omega.lab.load.SyncViewer;
import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.AuthResponse;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PushAck;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The frames of one sync as they are in life: CONNECT, a push of four patterns and a pull; the answers to them, the last with a delta of
 * sixteen patterns. Real messages of the protocol, so that their sizes are real; nobody computes anything for them.
 *
 * @param questions frames without length prefixes
 * @param answers one for each
 */
record FirstSync(List<byte[]> questions, List<byte[]> answers) {
    private static final int PUSHED = 4;
    /** Some four hours of a bank of 500 patterns, of which a fifth changes in a day. */
    private static final int PULLED = 16;

    /** Of a Core's token: header, claims and signature of ES256 in base64. */
    private static final int TOKEN_CHARACTERS = 330;

    private static final int TASTES = 64;
    private static final Instant MADE = Instant.parse("2026-01-01T12:00:00Z");

    static FirstSync make(long seed) {
        return make(seed, PULLED);
    }

    /** @param pulled patterns that the pull's answer brings */
    static FirstSync make(long seed, int pulled) {
        Tastes tastes = new Tastes(new Random(seed), TASTES);
        return new FirstSync(
                bytes(
                        SyncViewer.connect("t".repeat(TOKEN_CHARACTERS)),
                        ClientFrame.newBuilder().setPush(push(tastes)).build(),
                        ClientFrame.newBuilder()
                                .setPull(PullRequest.getDefaultInstance())
                                .build()),
                bytes(
                        ServerFrame.newBuilder()
                                .setAuth(AuthResponse.newBuilder().setViewerId("v-0123456789abcdef"))
                                .build(),
                        ServerFrame.newBuilder()
                                .setPushAck(PushAck.newBuilder()
                                        .setCommittedThroughSeq(PUSHED)
                                        .setReceived(PUSHED))
                                .build(),
                        ServerFrame.newBuilder()
                                .setPull(WireCodec.toWire(delta(tastes, pulled)))
                                .build()));
    }

    private static PushPatterns push(Tastes tastes) {
        PushPatterns.Builder push = PushPatterns.newBuilder();
        for (int seq = 1; seq <= PUSHED; seq++) {
            push.addContributions(WireCodec.toWire(new Contribution(
                    seq,
                    new Contribution.OfPattern(new ExogenesisPattern(
                            new PatternId("0123456789abcdef-" + seq),
                            TaskType.PREFERENCE,
                            tastes.any(),
                            .9,
                            5,
                            PatternContext.NONE,
                            MADE)))));
        }
        return push.build();
    }

    private static BankDelta delta(Tastes tastes, int pulled) {
        List<ConsolidatedPattern> upserts = new ArrayList<>();
        for (int n = 0; n < pulled; n++) {
            upserts.add(
                    ConsolidatedPattern.builder(new PatternId("c-0123456789ab-" + n), TaskType.PREFERENCE, tastes.any())
                            .successRate(.8)
                            .context(PatternContext.NONE)
                            .supporters(12)
                            .reputationMass(9)
                            .dissent(.1)
                            .admission(Admission.ADMITTED)
                            .priority(Priority.MEDIUM)
                            .version(40 + n)
                            .build());
        }
        return new BankDelta(
                new BankVersion("bank-0123456789", 40),
                new BankVersion("bank-0123456789", 56),
                false,
                upserts,
                List.of(),
                false);
    }

    private static List<byte[]> bytes(MessageLite... messages) {
        List<byte[]> all = new ArrayList<>();
        for (MessageLite message : messages) {
            all.add(message.toByteArray());
        }
        return List.copyOf(all);
    }

    /** Bytes of these frames, without prefixes. */
    static int size(List<byte[]> frames) {
        return frames.stream().mapToInt(f -> f.length).sum();
    }
}
