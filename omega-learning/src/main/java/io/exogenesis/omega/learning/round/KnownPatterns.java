package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.cluster.CoarseCells;
import io.exogenesis.omega.learning.cluster.Lots;
import io.exogenesis.omega.learning.cluster.NearVectors;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** Patterns by id, found by where they lie and by who stands behind them. */
final class KnownPatterns {
    private final double similarity;
    private final Map<PatternId, TrackedPattern> byId = new TreeMap<>();
    private final Map<TaskType, Place> places = new EnumMap<>(TaskType.class);
    private final Map<PatternId, Integer> numbers = new HashMap<>();
    private final Map<String, List<PatternId>> bySupporter = new HashMap<>();

    /** Patterns of one type in space. */
    private static final class Place {
        final NearVectors vectors;
        final List<PatternId> ids = new ArrayList<>();

        Place(double similarity) {
            vectors = new NearVectors(similarity);
        }
    }

    KnownPatterns(double similarity) {
        this.similarity = similarity;
    }

    Optional<TrackedPattern> get(PatternId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Collection<TrackedPattern> all() {
        return byId.values();
    }

    void put(TrackedPattern t) {
        PatternId id = t.pattern().id();
        TrackedPattern before = byId.get(id);
        if (before == null || !before.pattern().embedding().equals(t.pattern().embedding())) {
            remove(id);
            Place place = places.computeIfAbsent(t.pattern().taskType(), x -> new Place(similarity));
            int number = place.vectors.add(t.pattern().embedding(), Lots.of(id.value()));
            while (place.ids.size() <= number) {
                place.ids.add(id);
            }
            place.ids.set(number, id);
            numbers.put(id, number);
            t.supporters().keySet().forEach(s -> stand(s, id));
        } else {
            before.supporters().keySet().stream()
                    .filter(s -> !t.supporters().containsKey(s))
                    .forEach(s -> leave(s, id));
            t.supporters().keySet().stream()
                    .filter(s -> !before.supporters().containsKey(s))
                    .forEach(s -> stand(s, id));
        }
        byId.put(id, t);
    }

    private void stand(String supporter, PatternId id) {
        bySupporter.computeIfAbsent(supporter, s -> new ArrayList<>(2)).add(id);
    }

    private void leave(String supporter, PatternId id) {
        List<PatternId> of = bySupporter.getOrDefault(supporter, List.of());
        if (of.size() <= 1) {
            bySupporter.remove(supporter);
        } else {
            of.remove(id);
        }
    }

    void remove(PatternId id) {
        TrackedPattern before = byId.remove(id);
        if (before != null) {
            Place place = places.get(before.pattern().taskType());
            Integer number = numbers.remove(id);
            if (place != null && number != null) {
                place.vectors.remove(number);
            }
            before.supporters().keySet().forEach(s -> leave(s, id));
        }
    }

    /** Patterns of a type within the gate around this, in no defined order. */
    List<TrackedPattern> near(TaskType type, Embedding here, Optional<CoarseCells.Place> cells) {
        Place place = places.get(type);
        if (place == null || place.vectors.size() == 0) {
            return List.of();
        }
        List<TrackedPattern> out = new ArrayList<>();
        IntConsumer hit = i -> get(place.ids.get(i)).ifPresent(out::add);
        cells.ifPresentOrElse(c -> place.vectors.near(here, c, hit), () -> place.vectors.near(here, hit));
        return out;
    }

    Optional<TrackedPattern> nearest(TaskType type, Embedding here, Optional<CoarseCells.Place> cells) {
        return near(type, here, cells).stream()
                .max(Comparator.<TrackedPattern>comparingDouble(
                                t -> here.cosine(t.pattern().embedding()))
                        .thenComparing(t -> t.pattern().id()));
    }

    /** Patterns that a viewer supports. */
    List<PatternId> of(String supporter) {
        return bySupporter.getOrDefault(supporter, List.of());
    }

    long work() {
        return places.values().stream().mapToLong(p -> p.vectors.work()).sum();
    }
}
