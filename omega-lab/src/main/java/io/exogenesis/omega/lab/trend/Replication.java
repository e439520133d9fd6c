package io.exogenesis.omega.lab.trend;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.lab.trend.TrendReport.Discovered;
import io.exogenesis.omega.learning.discovery.Discoveries;
import io.exogenesis.omega.learning.discovery.DiscoverySettings;
import io.exogenesis.omega.learning.discovery.PairSearch;
import io.exogenesis.omega.learning.discovery.TitlePair;
import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.learning.taste.SampleSelector;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.TasteSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Discoveries of one half of the viewers, judged by the other half, whose samples they never saw. */
final class Replication {
    /** χ² with one degree of freedom at 5 %. */
    private static final double FIVE_PER_CENT = 3.84;

    private final List<TasteSample> samples;
    private final TextCosines cosines;
    private final DiscoverySettings settings;

    Replication(Dataset dataset, TextCosines cosines, DiscoverySettings settings) {
        this.samples = dataset.viewers().stream()
                .map(v -> sample(dataset, v))
                .flatMap(Optional::stream)
                .toList();
        this.cosines = cosines;
        this.settings = settings;
    }

    /** What the viewer's agent would send: at most 50 titles. */
    private static Optional<TasteSample> sample(Dataset dataset, ViewerHistory viewer) {
        return SampleSelector.select(viewer.events().stream()
                .map(e -> HistoryItem.ofRating(dataset.items().get(e.item()).id(), e.rating()))
                .toList());
    }

    /** One split a seed. */
    Discovered measure(LongStream seeds) {
        List<Split> splits = new ArrayList<>();
        seeds.forEach(seed -> split(seed).ifPresent(splits::add));
        List<Double> each = splits.stream().map(Split::replication).sorted().toList();
        return new Discovered(
                mean(each),
                each.isEmpty() ? List.of() : List.of(each.getFirst(), each.getLast()),
                mean(splits.stream().map(Split::significant).toList()),
                mean(splits.stream().map(Split::chance).toList()),
                splits.stream().mapToInt(Split::top).average().orElse(0),
                splits.size(),
                cosines.embedded());
    }

    private static @Nullable Double mean(List<Double> values) {
        return values.isEmpty()
                ? null
                : values.stream().mapToDouble(d -> d).average().orElse(0);
    }

    private Optional<Split> split(long seed) {
        List<TasteSample> shuffled = new ArrayList<>(samples);
        Collections.shuffle(shuffled, new Random(seed));
        List<TasteSample> shown = shuffled.subList(0, shuffled.size() / 2);
        List<TasteSample> asked = shuffled.subList(shuffled.size() / 2, shuffled.size());
        List<TitlePair> top = Discoveries.of(PairSearch.find(shown, settings), cosines, 0, settings).list().stream()
                .map(d -> d.pair())
                .toList();
        if (top.isEmpty()) {
            return Optional.empty();
        }
        Judge judge = new Judge(asked);
        Strangers strangers = new Strangers(shown, new SplittableRandom(seed));
        int same = 0;
        int significant = 0;
        int chance = 0;
        for (int k = 0; k < top.size(); k++) {
            TitlePair there = judge.count(top.get(k).a(), top.get(k).b());
            same += there.lift() > settings.minLift() ? 1 : 0;
            significant += there.both() > there.expected() && there.g2() > FIVE_PER_CENT ? 1 : 0;
            MediaId stranger = strangers.like(top.get(k).b(), top.get(k).a());
            chance += judge.count(top.get(k).a(), stranger).lift() > settings.minLift() ? 1 : 0;
        }
        double n = top.size();
        return Optional.of(new Split(top.size(), same / n, significant / n, chance / n));
    }

    private record Split(int top, double replication, double significant, double chance) {}

    /** Finds titles with about as many viewers as another one. */
    private static final class Strangers {
        private static final int REACH = 25;

        private final List<MediaId> bySupport;
        private final RandomGenerator random;

        Strangers(List<TasteSample> shown, RandomGenerator random) {
            Map<MediaId, Integer> support = new TreeMap<>();
            shown.forEach(s -> s.items().forEach(i -> support.merge(i.item(), 1, Integer::sum)));
            this.bySupport = support.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .toList();
            this.random = random;
        }

        MediaId like(MediaId title, MediaId butNot) {
            int at = bySupport.indexOf(title);
            MediaId found = title;
            while (found.equals(title) || found.equals(butNot)) {
                int near = at + random.nextInt(2 * REACH + 1) - REACH;
                found = bySupport.get(Math.floorMod(near, bySupport.size()));
            }
            return found;
        }
    }

    /** Counts single pairs over the asked half. */
    private static final class Judge {
        private final List<Set<MediaId>> rows;

        Judge(List<TasteSample> asked) {
            rows = asked.stream()
                    .<Set<MediaId>>map(s -> {
                        Set<MediaId> row = new HashSet<>();
                        s.items().forEach(i -> row.add(i.item()));
                        return row;
                    })
                    .toList();
        }

        TitlePair count(MediaId x, MediaId y) {
            MediaId a = x.compareTo(y) < 0 ? x : y;
            MediaId b = x.compareTo(y) < 0 ? y : x;
            int ofA = 0;
            int ofB = 0;
            int both = 0;
            for (Set<MediaId> row : rows) {
                boolean hasA = row.contains(a);
                boolean hasB = row.contains(b);
                ofA += hasA ? 1 : 0;
                ofB += hasB ? 1 : 0;
                both += hasA && hasB ? 1 : 0;
            }
            return new TitlePair(a, b, both, ofA, ofB, rows.size());
        }
    }
}
