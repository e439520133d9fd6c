package io.exogenesis.omega.lab.heal.fault;

import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.lab.heal.subject.Subject;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.vector.index.IndexFields;
import io.exogenesis.omega.vector.index.VectorIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * The bank's search index loses entries, loses all, or has other vectors under their names. One that is closed is no fault of this class:
 * the next round that commits builds it anew.
 */
final class IndexLost implements Fault {
    /** Below this share too few searches would notice to speak of a fault. */
    private static final double LEAST = .2;

    private final Subject subject;
    private final SplittableRandom random;

    IndexLost(Subject subject, SplittableRandom random) {
        this.subject = subject;
        this.random = random;
    }

    @Override
    public String inject() {
        VectorIndex index = subject.surroundings().index();
        List<ConsolidatedPattern> patterns =
                new ArrayList<>(subject.core().get(GlobalBank.class).contents().patterns());
        Collections.shuffle(patterns, new Random(random.nextLong()));
        int some = (int) Math.ceil(patterns.size() * random.nextDouble(LEAST, 1));
        switch (random.nextInt(3)) {
            case 0 -> {
                patterns.subList(0, some).forEach(p -> index.delete(p.id().value()));
                index.refresh();
                return "the index lost " + some + " of " + patterns.size() + " entries";
            }
            case 1 -> {
                for (int i = 0; i < some; i++) {
                    ConsolidatedPattern other = patterns.get((i + 1) % patterns.size());
                    index.upsert(patterns.get(i).id().value(), other.embedding(), IndexFields.NONE);
                }
                index.refresh();
                return some + " of " + patterns.size() + " entries of the index have another's vector";
            }
            default -> {
                index.clear();
                index.refresh();
                return "the index lost all " + patterns.size() + " entries";
            }
        }
    }

    @Override
    public List<String> broken() {
        return List.of();
    }

    @Override
    public boolean concernsRounds() {
        return false;
    }
}
