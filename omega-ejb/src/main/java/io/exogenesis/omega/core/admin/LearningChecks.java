package io.exogenesis.omega.core.admin;

import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.catalogue.EmbedderRoom;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Whether the Core can learn and answer searches. Each check looks; none remembers. */
@Singleton
public class LearningChecks {
    private final GlobalBank bank;
    private final EmbedderRoom embedders;
    private final CatalogueHealth catalogue;
    private final AggregationHealth aggregation;

    @Inject
    public LearningChecks(
            GlobalBank bank, EmbedderRoom embedders, CatalogueHealth catalogue, AggregationHealth aggregation) {
        this.bank = bank;
        this.embedders = embedders;
        this.catalogue = catalogue;
        this.aggregation = aggregation;
    }

    /** Whether every pattern of the bank is in the index. */
    public Check index() {
        int surplus = bank.indexSurplus();
        int patterns = bank.size();
        return new Check("index", surplus == 0, patterns + surplus + " of " + patterns + " patterns indexed");
    }

    /** Loads it if it was not needed yet. */
    public Check embedder() {
        try {
            return new Check("embedder", true, embedders.get().name());
        } catch (EmbedderUnavailableException e) {
            return new Check("embedder", false, String.valueOf(e.getMessage()));
        }
    }

    /** Up while titles are being embedded: a Core in the middle of that takes contributions. */
    public Check catalogue() {
        return catalogue.check();
    }

    /** Whether rounds come to an end. */
    public Check aggregation() {
        return aggregation.check();
    }

    List<Check> all() {
        return List.of(index(), embedder(), catalogue(), aggregation());
    }
}
