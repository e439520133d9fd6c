package io.exogenesis.omega.lab.heal.subject;

import io.exogenesis.omega.core.bank.BankContents;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.bank.PatternFilter;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.metrics.RoundStatus;
import io.exogenesis.omega.core.metrics.RoundWatch;
import io.exogenesis.omega.lab.load.SyncDoor;
import io.exogenesis.omega.lab.load.SyncViewer;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ItemModelRequest;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PullResponse;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Looks at a Core from outside, as its viewers and its operator see it: does a search find what is nearest, is a push acknowledged, does a
 * pull bring the bank and the item model, do rounds come.
 */
public final class Health implements AutoCloseable {
    /** Searches of a look: recall is known to a half of a per cent of what they find together. */
    private static final int QUERIES = 16;

    private static final int K = 10;
    /** Of what it was before, when every search found what it should. */
    private static final double LEAST_RECALL = .95;

    /** What takes longer does not work. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** A round may be so late. */
    private static final Duration LATE = Duration.ofMillis(1_500);

    /** Of whoever looks. */
    private static final int ADDRESS = 0xffffff;

    private static final Duration SAME_TIME = Duration.ofSeconds(2);

    private final Subject subject;
    private final GlobalBank bank;
    private final RoundWatch watch;
    private final Random random;
    private final int patternsBefore;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("heal-look-", 0).factory());

    /** Of a subject that is well. */
    public Health(Subject subject, long seed) {
        this.subject = subject;
        this.bank = subject.core().get(GlobalBank.class);
        this.watch = subject.core().get(RoundWatch.class);
        this.random = new Random(seed);
        this.patternsBefore = bank.size();
    }

    /**
     * What does not work.
     *
     * @param at {@link System#nanoTime} when the look began
     * @param recall recall@10 of the bank's search, 0 to 1
     * @param broken one phrase each; empty if all works
     */
    public record Look(long at, double recall, List<String> broken) {
        public Look {
            broken = List.copyOf(broken);
        }
    }

    /** Looks at everything; takes some milliseconds of a healthy Core, a second for each thing that hangs. */
    public Look look() {
        long at = System.nanoTime();
        List<String> broken = new ArrayList<>();
        double recall = within("a search", this::recall, 0.0, broken);
        if (recall < LEAST_RECALL) {
            broken.add(String.format(Locale.ROOT, "recall@10 is %.2f", recall));
        }
        String push = within("a push", this::push, "", broken);
        String pull = within("a pull", this::pull, "", broken);
        String rounds = within("the state of rounds", this::rounds, "", broken);
        for (String wrong : List.of(push, pull, rounds)) {
            if (!wrong.isEmpty()) {
                broken.add(wrong);
            }
        }
        return new Look(at, recall, broken);
    }

    private <T> T within(String what, Supplier<T> work, T otherwise, List<String> broken) {
        var future = threads.submit(work::get);
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            broken.add(what + " does not end");
        } catch (ExecutionException e) {
            broken.add(what + " fails: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            broken.add("interrupted");
        }
        future.cancel(true);
        return otherwise;
    }

    private double recall() {
        BankContents contents = bank.contents();
        List<ConsolidatedPattern> patterns = contents.patterns();
        int found = 0;
        int wanted = 0;
        for (int q = 0; q < QUERIES; q++) {
            Embedding query = patterns.get(random.nextInt(patterns.size())).embedding();
            Set<PatternId> exact = new HashSet<>();
            patterns.stream()
                    .sorted(Comparator.comparingDouble(p -> -p.embedding().cosine(query)))
                    .limit(K)
                    .forEach(p -> exact.add(p.id()));
            wanted += exact.size();
            found += (int) bank.search(query, K, PatternFilter.ALL).stream()
                    .filter(f -> exact.contains(f.pattern().id()))
                    .count();
        }
        return (double) found / wanted;
    }

    private String push() {
        SyncViewer viewer = subject.lookout();
        subject.offer(viewer);
        ServerFrame answer = viewer.pushed();
        return answer.hasPushAck() || answer.hasAuth()
                ? ""
                : "a push is refused: " + answer.getRefusal().getMessage();
    }

    private String pull() {
        Instant asked = InstantSource.system().instant();
        try (SyncDoor.Session session = subject.door().open(ADDRESS)) {
            ServerFrame auth = session.answer(
                    SyncViewer.connect(subject.registered().getLast().token()));
            if (!auth.hasAuth()) {
                return "a connect is refused: " + auth.getRefusal().getMessage();
            }
            Instant core = Instant.ofEpochMilli(auth.getAuth().getServerTimeMs());
            // it answered between the two
            Duration ahead = Duration.between(InstantSource.system().instant(), core);
            Duration behind = Duration.between(core, asked);
            Duration off = ahead.compareTo(behind) > 0 ? ahead : behind;
            if (off.compareTo(SAME_TIME) > 0) {
                return "the Core's time is " + off.toSeconds() + " s off";
            }
            ServerFrame pulled = session.answer(ClientFrame.newBuilder()
                    .setPull(PullRequest.getDefaultInstance())
                    .build());
            return pulled.hasPull()
                    ? pulled(session, pulled.getPull())
                    : "a pull is refused: " + pulled.getRefusal().getMessage();
        }
    }

    private String pulled(SyncDoor.Session session, PullResponse pull) {
        if (pull.getUpsertsCount() < LEAST_RECALL * patternsBefore) {
            return "a pull brings " + pull.getUpsertsCount() + " of " + patternsBefore + " patterns";
        }
        ServerFrame chunk = session.answer(ClientFrame.newBuilder()
                .setItemModel(ItemModelRequest.newBuilder()
                        .setVersion(pull.getItemModel().getVersion()))
                .build());
        return chunk.hasItemModel()
                ? ""
                : "the item model is not served: " + chunk.getRefusal().getMessage();
    }

    private String rounds() {
        RoundStatus status = watch.status();
        Instant now = subject.core().get(InstantSource.class).instant();
        if (status.failures() > 0) {
            return "rounds fail: " + status.lastFailure();
        }
        boolean overdue = status.running().isEmpty()
                && status.nextAttempt().map(n -> n.plus(LATE).isBefore(now)).orElse(false);
        return overdue ? "a round is overdue" : "";
    }

    /** Rounds that were committed since the start. */
    public long committed() {
        return subject.surroundings().metrics().timed(Metric.ROUND_SECONDS).count();
    }

    /** Whether one is on its way. */
    public boolean roundRuns() {
        return watch.status().running().isPresent();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
