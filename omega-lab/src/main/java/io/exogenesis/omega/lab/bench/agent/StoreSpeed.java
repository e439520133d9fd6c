package io.exogenesis.omega.lab.bench.agent;

import io.exogenesis.omega.lab.bench.BenchDirectory;
import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Row;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.viewer.memory.FoundPattern;
import io.exogenesis.omega.viewer.memory.NewEpisode;
import io.exogenesis.omega.viewer.memory.NewPattern;
import io.exogenesis.omega.viewer.memory.PatternQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/**
 * Targets 3 and 4: acknowledged stores a second. Acknowledged is durable (a shared fsync) and found by the next search, which is
 * checked after each run. Vectors are given as floats; making int8 of them is a part of what is timed.
 */
final class StoreSpeed {
    private static final int STORED = 10_000;
    private static final int BATCH = 100;
    private static final int CALLERS = 64;
    private static final int SINGLE = 1_000;

    /** Batches under way: a host that imports does not wait for each. */
    private static final int IN_FLIGHT = 16;

    /** Runs that warm the compiler up before the first one counts. */
    private static final int WARM_UP = 3;

    /** Room for all of one run: nothing is forgotten while it is measured. */
    private static final int ROOM = 100_000;

    private static final int RECORD_BYTES = 512;
    private static final double GOAL_BATCH = 388_000;
    private static final double GOAL_CALLERS = 20_000;
    private static final double GOAL_OF_DISK = .8;
    private static final double GOAL_EPISODES = 100_000;

    private final BenchOptions options;
    private final Terminal terminal;
    private final float[][] vectors;

    StoreSpeed(BenchOptions options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
        Random random = new Random(options.seed());
        this.vectors = new float[STORED][];
        for (int n = 0; n < STORED; n++) {
            vectors[n] = BenchMemory.vector(random);
        }
    }

    /** Something that is measured in a new memory. */
    private interface Trial {
        double perSecond(BenchMemory memory);
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        try (BenchDirectory disk = new BenchDirectory(options.data())) {
            double[] syncs = repeat(() -> DiskSpeed.syncsPerSecond(disk.path(), RECORD_BYTES));
            double[] bytes = repeat(() -> DiskSpeed.bytesPerSecond(disk.path()));
            Row limit = Row.of("3", "this disk: appends of 512 bytes with an fsync each", "1/s", syncs);
            Row stream = Row.of("3", "this disk: writes of 4 MiB with an fsync each", "MB/s", scaled(bytes, 1e-6));
            rows.add(limit);
            rows.add(stream);
            double mostPatterns = stream.value() * 1e6 / RECORD_BYTES;
            rows.add(Row.of("3", "patterns stored, batches of 100, 16 under way", "1/s", trials(this::batches))
                    .ofLimit(mostPatterns)
                    .atLeast(GOAL_BATCH));
            rows.add(Row.of("3", "patterns stored one by one, 64 callers", "1/s", trials(this::callers))
                    .atLeast(GOAL_CALLERS));
            rows.add(Row.of("3", "patterns stored one by one, one caller", "1/s", trials(this::oneCaller))
                    .ofLimit(limit.value())
                    .atLeast(GOAL_OF_DISK * limit.value()));
            rows.add(Row.of("4", "episodes stored, batches of 100, 16 under way", "1/s", trials(this::episodes))
                    .atLeast(GOAL_EPISODES));
            rows.add(Row.of("4", "episodes stored one by one, one caller", "1/s", trials(this::oneEpisode))
                    .ofLimit(limit.value()));
        }
        return rows;
    }

    private double[] repeat(java.util.function.DoubleSupplier measure) {
        double[] out = new double[options.runs()];
        for (int run = 0; run < out.length; run++) {
            out[run] = measure.getAsDouble();
        }
        return out;
    }

    private static double[] scaled(double[] values, double by) {
        return Arrays.stream(values).map(v -> v * by).toArray();
    }

