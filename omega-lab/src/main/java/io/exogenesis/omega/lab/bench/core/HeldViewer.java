package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.lab.load.SyncViewer;
import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.quic.QuicConnection;
import io.exogenesis.omega.wire.BankHash;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PullResponse;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A viewer that holds a connection and the bank in memory, as an agent without a journal. One call at a time. */
final class HeldViewer {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final QuicConnection connection;
    private final String token;
    private final Map<PatternId, ConsolidatedPattern> bank = new HashMap<>();
    private BankVersion version = BankVersion.NONE;

    HeldViewer(QuicConnection connection, String token) {
        this.connection = connection;
        this.token = token;
    }

    /**
     * What a pull brought.
     *
     * @param at when it was applied and its hash compared
     * @param bytes of the answers to the pull
     */
    record Applied(Instant at, long bytes) {}

    BankVersion version() {
        return version;
    }

    /** Pulls the whole bank. */
    Applied whole() {
        return pulled(PullRequest.newBuilder(), Duration.ZERO);
    }

    /** Waits for a version after its own. */
    Applied next(Duration wait) {
        PullRequest.Builder pull =
                PullRequest.newBuilder().setSince(WireCodec.toWire(version)).setWaitMs((int) wait.toMillis());
        return pulled(pull, wait);
    }

    private Applied pulled(PullRequest.Builder first, Duration wait) {
        long bytes = 0;
        PullRequest.Builder request = first;
        while (true) {
            byte[] answer = last(connection.exchange(
                    List.of(
                            SyncViewer.connect(token).toByteArray(),
                            ClientFrame.newBuilder().setPull(request).build().toByteArray()),
                    wait.plus(PATIENCE)));
            bytes += answer.length;
            PullResponse pull = pull(answer);
            apply(WireCodec.fromWire(pull));
            if (!pull.getMore()) {
                compare(pull);
                return new Applied(Instant.now(), bytes);
            }
            request = PullRequest.newBuilder().setSince(pull.getUpTo());
        }
    }

    private static byte[] last(List<byte[]> answers) {
        return answers.getLast();
    }

    private static PullResponse pull(byte[] answer) {
        ServerFrame frame = WireCodec.serverFrame(answer);
        if (!frame.hasPull()) {
            throw new BenchException("a pull was refused: " + frame.getRefusal().getMessage());
        }
        return frame.getPull();
    }

    private void apply(BankDelta delta) {
        if (delta.snapshot()) {
            bank.clear();
        }
        delta.removals().forEach(bank::remove);
        delta.upserts().forEach(p -> bank.put(p.id(), p));
        version = delta.upTo();
    }

    private void compare(PullResponse pull) {
        boolean same = Arrays.equals(pull.getState().getHash().toByteArray(), BankHash.of(version, bank.values()));
        if (pull.hasState() && !same) {
            throw new BenchException("the bank that was applied is not the one that the Core signed");
        }
    }
}
