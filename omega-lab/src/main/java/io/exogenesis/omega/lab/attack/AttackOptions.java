package io.exogenesis.omega.lab.attack;

import java.util.List;

/**
 * What is tried: every attack with every fraction and every rule, each with {@code seeds} seeds from {@code seed} on.
 *
 * @param attacks names, all known
 * @param fractions of all viewers, in (0, .9]
 * @param rules names of aggregation rules, all known
 * @param targets titles attacked at once
 * @param replayed in the data's own time, cut into as many epochs as there are of warm-up and attack
 * @param defended with the item plane's defence; without it, for comparison
 */
public record AttackOptions(
        List<String> attacks,
        List<Double> fractions,
        List<String> rules,
        int rounds,
        int warmUp,
        int targets,
        long seed,
        int seeds,
        boolean newcomers,
        boolean defended,
        boolean replayed) {
    public AttackOptions {
        attacks = List.copyOf(attacks);
        fractions = List.copyOf(fractions);
        rules = List.copyOf(rules);
    }
}
