package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.Registration;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import io.exogenesis.omega.viewer.internal.sync.HedgedTransport;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.SequencedSet;

/**
 * A viewer without an agent that is registered at two Cores which share nothing, and reaches them through the agent's own transport. Each Core
 * has its own numbers; a contribution keeps the number that it has at a Core, whether or not the other one has it too. Safe for concurrent
 * use; a sync waits for the one before.
 */
final class TwoCoreViewer implements AutoCloseable {
    private static final Instant MADE = Instant.parse("2026-01-01T12:00:00Z");
    /** Of a viewer; a newer version takes the place of the former, as with an agent. */
    private static final int PATTERNS = 4;

    private static final ClientFrame GREETING =
            ClientFrame.newBuilder().setConnect(Connect.getDefaultInstance()).build();
    private static final ClientFrame PUSH =
            ClientFrame.newBuilder().setPush(PushPatterns.getDefaultInstance()).build();

    private final int number;
    private final Embedding taste;
    private final List<Side> sides = new ArrayList<>();
    private final HedgedTransport ways;
    /** Contributions that no Core has acknowledged. */
    private final SequencedSet<Integer> waiting = new LinkedHashSet<>();

    private int made;

    /** How frames get to a Core. */
    record Door(URI endpoint, Registration registration, FrameTransport transport) {}

    TwoCoreViewer(int number, Embedding taste, List<Door> doors) {
        this.number = number;
        this.taste = taste;
        doors.forEach(door -> sides.add(new Side(door)));
        this.ways = new HedgedTransport(
                sides.stream()
                        .map(side -> new HedgedTransport.Way(side.door.endpoint(), side))
                        .toList(),
                InstantSource.system(),
                true,
                new Random(number));
    }

    /** One Core, as this viewer knows it. */
    final class Side implements FrameTransport {
        private final Door door;
        /** Contributions with the numbers behind {@link #committed}, in order. */
        private final Deque<Integer> sent = new ArrayDeque<>();

        private long committed;

        private Side(Door door) {
            this.door = door;
        }

        /** The frames of the caller only say what is wanted: each Core has its own token and numbers. */
        @Override
        public List<ServerFrame> exchange(List<ClientFrame> wanted) {
            return taken(door.transport().exchange(frames(wanted.size() > 1)));
        }

        @Override
        public List<ServerFrame> exchangeAnew(List<ClientFrame> wanted) {
            return taken(door.transport().exchangeAnew(frames(wanted.size() > 1)));
        }

        private List<ClientFrame> frames(boolean push) {
            List<ClientFrame> frames = new ArrayList<>();
            frames.add(ClientFrame.newBuilder()
                    .setConnect(Connect.newBuilder()
                            .setProtocol(1)
                            .setToken(door.registration().token())
                            .setClient("omega-lab"))
                    .build());
            synchronized (waiting) {
                if (push) {
                    waiting.stream().filter(one -> !sent.contains(one)).forEach(sent::add);
                }
                if (push && !sent.isEmpty()) {
                    PushPatterns.Builder all = PushPatterns.newBuilder();
                    for (int one : sent) {
                        all.addContributions(WireCodec.toWire(new Contribution(
                                committed + 1 + all.getContributionsCount(),
                                new Contribution.OfPattern(pattern(one)))));
                    }
                    frames.add(ClientFrame.newBuilder().setPush(all).build());
                }
            }
            return frames;
        }

        private List<ServerFrame> taken(List<ServerFrame> answers) {
            for (ServerFrame answer : answers) {
                switch (answer.getBodyCase()) {
                    case AUTH -> committed(answer.getAuth().getCommittedThroughSeq());
                    case PUSH_ACK -> committed(answer.getPushAck().getCommittedThroughSeq());
                    default ->
                        throw new TransportException(
                                TransportException.Kind.BAD_ANSWER,
                                answer.getRefusal().getCode() + ": "
                                        + answer.getRefusal().getMessage());
                }
            }
            return answers;
        }

        private void committed(long through) {
            synchronized (waiting) {
                while (committed < through && !sent.isEmpty()) {
                    committed++;
                    waiting.remove(sent.removeFirst());
                }
            }
        }

        Registration registration() {
            return door.registration();
        }

        /** How far this Core has said that it is. */
        long committed() {
            synchronized (waiting) {
                return committed;
            }
        }

        /** Sent to it, and not known to be there. */
        int open() {
            synchronized (waiting) {
                return sent.size();
            }
        }

        @Override
        public String name() {
            return door.transport().name();
        }

        @Override
        public void close() {
            door.transport().close();
        }
    }

    private ExogenesisPattern pattern(int one) {
        PatternId id = new PatternId("failover-" + number + "-" + one % PATTERNS);
        return new ExogenesisPattern(id, TaskType.PREFERENCE, taste, .9, 5, PatternContext.NONE, MADE);
    }

    /**
     * One sync with one new contribution.
     *
     * @throws TransportException if neither Core answered
     */
    synchronized void sync() {
        synchronized (waiting) {
            waiting.add(made++);
        }
        ways.exchange(List.of(GREETING, PUSH));
    }

    /** Contributions that no Core has acknowledged. */
    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    int made() {
        synchronized (waiting) {
            return made;
        }
    }

    List<Side> sides() {
        return List.copyOf(sides);
    }

    HedgedTransport.Reached reached() {
        return ways.reached();
    }

    @Override
    public void close() {
        ways.close();
    }
}
