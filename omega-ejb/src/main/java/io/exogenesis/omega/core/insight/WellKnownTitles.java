package io.exogenesis.omega.core.insight;

import com.google.protobuf.InvalidProtocolBufferException;
import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.bank.EncodedItemModel;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.wire.v1.ItemModel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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
    private volatile Ranking ranking = Ranking.NONE;

    /** Of the item model with this version and checksum; its bytes are not kept. */
    private record Ranking(long version, int crc32c, List<MediaId> ids) {
        static final Ranking NONE = new Ranking(0, 0, List.of());

        boolean isOf(EncodedItemModel model) {
            return version == model.version() && crc32c == model.crc32c();
        }
    }

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
        EncodedItemModel now = bank.itemModel().orElse(null);
        if (now == null) {
            return List.of();
        }
        Ranking known = ranking;
        if (!known.isOf(now)) {
            known = new Ranking(now.version(), now.crc32c(), ranked(now));
            ranking = known;
        }
        return known.ids();
    }

    private static List<MediaId> ranked(EncodedItemModel encoded) {
        try {
            ItemModel model = ItemModel.parseFrom(encoded.bytes());
            return IntStream.range(0, model.getMediaIdsCount())
                    .filter(row -> model.getSupport(row) > 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer row) -> -model.getSupport(row)))
                    .limit(KEPT)
                    .map(row -> new MediaId(model.getMediaIds(row)))
                    .toList();
        } catch (InvalidProtocolBufferException e) {
            throw new CoreException("the item model " + encoded.version() + " cannot be read", e);
        }
    }
}
