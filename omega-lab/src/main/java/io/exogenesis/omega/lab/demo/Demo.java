package io.exogenesis.omega.lab.demo;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.LastSplit;
import io.exogenesis.omega.lab.data.RatingsReader;
import io.exogenesis.omega.lab.data.Reading;
import io.exogenesis.omega.lab.measure.OutputFile;
import io.exogenesis.omega.model.BuiltInCatalogue;
import io.exogenesis.omega.ops.console.Progress;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminClient;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreDirectory;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The story: start a Core, let agents live through their viewers' histories, sync → round → sync → round → sync, and ask the
 * agents what they recommend with and without each other.
 *
 * <p>What is held out reaches neither an agent nor the Core. The rounds are asked for here, so the Core's timer is off; the
 * voting window (30 s) is set to zero, since nobody would dissent later; both are said.
 */
public final class Demo {
    /** Agents that act at once: enough to keep two cores and the Core busy. */
    private static final int AT_ONCE = 6;

    private static final long SIMULATION_SEED = 42;
    private static final Duration EMBEDDING_TIMEOUT = Duration.ofMinutes(15);
    private static final Duration POLL = Duration.ofMillis(250);

    private final DemoOptions options;
    private final Terminal terminal;
    private final InstantSource clock;
    private final UnaryOperator<FrameTransport> transport;
    private final Interlude interlude;

    /** What happens between two rounds, while the Core and all agents are up. */
    @FunctionalInterface
    public interface Interlude {
        /**
         * @param round the one that is over and whose result the agents have fetched, from 1
         * @param core where the Core is
         */
        void after(int round, Bootstrap core);
    }

    public Demo(DemoOptions options, Terminal terminal, InstantSource clock) {
        this(options, terminal, clock, UnaryOperator.identity());
    }

    /** With a pause after each round. */
    public Demo(DemoOptions options, Terminal terminal, InstantSource clock, Interlude interlude) {
        this(options, terminal, clock, UnaryOperator.identity(), interlude);
    }

    /** @param transport wraps every agent's transport, for experiments */
    public Demo(DemoOptions options, Terminal terminal, InstantSource clock, UnaryOperator<FrameTransport> transport) {
        this(options, terminal, clock, transport, (round, core) -> {});
    }

    private Demo(
            DemoOptions options,
            Terminal terminal,
            InstantSource clock,
            UnaryOperator<FrameTransport> transport,
            Interlude interlude) {
        this.options = options;
        this.terminal = terminal;
        this.clock = clock;
        this.transport = transport;
        this.interlude = interlude;
    }

    /** Runs it; returns when it is over, and the Core with it. */
    public DemoReport run() {
        checkOutputs();
        Reading read = reading();
        Dataset data = read.data();
        List<LastSplit.Part> parts =
                options.holdout() == DemoOptions.Holdout.LAST ? LastSplit.of(data) : LastSplit.none(data);
        Opening opening = explainViewers(read, parts);
        // Before anything is emptied: a demonstration that runs keeps its data, and a busy port costs nothing.
        new CoreDirectory(options.data()).refuseWhileRunning();
        CorePorts ports = options.ports().claimed();
        DemoDirectory.prepare(options.data());
        read.keepSkipped(options.data(), terminal, "  ");
        Instant begun = clock.instant();
        CoreProcess core = CoreProcess.start(CoreInstall.found(), options.data(), ports, settings(data))
                .endingWithThisJvm();
        try {
            Bootstrap bootstrap = startCore(core);
            DemoReport report = withCore(bootstrap, data, parts, begun);
            show(report, opening);
            options.report().ifPresent(report::write);
            stayUntilStopped(core, bootstrap);
            return report;
        } finally {
            core.stop();
        }
    }

    /** Minutes of work must not end with a file that cannot be written. */
    private void checkOutputs() {
        options.malice().ifPresent(m -> Intrusion.attack(m.attack()));
        for (Optional<Path> file : List.of(options.report(), options.rankings())) {
            file.flatMap(OutputFile::obstacle).ifPresent(why -> {
                throw DemoException.usage(why);
            });
        }
    }

    private Reading reading() {
        if (options.ratings().isPresent()) {
            Reading all = RatingsReader.read(options.ratings().get(), options.reading(), terminal);
            Dataset some = all.data().first(options.viewers().orElse(Integer.MAX_VALUE));
            return all.of(some);
        }
        Dataset simulated = SimulatedViewers.of(
                BuiltInCatalogue.titles(),
                options.viewers().orElse(DemoOptions.DEFAULT_VIEWERS),
                clock.instant(),
                new SplittableRandom(SIMULATION_SEED));
        return new Reading(simulated, "", List.of(), 0, true);
    }

