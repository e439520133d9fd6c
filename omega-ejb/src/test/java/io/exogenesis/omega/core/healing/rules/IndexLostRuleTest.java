package io.exogenesis.omega.core.healing.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.Background;
import io.exogenesis.omega.core.TestEmbedder;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.bank.PatternFilter;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.EmbedderRoom;
import io.exogenesis.omega.core.healing.HealingRule.Symptom;
import io.exogenesis.omega.core.port.InMemoryBankStore;
import io.exogenesis.omega.core.port.InMemoryBlobStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.vector.index.IndexFields;
import io.exogenesis.omega.vector.index.VectorIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IndexLostRuleTest {
    private static final int PATTERNS = 30;
    private static final PatternFilter ALL = new PatternFilter(Optional.empty(), Optional.empty(), 0);

    private final List<ConsolidatedPattern> patterns = IntStream.rangeClosed(1, PATTERNS)
            .mapToObj(n -> Samples.consolidated("p" + n, n))
            .toList();
    private final List<VectorIndex> made = new ArrayList<>();
    private boolean noMemory;
    private final GlobalBank bank = bank();
    private final IndexLostRule rule = new IndexLostRule(bank, new Random(3));

    private GlobalBank bank() {
        InMemoryBankStore store = new InMemoryBankStore() {
            @Override
            public List<ConsolidatedPattern> patterns() {
                return patterns;
            }
        };
        EmbedderRoom room = new EmbedderRoom(TestEmbedder::new);
        Catalogue catalogue = new Catalogue(new InMemoryCatalogueStore(), room, new Background(Runnable::run));
        return new GlobalBank(store, new InMemoryBlobStore(), catalogue, room, this::index);
    }

    private VectorIndex index() {
        if (noMemory) {
            throw new IllegalStateException("no memory for an index");
        }
        made.add(VectorIndex.inMemory());
        return made.getLast();
    }

    private enum Damage {
        CLOSED(VectorIndex::close),
        EMPTY(index -> {
            index.clear();
            index.refresh();
        }),
        ONE_MISSING(index -> {
            index.delete("p7");
            index.refresh();
        }),
        ALL_VECTORS_WRONG(index -> {
            for (int n = 1; n <= PATTERNS; n++) {
                index.upsert("p" + n, Samples.embedding(-n), IndexFields.NONE);
            }
            index.refresh();
        }),
        /** Every vector is still there, under another's name. */
        NAMES_EXCHANGED(index -> {
            for (int n = 1; n <= PATTERNS; n++) {
                index.upsert("p" + n, Samples.embedding(n % PATTERNS + 1), IndexFields.NONE);
            }
            index.refresh();
        });

        private final Consumer<VectorIndex> work;

        Damage(Consumer<VectorIndex> work) {
            this.work = work;
        }
    }

    @ParameterizedTest
    @EnumSource
    void heal_indexIsDamaged_searchesFindAllAgain(Damage damage) {
        bank.load();
        assertThat(rule.look()).isEmpty();
        damage.work.accept(made.getLast());

        Symptom seen = rule.look().orElseThrow();
        assertThat(rule.heal(seen).action()).contains(PATTERNS + " patterns");

        assertThat(rule.look()).isEmpty();
        for (ConsolidatedPattern p : patterns) {
            assertThat(bank.search(p.embedding(), 1, ALL).getFirst().pattern().id())
                    .isEqualTo(p.id());
        }
    }

    @Test
    void heal_noMemoryForAnotherIndex_theFaultStaysSeenUntilThereIs() {
        bank.load();
        made.getLast().close();
        noMemory = true;
        Symptom seen = rule.look().orElseThrow();
        assertThatThrownBy(() -> rule.heal(seen)).hasMessage("no memory for an index");
        assertThat(rule.look()).isPresent();

        noMemory = false;
        rule.heal(seen);
        assertThat(rule.look()).isEmpty();
    }

    /** Would catch a look that takes a Core which is starting for a broken one. */
    @Test
    void look_bankIsNotLoadedYet_seesNothing() {
        assertThat(rule.look()).isEmpty();
    }

    /** Would catch a bank that stays behind its store for ever, since the first thing it did was to clear a closed index. */
    @Test
    void load_indexIsClosed_makesAnother() {
        bank.load();
        made.getLast().close();
        bank.load();
        assertThat(rule.look()).isEmpty();
    }
}
