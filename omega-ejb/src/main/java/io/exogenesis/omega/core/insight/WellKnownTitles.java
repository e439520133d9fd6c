package io.exogenesis.omega.core.insight;

import com.google.protobuf.InvalidProtocolBufferException;
import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.bank.EncodedItemModel;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The titles that most viewers know, by the support that the item model publishes to every viewer anyway. An item model is read once,
 * by whoever asks first. Thread-safe.
 */
@Singleton
public class WellKnownTitles {
    /** Names that are kept: a first evening offers some of them. */
    static final int KEPT = 200;

    private final GlobalBank bank;
    private final Catalogue catalogue;
    private volatile Ranking ranking = new Ranking(null, List.of());

    /** @param of the item model that was read; null: there is none */
    private record Ranking(@Nullable EncodedItemModel of, List<MediaId> ids) {}

    @Inject
    public WellKnownTitles(GlobalBank bank, Catalogue catalogue) {
        this.bank = bank;
        this.catalogue = catalogue;
    }

    /** At most {@code limit} titles of the catalogue, the best known first; empty while there is no item model. */
    public List<MediaItem> best(int limit) {
        List<MediaId> ids = ranking();
        return catalogue.published().stream()
                .flatMap(now -> ids.stream().flatMap(id -> now.title(id).stream()))
                .limit(limit)
                .toList();
    }

    /* Two threads may both read it, which is harmless. */
    private List<MediaId> ranking() {
        Optional<EncodedItemModel> now = bank.itemModel();
        Ranking known = ranking;
        if (known.of() != now.orElse(null)) {
            known = new Ranking(
                    now.orElse(null), now.map(WellKnownTitles::ranked).orElse(List.of()));
            ranking = known;
        }
        return known.ids();
    }

    private static List<MediaId> ranked(EncodedItemModel encoded) {
        ItemModel model;
        try {
            model = ItemModel.fromWire(io.exogenesis.omega.wire.v1.ItemModel.parseFrom(encoded.bytes()));
        } catch (InvalidProtocolBufferException e) {
            throw new CoreException("the item model " + encoded.version() + " cannot be read", e);
        }
        return IntStream.range(0, model.items())
                .filter(row -> model.support(row) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> -model.support(row)))
                .limit(KEPT)
                .map(model.ids()::get)
                .toList();
    }
}
