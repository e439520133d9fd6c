package io.exogenesis.omega.lab.heal.fault;

import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.lab.heal.subject.Subject;
import io.exogenesis.omega.lab.load.SyncDoor;
import io.exogenesis.omega.lab.load.SyncViewer;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Clients that connect again as soon as they are answered: strangers, whose tokens do not hold, or viewers that have forgotten where they
 * were and fetch the whole bank each time. Who is told to wait does, and comes again; so nothing but that ends the storm.
 */
final class ConnectionStorm implements Fault {
    private static final int LEAST = 50;
    private static final int MOST = 400;
    /** An agent waits for no longer, whatever it is told. */
    private static final Duration LONGEST = Duration.ofMinutes(1);
    /** Between an answer and the next attempt: a network of a city. */
    private static final long ROUND_TRIP_MILLIS = 5;
    /** Their addresses lie behind those of the viewers. */
    private static final int ADDRESSES = 10_000;

    private final Subject subject;
    private final int clients;
    private final boolean strangers;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("storm-", 0).factory());
    private volatile boolean over;

    ConnectionStorm(Subject subject, SplittableRandom random) {
        this.subject = subject;
        this.strangers = random.nextBoolean();
        this.clients = (int) Math.round(Math.exp(random.nextDouble(Math.log(LEAST), Math.log(MOST))));
    }

    @Override
    public String inject() {
        // Not those of the load: who storms has its own share of the Core used up, and is refused for it.
        List<Registration> idle = subject.idle();
        for (int c = 0; c < clients; c++) {
            String token = idle.get(c % idle.size()).token();
            String used = strangers ? forged(token) : token;
            int address = ADDRESSES + c;
            threads.execute(() -> run(address, used));
        }
        return clients + (strangers ? " strangers connect" : " viewers connect and fetch everything")
                + ", again and again";
    }

    /** Looks like one, and its signature does not hold. */
    private static String forged(String token) {
        char last = token.charAt(token.length() - 10);
        return token.substring(0, token.length() - 10)
                + (last == 'A' ? 'B' : 'A')
                + token.substring(token.length() - 9);
    }

    private void run(int address, String token) {
        try {
            while (!over) {
                long wait = once(address, token);
                Thread.sleep(Math.clamp(wait, ROUND_TRIP_MILLIS, LONGEST.toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Milliseconds that it is told to wait; 0 if it is told nothing. */
    private long once(int address, String token) {
        try (SyncDoor.Session session = subject.door().open(address)) {
            ServerFrame auth = session.answer(SyncViewer.connect(token));
            return auth.hasAuth()
                    ? session.answer(ClientFrame.newBuilder()
                                    .setPull(PullRequest.getDefaultInstance())
                                    .build())
                            .getRefusal()
                            .getRetryAfterMs()
                    : auth.getRefusal().getRetryAfterMs();
        }
    }

    @Override
    public List<String> broken() {
        return List.of();
    }

    @Override
    public boolean concernsRounds() {
        return false;
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
    }
}
