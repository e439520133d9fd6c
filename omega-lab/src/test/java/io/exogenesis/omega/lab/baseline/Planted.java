package io.exogenesis.omega.lab.baseline;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Data whose truth is known: viewers of one group like titles of the same group, and content says nothing. */
public final class Planted {
    private Planted() {}

    /**
     * Each viewer rates 20 titles, 17 of its group's; groups are the residues of the indices. Viewers begin one after the other,
     * so that some of them are still there in the last fifth of the time.
     */
    public static Dataset groups(int viewers, int items, int groups, long seed) {
        Random random = new Random(seed);
        List<ViewerHistory> out = new ArrayList<>();
        for (int v = 0; v < viewers; v++) {
            List<Integer> own = new ArrayList<>(IntStream.range(0, items)
                    .filter(i -> i % groups == out.size() % groups)
                    .boxed()
                    .toList());
            Collections.shuffle(own, random);
            List<RatingEvent> events = new ArrayList<>();
            for (int k = 0; k < 20; k++) {
                boolean liked = k % 7 != 3;
                int item = liked ? own.removeLast() : random.nextInt(items);
                if (events.stream().noneMatch(e -> e.item() == item)) {
                    events.add(new RatingEvent(item, liked ? 5 : 2, 1000L * k + 300L * v + random.nextInt(500)));
                }
            }
            out.add(new ViewerHistory("v" + v, events));
        }
        return new Dataset("planted", items(items), out, true);
    }

    /** The same events, each with a title drawn anew: nothing is left to be learned. */
    public static Dataset shuffled(Dataset data, long seed) {
        Random random = new Random(seed);
        List<Integer> all = new ArrayList<>();
        data.viewers().forEach(v -> v.events().forEach(e -> all.add(e.item())));
        Collections.shuffle(all, random);
        List<ViewerHistory> out = new ArrayList<>();
        for (ViewerHistory v : data.viewers()) {
            List<RatingEvent> events = v.events().stream()
                    .map(e -> new RatingEvent(all.removeLast(), e.rating(), e.epochSecond()))
                    .toList();
            out.add(new ViewerHistory(v.id(), events));
        }
        return new Dataset(data.name(), data.items(), out, true);
    }

    public static List<MediaItem> items(int n) {
        return IntStream.range(0, n)
                .mapToObj(i ->
                        MediaItem.builder(new MediaId("i" + i), "Title " + i).build())
                .toList();
    }

    /** Directions that say nothing about the groups. */
    public static ContentSpace content(Dataset data) {
        Random random = new Random(5);
        List<Embedding> raw = new ArrayList<>();
        for (int i = 0; i < data.items().size(); i++) {
            float[] v = new float[Embedding.DIMENSIONS];
            for (int d = 0; d < v.length; d++) {
                v[d] = (float) random.nextGaussian();
            }
            raw.add(Embedding.of(v));
        }
        return ContentSpace.of(data.items().stream().map(MediaItem::id).toList(), raw);
    }

    public static Training training(Dataset data) {
        return new Training(data.items(), content(data), data.viewers(), 1);
    }
}
