package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.embedder.MiniLmEmbedder;
import io.exogenesis.omega.lab.attack.Attack;
import io.exogenesis.omega.lab.attack.AttackLab;
import io.exogenesis.omega.lab.attack.AttackOptions;
import io.exogenesis.omega.lab.attack.AttackReport;
import io.exogenesis.omega.lab.attack.AttackSettings;
import io.exogenesis.omega.lab.attack.AttackTables;
import io.exogenesis.omega.lab.attack.Attacks;
import io.exogenesis.omega.lab.attack.Rules;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.EmbeddingCache;
import io.exogenesis.omega.lab.data.Reading;
import io.exogenesis.omega.learning.defence.DefenceSettings;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./omega lab attack}: what liars gain, without a server. */
@Command(
        name = "attack",
        mixinStandardHelpOptions = true,
        description = {
            "Lets a share of liars attack the learning of the others, epoch after epoch, through the classes of the Core",
            "and the agents, and measures what they gain. An unknown --attack or --rule lists the known ones."
        })
final class AttackCommand implements Callable<Integer> {
    private static final String ALL = "all";
    private static final String EMBEDDINGS = "embeddings";
    private static final int MOST_ROUNDS = 200;
    private static final int MOST_SEEDS = 100;

    private final Terminal terminal;

    @Option(
            names = "--ratings",
            required = true,
            paramLabel = "DIR",
            description = "Honest viewers: " + RatingsOptions.FORMATS)
    private @Nullable Path ratings;

    @Mixin
    private RatingsOptions reading = new RatingsOptions();

    @Option(names = "--attack", paramLabel = "NAME|all", split = ",", description = "What liars do (default: all).")
    private List<String> attacks = List.of(ALL);

    @Option(
            names = "--fraction",
            paramLabel = "F[,F]",
            split = ",",
            description = "Share of liars among all viewers (default: .33); they come on top of the honest ones.")
    private List<Double> fractions = List.of(.33);

    @Option(
            names = "--rule",
            paramLabel = "NAME|all",
            split = ",",
            description = "Aggregation rule of the embedding plane (default: omega).")
    private List<String> rules = List.of(Rules.DEFAULT);

    @Option(names = "--rounds", paramLabel = "K", description = "Epochs of the attack (default: 12).")
    private int rounds = 12;

    @Option(
            names = "--warm-up",
            paramLabel = "K",
            description = "Epochs before, with liars under their cover (default: " + AttackSettings.WARM_UP + ").")
    private int warmUp = AttackSettings.WARM_UP;

    @Option(
            names = "--targets",
            paramLabel = "N",
            description = "Titles attacked at once (default: " + AttackSettings.TARGETS + ").")
    private int targets = AttackSettings.TARGETS;

    @Option(names = "--seed", paramLabel = "S", description = "First seed (default: 1).")
    private long seed = 1;

    @Option(names = "--seeds", paramLabel = "N", description = "Seeds to average over (default: 5).")
    private int seeds = 5;

    @Option(
            names = "--newcomers",
            description = "Liars arrive with the attack, instead of sleeping until they have full reputation.")
    private boolean newcomers;

    @Option(
            names = "--replay",
            description = {
                "Attacks on titles in a population that grows through the data's own time, cut into epochs of equal",
                "numbers of events."
            })
    private boolean replay;

    @Option(names = "--undefended", description = "Without the defence of the item plane, for comparison.")
    private boolean undefended;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Write the report.")
    private @Nullable Path report;

    @Option(names = "--data", paramLabel = "DIR", description = "Where embeddings are kept (default: ~/.omega/lab).")
    private @Nullable Path data;

    AttackCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        AttackOptions options = options();
        LabOptions.writable(report);
        Path directory = LabOptions.directory(data);
        Reading read = LabOptions.read(Objects.requireNonNull(ratings), reading.options(), directory, terminal);
        Dataset dataset = read.data();
        terminal.line(
                dataset.viewers().size() + " honest viewers, " + dataset.items().size() + " titles: " + dataset.name()
                        + "; seeds " + seed + " to " + (seed + seeds - 1) + ".");
        warn(read, options);
        ContentSpace content = EmbeddingCache.open(directory.resolve(EMBEDDINGS), MiniLmEmbedder.NAME)
                .space(dataset.items(), MiniLmEmbedder::load, terminal);
        AttackReport done = new AttackLab(dataset, content, options, terminal).run(InstantSource.system());
        AttackTables.show(done, terminal);
        if (report != null) {
            done.write(report);
        }
        return 0;
    }

    private AttackOptions options() {
        between("--rounds", rounds, 1, MOST_ROUNDS);
        between("--warm-up", warmUp, 1, MOST_ROUNDS);
        between("--targets", targets, 1, 10);
        between("--seeds", seeds, 1, MOST_SEEDS);
        for (double f : fractions) {
            if (!(f > 0 && f <= .9)) {
                throw new UsageException("--fraction is above 0 and at most .9, not " + f);
            }
        }
        List<String> chosen = known("attack", attacks, replay ? Attacks.names(Attack.Plane.ITEMS) : Attacks.names());
        if (undefended && !onTitles(chosen)) {
            throw new UsageException("--undefended is for attacks on titles, and none is named");
        }
        return new AttackOptions(
                chosen,
                fractions,
                known("rule", rules, Rules.names()),
                rounds,
                warmUp,
                targets,
                seed,
                seeds,
                newcomers,
                !undefended,
                replay);
    }

    private static List<String> known(String what, List<String> asked, List<String> known) {
        if (asked.equals(List.of(ALL))) {
            return known;
        }
        for (String name : asked) {
            if (!known.contains(name)) {
                throw new UsageException("no " + what + " is called '" + name + "'; name " + ALL + " or some of "
                        + String.join(", ", known));
            }
        }
        return asked.stream().distinct().toList();
    }

    private static boolean onTitles(List<String> names) {
        return names.stream().flatMap(n -> Attacks.byName(n).stream()).anyMatch(a -> a.plane() == Attack.Plane.ITEMS);
    }

    private void warn(Reading read, AttackOptions options) {
        if (replay) {
            LabOptions.warnIfUntimed(read, terminal);
        }
        if (!undefended && onTitles(options.attacks())) {
            double least = fractions.stream().mapToDouble(f -> f).min().orElse(0);
            unfounded(read.data().viewers().size(), least).ifPresent(terminal::line);
        }
    }

    /** That the defence never has enough samples to begin; a viewer and a liar send one each at most. */
    static Optional<String> unfounded(int honest, double fraction) {
        int founders = DefenceSettings.DEFAULT.founders();
        long most = honest + Math.round(honest * fraction / (1 - fraction));
        return most >= founders
                ? Optional.empty()
                : Optional.of("Warning: fewer than " + founders + " samples in an epoch, at most " + most
                        + ": the defence of titles has not begun.");
    }

    private static void between(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new UsageException(option + " is between " + least + " and " + most + ", not " + value);
        }
    }
}
