package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.measure.Metrics;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.ops.console.Progress;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs all attack runs that are asked for and averages over the seeds. */
public final class AttackLab {
    private final Dataset data;
    private final ContentSpace content;
    private final AttackOptions options;
    private final Terminal terminal;
    private final Map<Key, List<List<Figures>>> collected = new java.util.LinkedHashMap<>();
    private final Map<Key, Double> cohort = new java.util.HashMap<>();
    private final List<Metrics> clean = new ArrayList<>();
    private final List<Metrics> asleep = new ArrayList<>();
    private final List<Double> baseRates = new ArrayList<>();

    private record Key(String attack, double fraction, String rule) {}

    /** @param content of the titles of {@code data}, in their order */
    public AttackLab(Dataset data, ContentSpace content, AttackOptions options, Terminal terminal) {
        this.data = data;
        this.content = content;
        this.options = options;
        this.terminal = terminal;
    }

    /** All of it; takes seconds a round on ten thousand titles. */
    public AttackReport run(InstantSource clock) {
        Instant begun = clock.instant();
        try (Progress progress = terminal.progress("epochs", epochs())) {
            for (int s = 0; s < options.seeds(); s++) {
                long seed = options.seed() + s;
                World world =
                        World.of(data, content, seed, options.replayed() ? options.warmUp() + options.rounds() : 0);
                if (!of(Attack.Plane.ITEMS).isEmpty()) {
                    clean.add(undisturbed(world, seed, progress));
                }
                for (double fraction : options.fractions()) {
                    fight(world, fraction, seed, progress);
                }
            }
        }
        List<AttackReport.Run> runs = new ArrayList<>();
        collected.forEach((key, seeds) -> runs.add(new AttackReport.Run(
                key.attack, key.fraction, cohort.getOrDefault(key, key.fraction), key.rule, Averages.ofSeeds(seeds))));
        return new AttackReport(
                clean.isEmpty() ? null : Averages.of(clean),
                asleep.isEmpty() ? null : Averages.of(asleep),
                runs,
                data.name(),
                data.viewers().size(),
                options.targets(),
                options.warmUp(),
                options.seed(),
                options.seeds(),
                options.newcomers(),
                options.defended(),
                options.replayed(),
                baseRates.isEmpty()
                        ? null
                        : baseRates.stream().mapToDouble(d -> d).average().getAsDouble(),
                Duration.between(begun, clock.instant()).toMillis() / 1000.0);
    }

    private record Setting(double fraction, String rule, AttackSettings how) {}

    private AttackSettings settings(double fraction, String rule, long seed, boolean defended) {
        return new AttackSettings(
                fraction,
                options.rounds(),
                options.warmUp(),
                options.newcomers(),
                options.targets(),
                Rules.settings(rule, defended),
                seed,
                options.replayed());
    }

    private List<String> of(Attack.Plane plane) {
        return options.attacks().stream().filter(a -> fresh(a).plane() == plane).toList();
    }

    private static Attack fresh(String name) {
        return Attacks.byName(name).orElseThrow(() -> new IllegalArgumentException("no attack is called " + name));
    }

    private int epochs() {
        int items = of(Attack.Plane.ITEMS).size();
        int patterns = of(Attack.Plane.PATTERNS).size();
        int each = (items == 0 ? 0 : options.warmUp() + (items + 1) * options.rounds())
                + options.rules().size()
                        * (patterns == 0 ? 0 : options.warmUp() + 1 + (patterns + 1) * options.rounds());
        int clean = items == 0 ? 0 : options.warmUp() + options.rounds();
        return options.seeds() * (clean + options.fractions().size() * each);
    }

    /** Quality of the lists with no liar about and without the mechanism: what a loss is measured against. */
    private Metrics undisturbed(World world, long seed, Progress progress) {
        AttackSettings how = settings(0, options.rules().getFirst(), seed, false);
        ItemPlaneBefore before = ItemPlaneBefore.prepare(world, how, progress::step);
        return new ItemAttackRun(before, how, new Asleep(), List.of())
                .run(progress::step)
                .last();
    }

