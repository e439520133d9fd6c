package io.exogenesis.omega.core.aggregate;

import com.google.protobuf.InvalidProtocolBufferException;
import io.exogenesis.omega.core.bank.EncodedItemModel;
import io.exogenesis.omega.learning.item.ModelTurn;
import io.exogenesis.omega.wire.delta.DeltaChain;
import io.exogenesis.omega.wire.delta.DeltaException;
import io.exogenesis.omega.wire.delta.SteadyModel;
import io.exogenesis.omega.wire.delta.Turn;
import io.exogenesis.omega.wire.v1.ItemModel;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** What a round's item model becomes when it is published: a step from the last one where that is worth it, else as it is. */
final class PublishedModels {
    private static final System.Logger LOG = System.getLogger(PublishedModels.class.getName());
    /** A way of more than half of a model's bytes is not worth its rounding. */
    private static final int SHARE = 2;

    private PublishedModels() {}

    static EncodedItemModel after(Optional<EncodedItemModel> last, ItemModel fresh) {
        return last.filter(EncodedItemModel::isWhole)
                .flatMap(base -> step(base, fresh))
                .orElseGet(() -> new EncodedItemModel(fresh.getVersion(), fresh.toByteArray()));
    }

    /** Empty if there is no good way from this base. */
    private static Optional<EncodedItemModel> step(EncodedItemModel last, ItemModel fresh) {
        try {
            ItemModel base = ItemModel.parseFrom(last.bytes());
            Turn turn = ModelTurn.between(base, fresh);
            ItemModel steady = SteadyModel.of(base, fresh, turn);
            byte[] bytes = steady.toByteArray();
            DeltaChain chain = last.chain().then(base, steady, turn, bytes.length / SHARE);
            return chain.bytes().length == 0
                    ? Optional.empty()
                    : Optional.of(new EncodedItemModel(fresh.getVersion(), bytes, chain));
        } catch (InvalidProtocolBufferException | DeltaException e) {
            LOG.log(Level.WARNING, "the item model is published whole: {0}", e.getMessage());
            return Optional.empty();
        }
    }
}
