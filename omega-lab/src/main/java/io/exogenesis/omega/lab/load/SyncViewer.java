package io.exogenesis.omega.lab.load;

import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.exogenesis.omega.wire.v1.SyncComplete;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A viewer without an agent: it pushes what it is told to, keeps it until it is acknowledged, and pulls what the bank has. Safe for concurrent
 * use; a sync waits for the one before.
 */
public final class SyncViewer {
    private final SyncDoor door;
    private final int address;
    private final Deque<Contribution> outbox = new ArrayDeque<>();
    private String token;
    private long next;
    private volatile long acknowledged;
    private PullRequest pull = PullRequest.getDefaultInstance();

    /** What a contribution is made of, once its number is known. */
    @FunctionalInterface
    public interface Making {
        Contribution.Payload payload(long seq);
    }

    /**
     * @param address number of its machine
     * @param token of its enrolment
     * @param next number of its next contribution
     */
    public SyncViewer(SyncDoor door, int address, String token, long next) {
        this.door = door;
        this.address = address;
        this.token = token;
        this.next = next;
        this.acknowledged = next - 1;
    }

    /** Puts one into the outbox. */
    public synchronized void offer(Making making) {
        outbox.add(new Contribution(next, making.payload(next)));
        next++;
    }

    /** One sync: connect, push what is not acknowledged, pull what is new, complete. */
    public synchronized Outcome sync() {
        try (SyncDoor.Session session = door.open(address)) {
            ServerFrame auth = session.answer(connect(token));
            if (!auth.hasAuth()) {
                return Outcome.REFUSED;
            }
            if (!auth.getAuth().getRenewedToken().isEmpty()) {
                token = auth.getAuth().getRenewedToken();
            }
            committed(auth.getAuth().getCommittedThroughSeq());
            return push(session) && pull(session) ? complete(session) : Outcome.REFUSED;
        }
    }

    /** Pushes alone; the answer, or that of the connect if it was refused or showed that all was acknowledged before. */
    public synchronized ServerFrame pushed() {
        try (SyncDoor.Session session = door.open(address)) {
            ServerFrame auth = session.answer(connect(token));
            if (!auth.hasAuth()) {
                return auth;
            }
            committed(auth.getAuth().getCommittedThroughSeq());
            if (outbox.isEmpty()) {
                return auth;
            }
            ServerFrame answer =
                    session.answer(ClientFrame.newBuilder().setPush(parcel()).build());
            if (answer.hasPushAck()) {
                committed(answer.getPushAck().getCommittedThroughSeq());
            }
            return answer;
        }
    }

    private boolean push(SyncDoor.Session session) {
        if (outbox.isEmpty()) {
            return true;
        }
        ServerFrame answer =
                session.answer(ClientFrame.newBuilder().setPush(parcel()).build());
        if (answer.hasPushAck()) {
            committed(answer.getPushAck().getCommittedThroughSeq());
        }
        return answer.hasPushAck();
    }

    private PushPatterns parcel() {
        PushPatterns.Builder push = PushPatterns.newBuilder();
        outbox.stream()
                .limit(io.exogenesis.omega.wire.Frames.MAX_CONTRIBUTIONS_PER_PUSH)
                .forEach(c -> push.addContributions(WireCodec.toWire(c)));
        return push.build();
    }

    private boolean pull(SyncDoor.Session session) {
        ServerFrame answer =
                session.answer(ClientFrame.newBuilder().setPull(pull).build());
        if (answer.hasPull()) {
            pull = PullRequest.newBuilder().setSince(answer.getPull().getUpTo()).build();
        }
        return answer.hasPull();
    }

    private static Outcome complete(SyncDoor.Session session) {
        session.answer(ClientFrame.newBuilder()
                .setComplete(SyncComplete.getDefaultInstance())
                .build());
        return Outcome.SERVED;
    }

    private void committed(long through) {
        while (!outbox.isEmpty() && outbox.getFirst().seq() <= through) {
            outbox.removeFirst();
        }
        acknowledged = Math.max(acknowledged, through);
    }

    /** The first frame of a session. */
    public static ClientFrame connect(String token) {
        return ClientFrame.newBuilder()
                .setConnect(Connect.newBuilder().setProtocol(1).setToken(token).setClient("omega-lab"))
                .build();
    }

    /** Contributions that the Core has acknowledged to it. */
    public long acknowledged() {
        return acknowledged;
    }
}
