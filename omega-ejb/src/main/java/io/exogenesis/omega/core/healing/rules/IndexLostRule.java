package io.exogenesis.omega.core.healing.rules;

import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.healing.HealingRule;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The bank's search index lacks patterns, has others, or does not answer: it is built anew from the patterns in memory. */
@Singleton
public class IndexLostRule implements HealingRule {
    /**
     * Patterns that a look asks for: as much work as four searches of viewers. Lost entries show in the index's size at once; wrong
     * vectors in a tenth of the entries are met by every third look.
     */
    private static final int ASKED = 4;

    private final GlobalBank bank;
    private final RandomGenerator random;

    @Inject
    public IndexLostRule(GlobalBank bank, RandomGenerator random) {
        this.bank = bank;
        this.random = random;
    }

    @Override
    public String fault() {
        return "index-lost";
    }

    @Override
    public Optional<Symptom> look() {
        return bank.indexTrouble(random.nextInt(Integer.MAX_VALUE), ASKED).map(Symptom::new);
    }

    @Override
    public Remedy heal(Symptom symptom) {
        int patterns = bank.rebuildIndex();
        return new Remedy(
                "built the search index anew from the " + patterns + " patterns of the bank",
                "searches find every pattern again from now on");
    }
}
