package io.exogenesis.omega.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.adapter.file.FileBlobStore;
import io.exogenesis.omega.core.port.InMemoryBankStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.InMemoryViewerStore;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.HeapNeed;
import io.exogenesis.omega.model.TasteSample;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a viewer really takes of the heap, against what {@link HeapNeed} says: by arithmetic it was too little. */
class HeapUseTest {
    private static final int FEW = 1_000;
    private static final int MANY = 2_000;
    private static final int TITLES = 400;
    private static final int SAMPLED = 50;

    @TempDir
    Path directory;

    /**
     * Journal and states lie on a disk, as those of a Core do; the rows of viewers, which a Core has in its database, lie in the
     * heap here and are counted.
     */
    private CoreFixture core() {
        CoreFixture core = CoreFixture.over(
                new InMemoryViewerStore(),
                new InMemoryBankStore(),
                new FileBlobStore(directory.resolve("state")),
                new InMemoryCatalogueStore(),
                FileLayer.directory(directory.resolve("journal")),
                UnaryOperator.identity());
        core.importTitles(TITLES);
        return core;
    }

    /** A usual epoch of a viewer: four patterns and the newest sample, of fifty titles. */
    private static List<Registration> fill(CoreFixture core, int from, int to) {
        return fill(core, from, to, SAMPLED);
    }

    private static List<Registration> fill(CoreFixture core, int from, int to, int sampled) {
        List<Registration> registered = new ArrayList<>();
        for (int v = from; v < to; v++) {
            int viewer = v;
            registered.add(core.register(Consents.ALL.withLargeSample(true)));
            SyncSession session = core.session(registered.getLast());
            Contribution[] epoch = Arrays.copyOf(patterns(v, 1), 5);
            List<String> titles = IntStream.range(0, sampled)
                    .mapToObj(t -> "t" + (viewer * 13 + t * 7) % TITLES)
                    .distinct()
                    .toList();
            epoch[4] = Samples.sample(5, titles);
            assertThat(core.push(session, epoch).hasPushAck()).isTrue();
        }
        return registered;
    }

    private static Contribution[] patterns(int viewer, int first) {
        Contribution[] four = new Contribution[4];
        for (int p = 0; p < 4; p++) {
            four[p] = Samples.pattern(first + p, Samples.near(viewer * 7L % 300 + 1000L * p, viewer), .9);
        }
        return four;
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            memory.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    @Test
    void viewersInAFullRegistryAndEpoch_takeLessThanTheEstimate_andMoreThanAQuarter() {
        CoreFixture core = core();
        fill(core, 0, FEW);
        core.rounds.runNow(false);
        long few = used();
        fill(core, FEW, MANY);
        core.rounds.runNow(false);
        long many = used();
        assertThat(core.ledger.live()).isEqualTo(5L * MANY);
        withinTheEstimate((many - few) / (MANY - FEW));
    }

    // If every owner agreed to the larger sample, the heap that was planned must carry it, too.
    @Test
    void viewersWithLargerSamples_inAFullEpoch_takeNoMoreThanTheEstimate() {
        CoreFixture core = core();
        fill(core, 0, FEW, TasteSample.MAX_ITEMS);
        core.rounds.runNow(false);
        long few = used();
        fill(core, FEW, MANY, TasteSample.MAX_ITEMS);
        core.rounds.runNow(false);
        withinTheEstimate((used() - few) / (MANY - FEW));
    }

    // A sample of an earlier epoch takes the place of the sample that the estimate counts, and not one more.
    @Test
    void viewersWithStandingSamples_inAFullEpoch_takeNoMoreThanTheEstimate() {
        CoreFixture core = core();
        List<Registration> viewers = new ArrayList<>(fill(core, 0, FEW));
        long few = nextEpoch(core, viewers);
        viewers.addAll(fill(core, FEW, MANY));
        long many = nextEpoch(core, viewers);
        assertThat(core.epoch.status(0).standing()).isEqualTo(MANY);
        assertThat(core.ledger.live()).isEqualTo(4L * MANY);
        withinTheEstimate((many - few) / (MANY - FEW));
    }

    /** Four patterns of each in the next epoch, its sample stands. */
    private static long nextEpoch(CoreFixture core, List<Registration> viewers) {
        core.rounds.runNow(true);
        for (int v = 0; v < viewers.size(); v++) {
            int first = (int) core.ledger.committedThrough(viewers.get(v).viewerId()) + 1;
            assertThat(core.push(core.session(viewers.get(v)), patterns(v, first))
                            .hasPushAck())
                    .isTrue();
        }
        core.rounds.runNow(false);
        return used();
    }

    private void withinTheEstimate(long aViewer) {
        System.getLogger(getClass().getName()).log(System.Logger.Level.INFO, "a viewer takes {0} bytes", aViewer);
        long estimate = HeapNeed.VIEWER_KILOBYTES * 1024L;
        assertThat(estimate).isBetween(aViewer, 4 * aViewer);
    }
}
