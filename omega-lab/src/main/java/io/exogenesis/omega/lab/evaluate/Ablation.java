package io.exogenesis.omega.lab.evaluate;

import static io.exogenesis.omega.learning.item.Feature.CONTENT_2;
import static io.exogenesis.omega.learning.item.Feature.CONTENT_30;
import static io.exogenesis.omega.learning.item.Feature.GENRES_2;
import static io.exogenesis.omega.learning.item.Feature.GENRES_UNSUPPORTED;
import static io.exogenesis.omega.learning.item.Feature.PAIRS_5;
import static io.exogenesis.omega.learning.item.Feature.PAIRS_50;
import static io.exogenesis.omega.learning.item.Feature.YEARS_2;
import static io.exogenesis.omega.learning.item.Feature.YEARS_UNSUPPORTED;

import io.exogenesis.omega.lab.core.ShownLists;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Row;
import io.exogenesis.omega.learning.item.Feature;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.item.ItemScorer;
import io.exogenesis.omega.model.ConsolidatedPattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What each part of a list is worth: the list as it is shown, then with one part off at a time. The weights of the other parts
 * stay what they are, so a part that others could replace after a new fit looks dearer than it is.
 */
public final class Ablation {
    /** Nothing is off. */
    public static final String WHOLE = "whole";
    /** No item model: the own history and the patterns. */
    public static final String ITEM_MODEL = "item-model";
    /** No consolidated patterns. */
    public static final String PATTERNS = "patterns";

    /** Parts of the scorer. Content also stands in the item model itself, whose directions it bends; there it stays. */
    private static final Map<String, Set<Feature>> FEATURES = new LinkedHashMap<>();

    static {
        FEATURES.put("content", Set.of(CONTENT_2, CONTENT_30));
        FEATURES.put("pairs", Set.of(PAIRS_5, PAIRS_50));
        FEATURES.put("years", Set.of(YEARS_2, YEARS_UNSUPPORTED));
        FEATURES.put("genres", Set.of(GENRES_2, GENRES_UNSUPPORTED));
    }

    private Ablation() {}

    /**
     * One row a part.
     *
     * @param model of the round
     * @param bank of the round; patterns on probation influence nothing in any row
     */
    public static Map<String, Row> rows(
            ShownLists lists, Optional<ItemModel> model, List<ConsolidatedPattern> bank, Examiner examiner) {
        Map<String, ShownLists.Scores> variants = new LinkedHashMap<>();
        variants.put(WHOLE, lists.by(model, bank));
        variants.put(ITEM_MODEL, lists.by(Optional.empty(), bank));
        variants.put(PATTERNS, lists.by(model, List.of()));
        FEATURES.forEach((part, off) ->
                variants.put(part, lists.with(ItemScorer.without(off)).by(model, bank)));
        Map<String, Row> out = new LinkedHashMap<>();
        variants.forEach((part, scores) ->
                out.put(part, Row.of(examiner.examine(part, "", scores::of), examiner.items())));
        return out;
    }
}
