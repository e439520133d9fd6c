package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.bank.EncodedItemModel;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.insight.Insights;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.learning.round.RoundState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The states that the last commit names, on disk and in memory: whether they are whole, and how one is made of the other. The item
 * model that is in neither is computed by the next round.
 */
@Singleton
public class StoredStates {
    private final BlobStore blobs;
    private final ContributionLedger ledger;
    private final Insights insights;
    private final GlobalBank bank;
    private final EpochFeed feed;
    private final RoundMemory memory;
    private final RoundRunner rounds;

    @Inject
    public StoredStates(
            BlobStore blobs,
            ContributionLedger ledger,
            Insights insights,
            GlobalBank bank,
            EpochFeed feed,
            RoundMemory memory,
            RoundRunner rounds) {
        this.blobs = blobs;
        this.ledger = ledger;
        this.insights = insights;
        this.bank = bank;
        this.feed = feed;
        this.memory = memory;
        this.rounds = rounds;
    }

    /**
     * Names of those that are damaged, {@code item model in memory} for the one that viewers are given. Empty while a round runs: it
     * may be about to delete what it replaced.
     */
    public List<String> damaged() {
        if (rounds.busy()) {
            return List.of();
        }
        BankHead head = memory.lastKnown();
        List<String> found = damaged(head);
        return rounds.busy() || !head.equals(memory.lastKnown()) ? List.of() : found;
    }

    private List<String> damaged(BankHead head) {
        List<String> found = new ArrayList<>(blobs.damaged(ledger.blobs(head)));
        if (head.itemModel() > 0 && !modelInMemory(head)) {
            found.add("item model in memory");
        }
        return found;
    }

    private boolean modelInMemory(BankHead head) {
        return bank.itemModel()
                .filter(m -> m.version() == head.itemModel())
                .filter(EncodedItemModel::isWhole)
                .isPresent();
    }

    /**
     * Replaces what is damaged. Waits for a round that runs.
     *
     * @return whether an item model had to be computed
     * @throws CoreException if there is no whole copy of a state, and it cannot be computed
     */
    public boolean replace() {
        return rounds.alone(() -> {
            BankHead head = memory.head();
            Set<String> blobsNow = ledger.blobs(head);
            List<String> broken = blobs.damaged(blobsNow);
            replaceStates(head, broken);
            return head.itemModel() > 0
                    && (broken.contains(BankHead.itemModelBlob(head.itemModel())) || !modelInMemory(head))
                    && replaceModel(head);
        });
    }

    private void replaceStates(BankHead head, List<String> broken) {
        if (broken.contains(head.learnerBlob())) {
            RoundState state = feed.inMemory(head)
                    .orElseThrow(
                            () -> new CoreException("the state of the learner is damaged on disk and not in memory: a"
                                    + " backup has to be restored"));
            blobs.write(head.learnerBlob(), state.encode());
        }
        if (broken.contains(head.insightBlob())) {
            blobs.write(head.insightBlob(), insights.encode());
        }
        if (broken.stream().anyMatch(name -> name.endsWith(".ledger"))) {
            ledger.rewrite(head);
        }
    }

    /** From the copy that is whole, or by a round. Returns whether it took a round. */
    private boolean replaceModel(BankHead head) {
        String name = BankHead.itemModelBlob(head.itemModel());
        if (modelInMemory(head)) {
            Optional<EncodedItemModel> whole = bank.itemModel();
            whole.ifPresent(m -> blobs.write(name, m.bytes()));
            return false;
        }
        bank.reloadItemModel(head.itemModel());
        if (modelInMemory(head)) {
            return false;
        }
        RoundState state = feed.inMemory(head).orElseGet(() -> RoundState.decode(blobs.read(head.learnerBlob())));
        blobs.write(head.learnerBlob(), state.withoutModel().encode());
        feed.forget(); // else the next round would go on from what says that the model is published
        rounds.runScheduled();
        BankHead after = memory.head();
        if (after.itemModel() == head.itemModel() || !modelInMemory(after)) {
            throw new CoreException("the round computed no item model");
        }
        return true;
    }
}
