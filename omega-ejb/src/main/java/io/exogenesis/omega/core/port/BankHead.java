package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.BankVersion;
import java.time.Instant;
import java.util.Set;

/**
 * Where bank and aggregation stand: everything that must change together or not at all.
 *
 * @param version of the bank
 * @param round number of the last round, 0 before the first
 * @param epoch number of the running epoch, from 0
 * @param epochStartedAt by the Core's clock
 * @param epochStart position in the contribution log where the running epoch begins
 * @param consumed position in the log up to which the checkpoint speaks
 * @param checkpoint name of the blobs that belong to {@code consumed}, empty before there are any
 * @param itemModel version of the newest item model, 0 for none
 * @param forgotten removals of this bank version and before are not remembered; it never falls
 */
public record BankHead(
        BankVersion version,
        long round,
        long epoch,
        Instant epochStartedAt,
        long epochStart,
        long consumed,
        String checkpoint,
        long itemModel,
        long forgotten) {

    /** Name of the ledger's blob. */
    public String ledgerBlob() {
        return checkpoint + ".ledger";
    }

    /** Name of the learner's blob; there is none before the first round. */
    public String learnerBlob() {
        return checkpoint + ".learner";
    }

    /** Name of the blob with trends and discoveries; there is none before the first round. */
    public String insightBlob() {
        return checkpoint + ".insight";
    }

    /** Name of an item model's blob. */
    public static String itemModelBlob(long version) {
        return "item-model-" + version;
    }

    /** Name of the blob with what leads to an item model from those before; a head does well without it. */
    public static String itemModelChainBlob(long version) {
        return "item-model-chain-" + version;
    }

    /** All blobs that this head needs. */
    public Set<String> blobs() {
        Set<String> names = new java.util.HashSet<>();
        if (!checkpoint.isEmpty()) {
            names.add(ledgerBlob());
        }
        if (round > 0) {
            names.add(learnerBlob());
            names.add(insightBlob());
        }
        if (itemModel > 0) {
            names.add(itemModelBlob(itemModel));
        }
        return names;
    }
}
