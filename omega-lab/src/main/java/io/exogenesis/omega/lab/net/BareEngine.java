package io.exogenesis.omega.lab.net;

import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.ListenConfig;
import io.exogenesis.omega.quic.QuicConnection;
import io.exogenesis.omega.quic.QuicDialer;
import io.exogenesis.omega.quic.QuicEngine;
import io.exogenesis.omega.quic.QuicListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * How many syncs a second an engine carries with nothing behind it: the frames of a sync that pushes four patterns and pulls nothing,
 * answered at once with messages made before. Callers and listener share this process and its processors, as viewers and Core share
 * the machine.
 */
public final class BareEngine {
    /** Each with a connection: as many as keep both sides busy. */
    private static final int CALLERS = 64;

    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private BareEngine() {}

    /**
     * Syncs a second.
     *
     * @param engine by its name
     * @param directory empty; gets the listener's key
     */
    public static double perSecond(String engine, Path directory, Duration measured) {
        QuicEngine quic = QuicEngine.named(engine);
        ServerIdentity identity = ServerIdentity.make(directory);
        FirstSync sync = FirstSync.make(1, 0);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        ListenConfig config = ListenConfig.of(any, identity.store(), identity.password(), identity.workDirectory());
        try (QuicListener listener = quic.listen(config, sender -> new Answering(sender, sync.answers(), () -> {}));
                QuicDialer dialer = quic.dialer(DialConfig.defaults());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port());
            LongAdder done = new LongAdder();
            AtomicBoolean over = new AtomicBoolean();
            for (int n = 0; n < CALLERS; n++) {
                callers.execute(() -> call(dialer.connect(server, identity.pin(), QuicLab.PATIENCE), sync, done, over));
            }
            LockSupport.parkNanos(WARM_UP.toNanos());
            long before = done.sum();
            long begun = System.nanoTime();
            LockSupport.parkNanos(measured.toNanos());
            double rate = (done.sum() - before) * 1e9 / (System.nanoTime() - begun);
            over.set(true);
            return rate;
        }
    }

    private static void call(QuicConnection connection, FirstSync sync, LongAdder done, AtomicBoolean over) {
        try (connection) {
            while (!over.get()) {
                connection.exchange(sync.questions(), QuicLab.PATIENCE);
                done.increment();
            }
        }
    }
}
