package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The endpoints of a Core in order of preference: when one cannot be reached the next carries the same frames (they are
 * idempotent), and the owner hears of it once. After {@link #RETRY_PREFERRED} the preferred one gets another chance.
 */
public final class FallbackTransport implements FrameTransport {
    static final Duration RETRY_PREFERRED = Duration.ofMinutes(5);
    private static final System.Logger LOG = System.getLogger(FallbackTransport.class.getName());

    private final List<FrameTransport> ways;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<String> notes = new ArrayList<>();
    private int current;
    private Instant since = Instant.MIN;

    /** @param ways at least one, best first */
    public FallbackTransport(List<FrameTransport> ways, InstantSource clock) {
        if (ways.isEmpty()) {
            throw new IllegalArgumentException("there must be a way to the Core");
        }
        this.ways = List.copyOf(ways);
        this.clock = clock;
    }

    @Override
    public List<ServerFrame> exchange(List<ClientFrame> frames) {
        int first = start();
        for (int i = first; ; i++) {
            try {
                List<ServerFrame> answers = ways.get(i).exchange(frames);
                settled(i);
                return answers;
            } catch (TransportException e) {
                if (!e.elsewhere() || i == ways.size() - 1) {
                    throw e;
                }
                fell(i + 1, e);
            }
        }
    }

    /** On the way that exchanges take now: it is they who find another one. */
    @Override
    public List<ServerFrame> held(List<ClientFrame> frames, Duration wait) {
        int way;
        lock.lock();
        try {
            way = current;
        } finally {
            lock.unlock();
        }
        return ways.get(way).held(frames, wait);
    }

    private int start() {
        lock.lock();
        try {
            boolean again = current > 0 && clock.instant().isAfter(since.plus(RETRY_PREFERRED));
            return again ? 0 : current;
        } finally {
            lock.unlock();
        }
    }

    private void settled(int way) {
        lock.lock();
        try {
            if (way < current) {
                say("back on " + ways.get(way).name());
                current = way;
            }
        } finally {
            lock.unlock();
        }
    }

    private void fell(int way, TransportException why) {
        lock.lock();
        try {
            since = clock.instant();
            if (current < way) {
                current = way;
                say("syncing over " + ways.get(way).name() + ", because " + why.getMessage());
            }
        } finally {
            lock.unlock();
        }
    }

    private void say(String line) {
        notes.add(line);
        LOG.log(Level.INFO, line);
    }

    @Override
    public List<String> notes() {
        lock.lock();
        try {
            List<String> said = List.copyOf(notes);
            notes.clear();
            return said;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String name() {
        lock.lock();
        try {
            return ways.get(current).name();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        ways.forEach(FrameTransport::close);
    }
}