    private double[] trials(Trial trial) {
        double[] out = new double[options.runs()];
        for (int run = -WARM_UP; run < out.length; run++) {
            try (BenchDirectory directory = new BenchDirectory(options.data());
                    BenchMemory memory = new BenchMemory(directory.resolve("state"), ROOM)) {
                double perSecond = trial.perSecond(memory);
                if (run >= 0) {
                    out[run] = perSecond;
                }
            }
        }
        terminal.line("  stores: "
                + Arrays.toString(Arrays.stream(out).mapToLong(Math::round).toArray()) + " a second");
        return out;
    }

    private double batches(BenchMemory memory) {
        List<PatternId> ids = new ArrayList<>();
        double perSecond = inBatches(
                n -> BenchMemory.pattern(n, vectors[n]), memory.bank()::storeAll, stored -> ids.addAll(stored));
        require(ids.size() == STORED, "all patterns are acknowledged");
        found(memory, 0);
        found(memory, STORED - 1);
        return perSecond;
    }

    private double episodes(BenchMemory memory) {
        List<Long> ids = new ArrayList<>();
        double perSecond = inBatches(
                n -> BenchMemory.episode(n, vectors[n]), memory.reflexion()::storeAll, stored -> ids.addAll(stored));
        require(ids.size() == STORED && memory.reflexion().size() == STORED, "all episodes are there");
        return perSecond;
    }

    private static <E, I> double inBatches(
            IntFunction<E> make,
            java.util.function.Function<List<E>, CompletableFuture<List<I>>> store,
            java.util.function.Consumer<List<I>> stored) {
        Semaphore free = new Semaphore(IN_FLIGHT);
        List<CompletableFuture<List<I>>> all = new ArrayList<>();
        long begun = System.nanoTime();
        for (int from = 0; from < STORED; from += BATCH) {
            List<E> batch = new ArrayList<>(BATCH);
            for (int n = from; n < from + BATCH; n++) {
                batch.add(make.apply(n));
            }
            free.acquireUninterruptibly();
            all.add(store.apply(batch).whenComplete((ids, error) -> free.release()));
        }
        all.forEach(future -> stored.accept(future.join()));
        return STORED / ((System.nanoTime() - begun) / 1e9);
    }

    private double callers(BenchMemory memory) {
        List<Thread> threads = new ArrayList<>();
        long begun = System.nanoTime();
        for (int caller = 0; caller < CALLERS; caller++) {
            int first = caller;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int n = first; n < STORED; n += CALLERS) {
                    memory.bank().store(BenchMemory.pattern(n, vectors[n])).join();
                }
            }));
        }
        threads.forEach(StoreSpeed::join);
        double perSecond = STORED / ((System.nanoTime() - begun) / 1e9);
        require(memory.bank().stats().stored() == STORED, "all patterns are there");
        return perSecond;
    }

    private double oneCaller(BenchMemory memory) {
        long begun = System.nanoTime();
        for (int n = 0; n < SINGLE; n++) {
            memory.bank().store(BenchMemory.pattern(n, vectors[n])).join();
        }
        double perSecond = SINGLE / ((System.nanoTime() - begun) / 1e9);
        found(memory, SINGLE - 1);
        return perSecond;
    }

    private double oneEpisode(BenchMemory memory) {
        long begun = System.nanoTime();
        for (int n = 0; n < SINGLE; n++) {
            NewEpisode episode = BenchMemory.episode(n, vectors[n]);
            memory.reflexion().store(episode).join();
        }
        double perSecond = SINGLE / ((System.nanoTime() - begun) / 1e9);
        require(memory.reflexion().size() == SINGLE, "all episodes are there");
        return perSecond;
    }

    /** The next search finds what was acknowledged. */
    private void found(BenchMemory memory, int n) {
        List<FoundPattern> nearest = memory.bank().searchNow(PatternQuery.of(Embedding.of(vectors[n]), 1));
        NewPattern stored = BenchMemory.pattern(n, vectors[n]);
        require(nearest.getFirst().approach().equals(stored.approach()), "what was stored is found");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new BenchException("not so: " + what);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