    private void fight(World world, double fraction, long seed, Progress progress) {
        List<String> items = of(Attack.Plane.ITEMS);
        if (!items.isEmpty()) {
            // The item plane knows no aggregation rule: once is enough, under the name of what ships.
            String rule = Rules.DEFAULT;
            onItems(
                    items,
                    world,
                    new Setting(fraction, rule, settings(fraction, rule, seed, options.defended())),
                    progress);
        }
        List<String> patterns = of(Attack.Plane.PATTERNS);
        for (String rule : patterns.isEmpty() ? List.<String>of() : options.rules()) {
            onPatterns(
                    patterns,
                    world,
                    new Setting(fraction, rule, settings(fraction, rule, seed, options.defended())),
                    progress);
        }
    }

    private void onPatterns(List<String> attacks, World world, Setting setting, Progress progress) {
        AttackSettings how = setting.how;
        PatternPlaneBefore settled = PatternPlaneBefore.prepare(world, how, how.warmUp(), progress::step);
        PatternPlaneBefore early = PatternPlaneBefore.prepare(world, how, 1, progress::step);
        List<Figures> resting = new PatternAttackRun(early, how, new Asleep()).run(progress::step);
        keep(new Asleep().name(), setting, early.liars(), resting);
        List<List<Figures>> all = attacks.parallelStream()
                .map(AttackLab::fresh)
                .map(a -> new PatternAttackRun(a.early() ? early : settled, how, a).run(progress::step))
                .toList();
        for (int k = 0; k < all.size(); k++) {
            keep(attacks.get(k), setting, settled.liars(), all.get(k));
        }
    }

    private void onItems(List<String> attacks, World world, Setting setting, Progress progress) {
        AttackSettings how = setting.how;
        ItemPlaneBefore before = ItemPlaneBefore.prepare(world, how, progress::step);
        ItemAttackRun.Result resting = new ItemAttackRun(before, how, new Asleep(), List.of()).run(progress::step);
        asleep.add(resting.last());
        baseRates.add(resting.baseRate());
        List<List<Figures>> all = attacks.parallelStream()
                .map(name -> run(fresh(name), before, how, resting, progress))
                .toList();
        for (int k = 0; k < all.size(); k++) {
            keep(attacks.get(k), setting, before.liars(), all.get(k));
        }
    }

    private static List<Figures> run(
            Attack attack,
            ItemPlaneBefore before,
            AttackSettings how,
            ItemAttackRun.Result resting,
            Progress progress) {
        List<MediaId> targets = before.targets(attack.aim(), how.targets(), how.seed());
        List<Figures> rounds = new ItemAttackRun(before, how, attack, targets)
                .run(progress::step)
                .rounds();
        return attack.aim() == Attack.Aim.DEMOTE ? kept(rounds, targets, resting.hits()) : rounds;
    }

    private static List<Figures> kept(List<Figures> rounds, List<MediaId> targets, List<Map<MediaId, Double>> clean) {
        List<Figures> out = new ArrayList<>();
        for (int r = 0; r < rounds.size(); r++) {
            Map<MediaId, Double> hits = clean.get(r);
            double without = targets.stream()
                    .mapToDouble(t -> hits.getOrDefault(t, 0.0))
                    .average()
                    .orElse(0);
            Double with = rounds.get(r).targetHitRate10();
            out.add(rounds.get(r).keeping(without == 0 || with == null ? 1 : with / without));
        }
        return out;
    }

    private void keep(String attack, Setting setting, List<Liar> liars, List<Figures> rounds) {
        Key key = new Key(attack, setting.fraction, setting.rule);
        collected.computeIfAbsent(key, k -> new ArrayList<>()).add(rounds);
        double audited = liars.stream().filter(Liar::audited).count();
        double honest = World.COHORT * data.viewers().size();
        cohort.merge(key, audited / (audited + honest) / options.seeds(), Double::sum);
    }
}
