package io.exogenesis.omega.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Runs seeds. A seed does the same each time, whichever thread runs it and whatever ran before. */
public final class Seeds {
    /** Steps of a seed, before everything comes to rest. */
    public static final int STEPS = 30;

    private Seeds() {}

    /**
     * Runs {@code count} seeds from {@code first} on, on all cores.
     *
     * @param each told of each seed when it is done, in no order; called by one thread at a time
     */
    public static void run(long first, long count, Consumer<Outcome> each) {
        Path scratch = scratch();
        LongStream.range(first, first + count).parallel().forEach(seed -> {
            Outcome outcome = Simulation.run(seed, STEPS, Parts.SOUND, scratch);
            synchronized (scratch) {
                each.accept(outcome);
            }
        });
        delete(scratch); // not where something was thrown: others may still be at work there
    }

    /** One seed. */
    public static Outcome run(long seed) {
        Outcome[] only = new Outcome[1];
        run(seed, 1, o -> only[0] = o);
        return only[0];
    }

    /** For the Core's secrets, which no seed changes. */
    private static Path scratch() {
        try {
            Path scratch = Files.createTempDirectory("omega-simulation");
            SimulatedCore.makeKeys(scratch);
            return scratch;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path p : deepestFirst) {
                Files.deleteIfExists(p);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
