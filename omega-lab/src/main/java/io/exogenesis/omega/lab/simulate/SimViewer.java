package io.exogenesis.omega.lab.simulate;

import io.exogenesis.omega.lab.load.Outcome;
import io.exogenesis.omega.lab.load.SyncViewer;
import io.exogenesis.omega.quic.QuicConnection;
import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.viewer.Ledger;
import io.exogenesis.omega.wire.Frames;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.BankCursor;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PullResponse;
import io.exogenesis.omega.wire.v1.PushAck;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A viewer of some hundred bytes: its token, its cursor, two numbers for its outbox, its connection. A sync waits for the one before, as an
 * agent's does; what was not acknowledged goes with the next one, under the same numbers. Safe for concurrent use.
 */
final class SimViewer {
    private static final int TRIES = 3;
    private static final long FIRST_PAUSE_NANOS = 200_000_000;
    private static final int MOST_PAGES = 100;

    /** As an agent's: a late answer costs a stream, the third one in a row the connection. Handshakes are what a busy Core needs least. */
    private static final int SILENT_LIMIT = 3;

    private final int number;
    private final String id;
    private final World world;
    /** Held for a moment only, unlike the viewer's own lock: a run that is stopped does not wait for syncs. */
    private final Object making = new Object();

    private volatile String token;
    private @Nullable BankCursor cursor;
    private @Nullable QuicConnection connection;
    private int silent;
    private int away;
    private volatile long acknowledged;
    private volatile long made;
    private volatile long refused;
    private volatile long toldMillis;
    private boolean stopped;

    /** What all viewers share. */
    record World(Endpoints endpoints, Pushes pushes, Refusals refusals, boolean dial) {}

    SimViewer(int number, KeptViewers.Kept kept, World world) {
        this.number = number;
        this.id = kept.id();
        this.token = kept.token();
        this.acknowledged = kept.acknowledged();
        this.made = kept.made();
        this.refused = kept.refused();
        this.world = world;
    }

    /**
     * One sync.
     *
     * @param fresh whether there are new patterns; without, only what waits is pushed
     */
    synchronized Outcome sync(boolean fresh) {
        if (fresh) {
            make();
        }
        for (int tried = 1; ; tried++) {
            try {
                return exchange();
            } catch (QuicException e) {
                unanswered();
                if (tried == TRIES) {
                    return Outcome.FAILED;
                }
                // exponential back-off with full jitter
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(FIRST_PAUSE_NANOS << tried));
            }
        }
    }

    /** The room of one push; a viewer that was cut off for longer makes its patterns anew, and they wait. */
    private void make() {
        synchronized (making) {
            if (!stopped && made + Pushes.PATTERNS - acknowledged <= Frames.MAX_CONTRIBUTIONS_PER_PUSH) {
                made += Pushes.PATTERNS;
            }
        }
    }

    private Outcome exchange() {
        QuicConnection open = connected();
        Outcome outcome = Outcome.SERVED;
        boolean more = true;
        for (int page = 0; more && page < MOST_PAGES; page++) {
            List<ServerFrame> answers = open.exchange(frames(), Endpoints.PATIENCE).stream()
                    .map(WireCodec::serverFrame)
                    .toList();
            silent = 0;
            away = 0;
            outcome = taken(answers);
            more = outcome == Outcome.SERVED && answers.getLast().getPull().getMore();
        }
        if (world.dial()) {
            hangUp();
        }
        return outcome;
    }

    /** Those of one stream: who it is, what is new here, what is new there. */
    private List<byte[]> frames() {
        List<byte[]> frames = new ArrayList<>(3);
        frames.add(SyncViewer.connect(token).toByteArray());
        if (made > acknowledged) {
            frames.add(ClientFrame.newBuilder()
                    .setPush(world.pushes().of(number, acknowledged + 1, made))
                    .build()
                    .toByteArray());
        }
        PullRequest.Builder pull = PullRequest.newBuilder();
        if (cursor != null) {
            pull.setSince(cursor);
        }
        frames.add(ClientFrame.newBuilder().setPull(pull).build().toByteArray());
        return frames;
    }

    private Outcome taken(List<ServerFrame> answers) {
        Outcome outcome = Outcome.SERVED;
        for (ServerFrame answer : answers) {
            switch (answer.getBodyCase()) {
                case AUTH -> {
                    if (!answer.getAuth().getRenewedToken().isEmpty()) {
                        token = answer.getAuth().getRenewedToken();
                    }
                    committed(answer.getAuth().getCommittedThroughSeq());
                }
                case PUSH_ACK -> acknowledged(answer.getPushAck());
                case PULL -> pulled(answer.getPull());
                default -> {
                    if (outcome == Outcome.SERVED) {
                        world.refusals().count(answer.getRefusal().getCode());
                    }
                    outcome = Outcome.REFUSED;
                }
            }
        }
        boolean whole = !answers.isEmpty() && answers.getLast().hasPull();
        return outcome == Outcome.SERVED && (!whole || made > acknowledged) ? Outcome.REFUSED : outcome;
    }

    private void acknowledged(PushAck ack) {
        committed(ack.getCommittedThroughSeq());
        refused += ack.getRefusedCount();
    }

    private void pulled(PullResponse pull) {
        // cursors are alike at most viewers, who share one
        cursor = pull.getUpTo().equals(cursor) ? cursor : Cursors.shared(pull.getUpTo());
        toldMillis = pull.getMetadata().getNextSyncMs();
    }

    /** What the Core says to be durable. It may know more than the viewer was told, never less: less is found by the books. */
    private void committed(long through) {
        acknowledged = Math.max(acknowledged, Math.min(through, made));
    }

    private QuicConnection connected() {
        QuicConnection open = connection;
        if (open == null || !open.open()) {
            hangUp();
            open = world.endpoints().dial(number, away);
            connection = open;
        }
        return open;
    }

    /** The next try is a fresh stream of the connection, if that may still live; else a new one, at the next Core. */
    private void unanswered() {
        if (connection == null || !connection.open() || ++silent >= SILENT_LIMIT) {
            hangUp();
            silent = 0;
            away++;
        }
    }

    private void hangUp() {
        QuicConnection old = connection;
        connection = null;
        if (old != null) {
            old.close();
        }
    }

    /** Goes on as if it had pulled with this one. */
    synchronized void since(SimViewer other) {
        cursor = other.cursor;
    }

    /** Whether it holds a connection that could be used when last heard of. */
    synchronized boolean held() {
        return connection != null && connection.open();
    }

    /** Whether something waits for its acknowledgement. */
    boolean waits() {
        return made > acknowledged;
    }

    /** When the Core told it to come again, milliseconds; 0: it was told nothing yet. */
    long toldMillis() {
        return toldMillis;
    }

    String id() {
        return id;
    }

    /** Its own books. */
    Ledger ledger() {
        return new Ledger(acknowledged, acknowledged, 0, 0, 0, refused, (int) (made - acknowledged));
    }

    /** For the next run. From now on it makes nothing new, so that nothing is sent that is not in it. */
    KeptViewers.Kept kept() {
        synchronized (making) {
            stopped = true;
            return new KeptViewers.Kept(id, token, acknowledged, refused, made);
        }
    }
}
