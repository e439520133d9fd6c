package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.LastSplit;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.measure.Ruler;
import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.learning.taste.SampleSelector;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.ContentSpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The honest side of a battle: the viewers of a data set. Protocol LAST holds a title out; of what is left, an agent knows the
 * first 70 % when the world begins and half a percent more each epoch, at most 80 %. What a viewer watched after that is its
 * true interest: a showing of such a title is watched, of any other it is not (but for {@link #CURIOSITY}).
 */
final class World {
    /** Share of the training part that an agent knows in the first epoch. */
    static final double FIRST_SHARE = .70;
    /** What each epoch adds to it. */
    static final double SHARE_PER_EPOCH = .005;
    /** What is behind it is never known to anybody: later watches are the truth that showings are held against. */
    static final double LAST_SHARE = .80;
    /** Chance that a shown title of true interest is watched there and then. */
    static final double ATTENTION = .8;
    /** Chance that any other shown title is watched. */
    static final double CURIOSITY = .01;
    /** Viewers whose lists are looked at: enough for a standard error of .007 at a hit rate of .01. */
    static final int JUDGED = 200;
    /** Share of all viewers, honest or not, in the audit cohort. */
    static final double COHORT = .3;

    private final ContentSpace content;
    private final List<Honest> honest;
    private final List<Integer> judged;
    private final Set<Integer> cohort;
    private final Ruler ruler;

    private World(ContentSpace content, List<Honest> honest, List<Integer> judged, Set<Integer> cohort, Ruler ruler) {
        this.content = content;
        this.honest = honest;
        this.judged = judged;
        this.cohort = cohort;
        this.ruler = ruler;
    }

    /** @param content the titles of {@code data}, in its order */
    static World of(Dataset data, ContentSpace content, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<LastSplit.Part> parts = LastSplit.of(data);
        int[] popularity = new int[data.items().size()];
        List<Honest> honest = new ArrayList<>();
        for (int v = 0; v < parts.size(); v++) {
            LastSplit.Part part = parts.get(v);
            part.train().forEach(e -> popularity[e.item()]++);
            honest.add(viewer(data, content, part, data.viewers().get(v).events(), random.split()));
        }
        List<Integer> order = shuffled(honest.size(), random);
        int cohort = (int) Math.round(COHORT * honest.size());
        List<Integer> judged = order.stream()
                .filter(v -> order.indexOf(v) < cohort || honest.get(v).target().isPresent())
                .limit(Math.max(JUDGED, cohort))
                .toList();
        return new World(content, honest, judged, Set.copyOf(order.subList(0, cohort)), new Ruler(popularity));
    }

    private static Honest viewer(
            Dataset data, ContentSpace content, LastSplit.Part part, List<RatingEvent> all, SplittableRandom random) {
        List<HistoryItem> known = part.train().stream()
                .map(e -> HistoryItem.ofRating(data.items().get(e.item()).id(), e.rating()))
                .toList();
        int cut = cut(known.size(), LAST_SHARE);
        Set<MediaId> later = new HashSet<>();
        all.subList(cut, all.size())
                .forEach(e -> later.add(data.items().get(e.item()).id()));
        known.subList(0, cut).forEach(h -> later.remove(h.item()));
        ViewerId id = new ViewerId("v-" + part.viewer());
        return new Honest(
                id,
                known,
                part.target(),
                later,
                Tastes.of(id, part.train().subList(0, Math.max(1, cut)), data, content, random));
    }

    private static int cut(int events, double share) {
        return Math.clamp((int) Math.round(events * share), Math.min(1, events), events);
    }

    private static List<Integer> shuffled(int n, SplittableRandom random) {
        List<Integer> out = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        java.util.Collections.shuffle(out, java.util.Random.from(random));
        return List.copyOf(out);
    }

    ContentSpace content() {
        return content;
    }

    List<Honest> honest() {
        return honest;
    }

    /** Positions of the viewers whose lists are looked at; the audit cohort is among them. */
    List<Integer> judged() {
        return judged;
    }

    boolean inCohort(int viewer) {
        return cohort.contains(viewer);
    }

    Ruler ruler() {
        return ruler;
    }

    /** What a viewer's agent knows in an epoch. */
    History history(int viewer, int epoch) {
        List<HistoryItem> known = honest.get(viewer).known();
        double share = Math.min(LAST_SHARE, FIRST_SHARE + SHARE_PER_EPOCH * epoch);
        return new History(known.subList(0, cut(known.size(), share)));
    }

    /** What it contributes then. */
    Optional<TasteSample> sample(int viewer, int epoch) {
        return SampleSelector.select(history(viewer, epoch).items());
    }

    /** All samples of an epoch. */
    List<TasteSample> samples(int epoch) {
        return IntStream.range(0, honest.size())
                .mapToObj(v -> sample(v, epoch))
                .flatMap(Optional::stream)
                .toList();
    }
}
