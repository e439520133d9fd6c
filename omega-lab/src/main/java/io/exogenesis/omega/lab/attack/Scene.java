package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.TasteSample;
import java.util.List;
import java.util.Optional;

/**
 * What an attacker sees when it decides. What is public: rounds, market, model and bank. What only an omniscient one would
 * have: every honest contribution, and a look ahead through the mechanism itself. An attack says in its Javadoc which it uses.
 *
 * @param round of the attack, from 1
 * @param targets titles to push or to demote
 * @param model as published last; empty where nothing was published, or in the pattern plane
 * @param bank as published last
 * @param attacked patterns of the bank that are measured, as they stand now; empty in the item plane
 * @param honest samples of the honest viewers in this epoch
 * @param honestPatterns their patterns
 * @param foresight what a set of lies would gain
 */
public record Scene(
        int round,
        int rounds,
        List<MediaId> targets,
        List<Liar> liars,
        Market market,
        Optional<ItemModel> model,
        List<ConsolidatedPattern> bank,
        List<ConsolidatedPattern> attacked,
        List<TasteSample> honest,
        List<ExogenesisPattern> honestPatterns,
        Foresight foresight) {
    public Scene {
        targets = List.copyOf(targets);
        liars = List.copyOf(liars);
        bank = List.copyOf(bank);
        attacked = List.copyOf(attacked);
        honest = List.copyOf(honest);
        honestPatterns = List.copyOf(honestPatterns);
    }

    /** A look into the future through the real mechanism, as often as an attack can afford the seconds it takes. */
    @FunctionalInterface
    public interface Foresight {
        /** No look ahead. */
        Foresight NONE = lies -> 0;

        /** Share of honest viewers, in [0, 1], who would have a target in their first ten after these lies. */
        double hitRate(List<Lie> lies);
    }
}
