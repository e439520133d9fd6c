package io.exogenesis.omega.core.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.Background;
import io.exogenesis.omega.core.TestEmbedder;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.EmbedderRoom;
import io.exogenesis.omega.core.port.BankCommit;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BankStore.Removal;
import io.exogenesis.omega.core.port.InMemoryBankStore;
import io.exogenesis.omega.core.port.InMemoryBlobStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading the bank page by page while it changes. */
class PatternPageTest {
    private final EmbedderRoom room = new EmbedderRoom(TestEmbedder::new);
    private final Catalogue catalogue =
            new Catalogue(new InMemoryCatalogueStore(), room, new Background(Runnable::run));
    private final InMemoryBankStore store = new InMemoryBankStore();
    private final GlobalBank bank = new GlobalBank(store, new InMemoryBlobStore(), catalogue, room);

    @BeforeEach
    void sixPatterns() {
        bank.load();
        for (String id : List.of("a", "b", "c", "d", "e", "f")) {
            change(List.of(id), List.of());
        }
    }

    /** A round that upserts and removes these, under a version of its own. */
    private void change(List<String> upserts, List<String> removals) {
        BankHead before = store.head();
        long version = before.version().number() + 1;
        BankHead after = new BankHead(
                new BankVersion(before.version().bankId(), version),
                before.round() + 1,
                before.epoch(),
                before.epochStartedAt(),
                before.epochStart(),
                before.consumed(),
                before.checkpoint(),
                before.itemModel(),
                before.forgotten());
        RoundRecord round = new RoundRecord(
                after.round(), 0, false, Instant.EPOCH, 1, version, 3, 3, 1, 1, 0, 0, false, 1, 0, 0, 0, List.of());
        BankCommit commit = new BankCommit(
                before,
                after,
                upserts.stream().map(id -> Samples.consolidated(id, version)).toList(),
                removals.stream()
                        .map(id -> new Removal(new PatternId(id), version))
                        .toList(),
                round);
        store.commit(commit);
        bank.advance(commit, Optional.empty());
    }

    private static List<String> ids(List<ConsolidatedPattern> patterns) {
        return patterns.stream().map(p -> p.id().value()).toList();
    }

    /** By a count, what left in front of the reader made it leave out as many behind. */
    @Test
    void page_behindAPlace_leavesNothingOutWhateverLeavesMeanwhile() {
        GlobalBank.Page first = bank.page(0, 2, PatternFilter.ALL);
        change(List.of(), List.of("a", "b", "c"));

        GlobalBank.Page second = bank.page(first.next().orElseThrow(), 2, PatternFilter.ALL);

        assertThat(ids(first.patterns())).containsExactly("a", "b");
        assertThat(ids(second.patterns())).containsExactly("d", "e");
        assertThat(ids(bank.page(2, 2, PatternFilter.ALL).patterns()))
                .as("by a count")
                .containsExactly("f");
    }

    @Test
    void page_whatChangesMeanwhile_comesAgainAtTheEnd() {
        List<String> read = new ArrayList<>();
        GlobalBank.Page page = bank.page(0, 2, PatternFilter.ALL);
        read.addAll(ids(page.patterns()));
        change(List.of("a", "e"), List.of());
        while (page.next().isPresent()) {
            page = bank.page(page.next().get(), 2, PatternFilter.ALL);
            read.addAll(ids(page.patterns()));
        }

        assertThat(read).containsExactly("a", "b", "c", "d", "f", "a", "e");
    }

    @Test
    void page_pastTheEnd_isEmptyAndTheLast() {
        assertThat(bank.page(6, 10, PatternFilter.ALL).patterns()).isEmpty();
        assertThat(bank.page(Integer.MAX_VALUE, 10, PatternFilter.ALL).next()).isEmpty();
        assertThat(bank.page(4, 2, PatternFilter.ALL).next())
                .as("the last is known to be")
                .isEmpty();
        PatternPlace last = PatternPlace.of(bank.contents().patterns().getLast());
        assertThat(bank.page(last, 10, PatternFilter.ALL).patterns()).isEmpty();
    }
}
