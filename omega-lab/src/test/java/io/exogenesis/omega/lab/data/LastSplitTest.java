package io.exogenesis.omega.lab.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LastSplitTest {
    private static final List<MediaItem> ITEMS = IntStream.range(0, 60)
            .mapToObj(i -> MediaItem.builder(new MediaId("i" + i), "T" + i).build())
            .toList();

    private static LastSplit.Part split(List<RatingEvent> events) {
        return LastSplit.of(new Dataset("t", ITEMS, List.of(new ViewerHistory("v", events)), false))
                .getFirst();
    }

    private static List<RatingEvent> events(double... ratings) {
        List<RatingEvent> out = new ArrayList<>();
        for (double r : ratings) {
            out.add(new RatingEvent(out.size(), r, out.size()));
        }
        return out;
    }

    /** What comes after the held-out title is from the future: it must not train either. */
    @Test
    void of_likedThenOthers_holdsOutLastLikedAndForgetsWhatFollows() {
        LastSplit.Part part = split(events(4, 5, 4, 2, 4.5, 4, 3, 1));
        assertThat(part.target()).hasValue(5);
        assertThat(part.train()).extracting(RatingEvent::item).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void of_fourPositives_onlyTrains() {
        LastSplit.Part part = split(events(4, 5, 4, 3.5, 4, 1));
        assertThat(part.target()).isEmpty();
        assertThat(part.train()).hasSize(6);
    }

    @Test
    void of_targetWatchedBefore_isNoTarget() {
        List<RatingEvent> events = new ArrayList<>(events(4, 5, 4, 4));
        events.add(new RatingEvent(0, 5, 99));
        assertThat(split(events).target()).isEmpty();
        assertThat(split(events).train()).hasSize(4);
    }

    @Property
    void of_anyHistory_trainIsAPrefixWithoutTheTarget(
            @ForAll @Size(max = 40) List<@IntRange(max = 10) Integer> halves) {
        List<RatingEvent> events =
                events(halves.stream().mapToDouble(h -> h / 2.).toArray());
        LastSplit.Part part = split(events);
        assertThat(part.train()).isEqualTo(events.subList(0, part.train().size()));
        part.target().ifPresent(t -> {
            assertThat(part.train()).noneMatch(e -> e.item() == t);
            assertThat(events.get(part.train().size()).item()).isEqualTo(t);
            assertThat(events.subList(part.train().size() + 1, events.size())).noneMatch(RatingEvent::liked);
        });
    }
}