    private Opening explainViewers(Reading read, List<LastSplit.Part> parts) {
        terminal.heading("1  Viewers");
        if (!read.data().simulated()) {
            read.tell(terminal, "  ");
        }
        Opening opening = Opening.of(read.data(), parts, options.holdout());
        opening.lines().forEach(terminal::line);
        return opening;
    }

    private static Map<String, String> settings(Dataset data) {
        return Map.of(
                "OMEGA_AGGREGATE_ENABLED",
                "false",
                "OMEGA_AGGREGATE_VOTING_WINDOW",
                "PT0S",
                "OMEGA_CATALOGUE_BUILTIN",
                Boolean.toString(data.simulated()),
                "OMEGA_PAGE_NOTICE",
                notice(data));
    }

    private static String notice(Dataset data) {
        return data.simulated()
                ? "This is a demonstration: its viewers are simulated, each with a taste of its own. Everything else is the real thing."
                : "This is a demonstration: each viewer replays what one person rated, and adds nothing to it.";
    }

    private Bootstrap startCore(CoreProcess core) {
        terminal.heading("2  The Omega Core");
        terminal.line("  A server process of its own on " + core.data().path() + "; it takes some seconds.");
        Bootstrap bootstrap = core.awaitReady();
        terminal.line("  Ready. Watch it at " + terminal.bold(bootstrap.http() + "/") + "   viewers sync over "
                + bootstrap.quic());
        terminal.line("  Discover films with an agent of your own at " + terminal.bold(bootstrap.http() + "/watch/"));
        if (options.browser() && !options.exit()) {
            Browser.open(bootstrap.http() + "/");
        }
        return bootstrap;
    }

    private DemoReport withCore(Bootstrap bootstrap, Dataset data, List<LastSplit.Part> parts, Instant begun) {
        try (AdminClient admin = new AdminClient(bootstrap);
                WorkerPool workers = new WorkerPool(terminal, AT_ONCE)) {
            if (!data.simulated()) {
                admin.replaceCatalogue(data.items());
            }
            terminal.heading("3  Agents");
            terminal.line(
                    "  Each viewer gets an agent with a single-use code and a state directory of its own. The agent sees its");
            terminal.line(
                    "  viewer's history; the Core never does. Consent is given to share taste patterns and a sample of at most");
            terminal.line("  50 titles; nothing else leaves a device.");
            Fleet.Enrolling how = new Fleet.Enrolling(bootstrap, admin, options.data(), transport);
            List<LastSplit.Part> first = options.malice().isPresent() ? DemoAttack.earlier(parts) : parts;
            try (Fleet fleet = Fleet.enrol(how, first, workers)) {
                awaitCatalogue(admin);
                fleet.replay(data, workers);
                if (options.malice().isPresent()) {
                    return attacked(options.malice().get(), how, fleet, workers, data, parts, begun);
                }
                return federate(new Stage(how, List.of(fleet), workers), data, parts, Optional.empty(), begun);
            }
        }
    }

    /** @param fleets the honest viewers' first */
    private record Stage(Fleet.Enrolling how, List<Fleet> fleets, WorkerPool workers) {
        AdminClient admin() {
            return how.admin();
        }

        List<Fleet.Member> honest() {
            return fleets.getFirst().members();
        }

        List<Fleet.Member> all() {
            return fleets.stream().flatMap(f -> f.members().stream()).toList();
        }

        void sync(String label, SyncTally tally) {
            fleets.forEach(f -> f.sync(label, tally, workers));
        }
    }

    /** An epoch of honest viewers first, since the defence compares with what was before; then the liars arrive. */
    private DemoReport attacked(
            DemoOptions.Malice malice,
            Fleet.Enrolling how,
            Fleet founders,
            WorkerPool workers,
            Dataset data,
            List<LastSplit.Part> parts,
            Instant begun) {
        DemoAttack attack = new DemoAttack(malice, data, parts, terminal);
        SyncTally tally = new SyncTally();
        founders.sync("first sync", tally, workers);
        explain(how.admin().runRound(true), true);
        Fleet honest = founders.living(data, parts, workers);
        honest.sync("sync of the new model", tally, workers);
        double before = attack.hitRate(honest, workers);
        try (Fleet liars = attack.enrol(how, workers)) {
            liars.replay(data, workers);
            return federate(
                    new Stage(how, List.of(honest, liars), workers),
                    data,
                    parts,
                    Optional.of(() -> attack.report(honest, before, workers)),
                    begun);
        }
    }

