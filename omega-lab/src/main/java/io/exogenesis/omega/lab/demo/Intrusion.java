package io.exogenesis.omega.lab.demo;

import io.exogenesis.omega.lab.attack.Attack;
import io.exogenesis.omega.lab.attack.Attacks;
import io.exogenesis.omega.lab.attack.Liar;
import io.exogenesis.omega.lab.attack.Lie;
import io.exogenesis.omega.lab.attack.Market;
import io.exogenesis.omega.lab.attack.Rows;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.LastSplit;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.learning.taste.SampleSelector;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * The liars of a demonstration: agents like all others, over the same wire, whose histories are made up so that the sample of
 * titles that leaves them is the one the attack wants. What an attack does besides, such as false reports, needs the audit cohort
 * and is left to {@code ./omega lab attack}.
 *
 * @param targets titles to push: known to a few honest viewers
 * @param parts one for each liar, nothing held out
 */
record Intrusion(List<MediaId> targets, List<LastSplit.Part> parts) {
    private static final int TARGETS = 3;
    private static final int FEWEST = 5;
    private static final int MOST = 15;
    /** Share of a cover's titles that are exchanged. */
    private static final double BLUR = .2;

    Intrusion {
        targets = List.copyOf(targets);
        parts = List.copyOf(parts);
    }

    /** @throws DemoException if the attack does not work through samples */
    static Attack attack(String name) {
        Attack attack = Attacks.byName(name)
                .orElseThrow(() -> DemoException.usage(
                        "no attack is called '" + name + "': it is one of " + String.join(", ", playable())));
        if (!playable().contains(name)) {
            throw DemoException.usage(
                    "'" + name + "' does not push titles through samples; ./omega lab attack plays it,"
                            + " a demo plays one of " + String.join(", ", playable()));
        }
        return attack;
    }

    private static List<String> playable() {
        return Attacks.names().stream()
                .filter(n -> Attacks.byName(n)
                        .filter(a -> a.plane() == Attack.Plane.ITEMS && a.aim() == Attack.Aim.PROMOTE)
                        .isPresent())
                .toList();
    }

    /** @param content of the titles of {@code data}, in their order */
    static Intrusion of(
            DemoOptions.Malice malice, Dataset data, List<LastSplit.Part> honest, ContentSpace content, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TasteSample> samples =
                honest.stream().flatMap(p -> sample(data, p).stream()).toList();
        Market market = new Market(content, samples);
        List<MediaId> targets = targets(market, random);
        if (targets.isEmpty() || samples.isEmpty()) {
            throw DemoException.failed(
                    "there is no title that a few viewers know, so nothing to push: take more viewers");
        }
        List<Liar> liars = new ArrayList<>();
        int n = Math.max(1, (int) Math.round(honest.size() * malice.fraction() / (1 - malice.fraction())));
        for (int k = 0; k < n; k++) {
            TasteSample model = samples.get(random.nextInt(samples.size()));
            TasteSample cover = Rows.blurred(model, BLUR, market, random);
            liars.add(new Liar(k, new ViewerId("liar-" + k), cover, List.of(), false));
        }
        Scene scene = new Scene(
                1,
                1,
                targets,
                liars,
                market,
                Optional.empty(),
                List.of(),
                List.of(),
                samples,
                List.of(),
                Scene.Foresight.NONE);
        List<Lie> lies = attack(malice.attack()).lies(scene, random);
        Map<MediaId, Integer> index = new HashMap<>();
        for (int j = 0; j < data.items().size(); j++) {
            index.put(data.items().get(j).id(), j);
        }
        long newest = honest.stream()
                .flatMap(p -> p.train().stream())
                .mapToLong(RatingEvent::epochSecond)
                .max()
                .orElse(0);
        return new Intrusion(
                targets,
                lies.stream()
                        .filter(l -> l.sample().isPresent())
                        .map(l -> new LastSplit.Part(
                                l.viewer().value(),
                                history(l.sample().get(), index, newest),
                                java.util.OptionalInt.empty()))
                        .toList());
    }

    private static Optional<TasteSample> sample(Dataset data, LastSplit.Part part) {
        return SampleSelector.select(part.train().stream()
                .map(e -> HistoryItem.ofRating(data.items().get(e.item()).id(), e.rating()))
                .toList());
    }

    private static List<MediaId> targets(Market market, SplittableRandom random) {
        List<MediaId> known = new ArrayList<>(market.byPopularity().stream()
                .filter(m -> market.watchers(m) >= FEWEST && market.watchers(m) <= MOST)
                .toList());
        Collections.shuffle(known, Random.from(random));
        return known.stream().limit(TARGETS).toList();
    }

    /** Ratings from which an agent selects exactly this sample: it has no more titles than one may have. */
    static List<RatingEvent> history(TasteSample sample, Map<MediaId, Integer> index, long newest) {
        List<RatingEvent> out = new ArrayList<>();
        for (SampledItem i : sample.items()) {
            Integer item = index.get(i.item());
            if (item != null) {
                out.add(new RatingEvent(
                        item, rating(i.liking()), newest - sample.items().size() + out.size()));
            }
        }
        return out;
    }

    private static double rating(SampledItem.Liking liking) {
        return switch (liking) {
            case HIGH -> 5;
            case MEDIUM -> 3.5;
            case LOW -> 2;
        };
    }
}
