package io.exogenesis.omega.lab.heal.subject;

import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.config.HealingSettings.Mode;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.lab.bench.Tastes;
import io.exogenesis.omega.lab.load.OpenLoop;
import io.exogenesis.omega.lab.load.Outcome;
import io.exogenesis.omega.lab.load.SyncDoor;
import io.exogenesis.omega.lab.load.SyncViewer;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ViewerId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A healthy Core under the load of its viewers. Some of them wait for what a trial wants of them. */
public final class Subject implements AutoCloseable {
    /** Syncs a second of all viewers together: a tenth of what a core of 2020 answers, so that a healthy Core waits for nothing. */
    private static final double SYNCS_PER_SECOND = 30;
    /** Every second sync has something to tell. */
    private static final double TELLS = .5;

    private static final double CLOSE = .95;
    private static final int LOOKOUT = Home.VIEWERS - Home.BYSTANDERS - 1;

    private final TestCore core;
    private final SyncDoor door;
    private final Tastes tastes;
    private final Random random;
    private final List<SyncViewer> viewers = new ArrayList<>();
    private final List<ViewerId> ids = new ArrayList<>();
    private final List<Registration> registered;
    private final BlockingQueue<SyncViewer> free = new LinkedBlockingQueue<>();
    private final OpenLoop load;

    private Subject(TestCore core, Home home, long seed) {
        this.core = core;
        this.door = new InProcessDoor(core);
        this.tastes = Home.tastes(seed);
        this.random = new Random(seed);
        this.registered = home.viewers();
        for (Registration r : registered) {
            long next = core.get(ContributionLedger.class).committedThrough(r.viewerId()) + 1;
            viewers.add(new SyncViewer(door, viewers.size(), r.token(), next));
            ids.add(r.viewerId());
        }
        free.addAll(viewers.subList(0, viewers.size() - Home.BYSTANDERS - 1));
        this.load = new OpenLoop(SYNCS_PER_SECOND, this::sync, new Random(seed + 1));
    }

    /** Starts one over a copy of {@code home} in {@code directory}, which is not there yet, and its load. */
    public static Subject start(Home home, Path directory, Mode mode, long seed) {
        home.copyTo(directory);
        TestCore core = TestCore.start(Setup.settings(directory, mode, true));
        core.awaitTitles();
        return new Subject(core, home, seed);
    }

    /** A Core as a new process would find it, without load. */
    public static TestCore restarted(Path directory) {
        TestCore core = TestCore.start(Setup.settings(directory, Mode.OFF, false));
        core.awaitTitles();
        return core;
    }

    private Outcome sync() {
        try {
            SyncViewer viewer = free.take();
            try {
                if (tells()) {
                    offer(viewer);
                }
                return viewer.sync();
            } finally {
                free.add(viewer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.FAILED;
        }
    }

    private synchronized boolean tells() {
        return random.nextDouble() < TELLS;
    }

    /** A new pattern near one of the tastes into its outbox. */
    public synchronized void offer(SyncViewer viewer) {
        Embedding near = tastes.near(random.nextInt(Home.TASTES), CLOSE);
        int name = random.nextInt();
        viewer.offer(seq -> new Contribution.OfPattern(Home.pattern("heal-" + name + "-" + seq, near)));
    }

    public TestCore core() {
        return core;
    }

    /** What the machine lends it. */
    public Surroundings surroundings() {
        return core.surroundings();
    }

    public SyncDoor door() {
        return door;
    }

    public OpenLoop load() {
        return load;
    }

    /** Viewers that have contributed nothing and do not sync by themselves. */
    public List<SyncViewer> bystanders() {
        return viewers.subList(viewers.size() - Home.BYSTANDERS, viewers.size());
    }

    /** Its id. */
    public ViewerId idOf(SyncViewer viewer) {
        return ids.get(viewers.indexOf(viewer));
    }

    /** The viewer of whoever looks whether the Core works. */
    public SyncViewer lookout() {
        return viewers.get(LOOKOUT);
    }

    /** Those of {@link #bystanders} by whom nobody looks whether the Core works. */
    public List<Registration> idle() {
        return registered.subList(registered.size() - Home.BYSTANDERS, registered.size() - 1);
    }

    /** The enrolled viewers. */
    public List<Registration> registered() {
        return registered;
    }

    /** No sync begins from now on; the Core goes on. */
    public void calm() {
        load.close();
    }

    /** What is wrong with the books against what viewers were told; empty if they agree. The load has ended, and so has the epoch. */
    public Optional<String> discrepancy() {
        Accounting accounting = core.get(Accounting.class);
        for (int v = 0; v < viewers.size(); v++) {
            Accounting.Report of = accounting.of(ids.get(v));
            if (of.acknowledged() < viewers.get(v).acknowledged()) {
                return Optional.of((viewers.get(v).acknowledged() - of.acknowledged())
                        + " acknowledged contributions of a viewer are not in the books");
            }
        }
        Accounting.Report all = accounting.total();
        long decided = all.decided().admitted()
                + all.decided().refused()
                + all.decided().expired();
        if (all.pending() != 0 || decided != all.acknowledged()) {
            return Optional.of(all.acknowledged() + " contributions were acknowledged, " + decided + " decided, "
                    + all.pending() + " pend after the end of the epoch");
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        load.close();
        core.close();
    }
}
