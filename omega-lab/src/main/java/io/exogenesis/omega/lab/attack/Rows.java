package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.model.TasteSample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/** Builds samples and reports that the protocol accepts: at most fifty titles, each once. For writers of attacks. */
public final class Rows {
    private static final int MOST = TasteSample.DEFAULT_ITEMS;

    private final SequencedMap<MediaId, Liking> items = new LinkedHashMap<>();

    /** Appends a title, newest last, while there is room; one that is there keeps its place. */
    public Rows add(MediaId title, Liking liking) {
        if (items.size() < MOST) {
            items.putIfAbsent(title, liking);
        }
        return this;
    }

    public boolean full() {
        return items.size() >= MOST;
    }

    public int size() {
        return items.size();
    }

    /** @throws io.exogenesis.omega.model.InvalidValueException if it is empty */
    public TasteSample sample() {
        return new TasteSample(items.entrySet().stream()
                .map(e -> new SampledItem(e.getKey(), e.getValue()))
                .toList());
    }

    /** A sample with titles put in at random places of its newer half, as loved; as many others give way. */
    public static TasteSample with(TasteSample cover, List<MediaId> titles, RandomGenerator random) {
        List<SampledItem> kept = new ArrayList<>(
                cover.items().stream().filter(i -> !titles.contains(i.item())).toList());
        while (kept.size() > Math.max(0, MOST - titles.size())) {
            kept.remove(random.nextInt(kept.size()));
        }
        for (MediaId t : titles) {
            int half = kept.size() / 2;
            kept.add(half + random.nextInt(kept.size() - half + 1), new SampledItem(t, Liking.HIGH));
        }
        return new TasteSample(kept);
    }

    /** A sample without some titles; empty if nothing is left. */
    public static Optional<TasteSample> without(TasteSample cover, List<MediaId> titles) {
        List<SampledItem> kept =
                cover.items().stream().filter(i -> !titles.contains(i.item())).toList();
        return kept.isEmpty() ? Optional.empty() : Optional.of(new TasteSample(kept));
    }

    /** A share of a sample's titles exchanged for others that people watch. */
    public static TasteSample blurred(TasteSample sample, double share, Market market, RandomGenerator random) {
        Rows out = new Rows();
        for (SampledItem i : sample.items()) {
            boolean keep = random.nextDouble() >= share;
            MediaId other = keep ? i.item() : market.anyWatch(random);
            out.add(other, keep ? i.liking() : market.usualLiking(other));
        }
        return out.sample();
    }

    /** Claims that every showing of some titles ended in a watch and that others were shown as often in vain. */
    public static Optional<Outcomes> claims(List<MediaId> watched, List<MediaId> rejected, int showings) {
        Map<MediaId, ItemOutcome> out = new LinkedHashMap<>();
        watched.forEach(m -> out.put(m, new ItemOutcome(m, showings, showings)));
        rejected.forEach(m -> out.putIfAbsent(m, new ItemOutcome(m, showings, 0)));
        List<ItemOutcome> items =
                out.values().stream().limit(Outcomes.MAX_ITEMS).toList();
        return items.isEmpty() ? Optional.empty() : Optional.of(new Outcomes(items, List.of()));
    }
}