    private void awaitCatalogue(AdminClient admin) {
        AdminClient.CatalogueState now = admin.catalogue();
        if (now.published()) {
            return;
        }
        Instant deadline = clock.instant().plus(EMBEDDING_TIMEOUT);
        try (Progress progress = terminal.progress("titles embedded", now.items())) {
            while (!now.published()) {
                if (clock.instant().isAfter(deadline)) {
                    throw DemoException.failed("the Core has embedded " + now.embedded() + " of " + now.items()
                            + " titles in " + EMBEDDING_TIMEOUT.toMinutes() + " minutes: " + now.message());
                }
                LockSupport.parkNanos(POLL.toNanos());
                now = admin.catalogue();
                progress.at(now.embedded());
            }
        }
    }

    private DemoReport federate(
            Stage stage,
            Dataset data,
            List<LastSplit.Part> parts,
            Optional<Supplier<DemoReport.Poisoning>> poisoning,
            Instant begun) {
        terminal.heading("4  Learning together");
        terminal.line(
                "  Sync, round, sync ... The rounds are asked for here, so the Core's timer is off, and its voting window (30 s");
        terminal.line(
                "  for dissent) is set to 0. Groups of at least 3 viewers enter on probation: nobody here is in the audit cohort,");
        terminal.line("  so no jury can admit or refuse them.");
        SyncTally tally = new SyncTally();
        stage.sync("sync 1", tally);
        AdminClient.Round last = null;
        for (int k = 1; k <= options.rounds(); k++) {
            last = stage.admin().runRound(k == options.rounds());
            explain(last, k == options.rounds());
            stage.sync("sync " + (k + 1), tally);
            interlude.after(k, stage.how.core());
        }
        tally.notes().forEach(n -> terminal.line("  note: " + n));
        terminal.heading("5  What the agents recommend now");
        Evaluation evaluation = new Evaluation(data, parts);
        Optional<Evaluation.Accuracy> accuracy = evaluation.of(stage.honest(), options.rankings(), stage.workers);
        AccountingCheck books = AccountingCheck.of(stage.all(), stage.admin(), stage.workers);
        Example.show(stage.honest(), data, terminal);
        double seconds = Duration.between(begun, clock.instant()).toMillis() / 1000.;
        return ReportMaker.of(
                new ReportMaker.Facts(data, options.rounds(), java.util.Objects.requireNonNull(last), seconds),
                tally,
                books,
                accuracy,
                poisoning.map(Supplier::get),
                stage.admin().status());
    }

    private void explain(AdminClient.Round round, boolean last) {
        terminal.line(String.format(
                Locale.ROOT,
                "  round %d: %d patterns and %d samples of %d viewers; %d clusters, %d shared by enough viewers; %s; %.1f s%s",
                round.round(),
                round.votes(),
                round.rows(),
                round.viewers(),
                round.clusters(),
                round.bankPatterns(),
                round.itemModelPublished() ? "new item model" : "item model unchanged",
                round.durationMs() / 1000.,
                last ? " (end of the epoch: raw contributions erased)" : ""));
    }

    private void show(DemoReport report, Opening opening) {
        terminal.heading("Result" + (report.simulated() ? " (titles real, behaviour SIMULATED)" : ""));
        if (report.accuracy() != null) {
            Results.accuracy(report.accuracy()).plain().forEach(l -> terminal.line("  " + l));
            terminal.line(
                    "  AUC: share of unseen titles ranked below the held-out one. AUCpop: the same against popular titles, where");
            terminal.line("  popularity is worth .5. NDCG@10, Recall@20: how often and how high it is near the top.");
        } else {
            terminal.line("  " + opening.unmeasured());
        }
        terminal.line("");
        Results.facts(report).plain().stream().skip(1).forEach(l -> terminal.line("  " + l));
        terminal.line(String.format(
                Locale.ROOT,
                "  took %.0f s%s",
                report.seconds(),
                options.report().map(f -> "; report: " + f).orElse("")
                        + options.rankings().map(f -> "; rankings: " + f).orElse("")));
    }

    private void stayUntilStopped(CoreProcess core, Bootstrap bootstrap) {
        if (options.exit()) {
            return;
        }
        terminal.line("");
        terminal.line("The Core keeps running: " + terminal.bold(bootstrap.http() + "/") + "   Ctrl-C ends it.");
        core.process().onExit().join();
        terminal.line("The Core has ended.");
    }
}
