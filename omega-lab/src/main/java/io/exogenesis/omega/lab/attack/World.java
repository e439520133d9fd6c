package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.lab.core.Activity;
import io.exogenesis.omega.lab.core.Timeline;
import io.exogenesis.omega.lab.core.Watcher;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.LastSplit;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.lab.measure.Ruler;
import io.exogenesis.omega.learning.item.TitleFacts;
import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.learning.taste.SampleSelector;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The honest side of an attack run: the viewers of a data set, in two parts. Those in the audit cohort live through the first 80 %
 * of their history; what they watched after that is their true interest, which showings are held against. All others live
 * through what protocol LAST lets them know, and on them the quality of lists is measured. A twentieth of that is still ahead
 * of everybody when the world begins; each epoch brings a quarter of a percent.
 */
final class World {
    /** Share of the history that is known in the end: of the audit cohort, and of the others. */
    static final double COHORT_SHARE = .80;

    static final double SHARE = 1;
    /** How much less is known in the first epoch. */
    static final double GROWTH = .05;
    /** What each epoch adds. */
    static final double SHARE_PER_EPOCH = .0025;
    /**
     * Viewers whose lists are looked at in every round, the audit cohort among them. With three targets and five seeds a hit
     * rate of .01 then has a standard error of about .002.
     */
    static final int JUDGED = 160;
    /** Share of all viewers, honest or not, in the audit cohort. */
    static final double COHORT = Watcher.COHORT;

    private final ContentSpace content;
    private final TitleFacts facts;
    private final List<Honest> honest;
    private final List<Integer> judged;
    private final List<Integer> examined;
    private final Map<Integer, List<Optional<TasteSample>>> samples = new ConcurrentHashMap<>();
    private final Set<Integer> cohort;
    private final Ruler ruler;
    private final Pace pace;

    /** How a population lives: how much a viewer's agent knows in an epoch, and whether it sends anything. */
    private interface Pace {
        int known(int viewer, int epoch);

        boolean sends(int viewer, int epoch);
    }

    /** Everybody is there from the beginning, knows nearly all, and sends in each epoch. */
    private static Pace steady(List<Honest> honest) {
        return new Pace() {
            @Override
            public int known(int viewer, int epoch) {
                double share = Math.min(1, 1 - GROWTH + SHARE_PER_EPOCH * epoch);
                return cut(honest.get(viewer).known().size(), share);
            }

            @Override
            public boolean sends(int viewer, int epoch) {
                return true;
            }
        };
    }

    /** The data's own time: viewers join, and every second idle device is on. */
    private static Pace replayed(Timeline time, long seed) {
        Map<Integer, boolean[]> on = new ConcurrentHashMap<>();
        return new Pace() {
            @Override
            public int known(int viewer, int epoch) {
                return time.until(viewer, Math.min(epoch, time.epochs() - 1)).size();
            }

            @Override
            public boolean sends(int viewer, int epoch) {
                int at = Math.min(epoch, time.epochs() - 1);
                return on.computeIfAbsent(at, e -> time.on(e, Activity.HALF, seed))[viewer];
            }
        };
    }

    private World(
            ContentSpace content,
            TitleFacts facts,
            List<Honest> honest,
            List<Integer> judged,
            Set<Integer> cohort,
            Ruler ruler,
            Pace pace) {
        this.pace = pace;
        this.content = content;
        this.facts = facts;
        this.honest = honest;
        this.judged = judged;
        this.examined = IntStream.range(0, honest.size())
                .filter(v -> honest.get(v).target().isPresent())
                .boxed()
                .toList();
        this.cohort = cohort;
        this.ruler = ruler;
    }

    /** @param content the titles of {@code data}, in its order */
    static World of(Dataset data, ContentSpace content, long seed) {
        return of(data, content, seed, 0);
    }

    /** @param epochs into which the data's own time is cut; 0 for a population that stands still */
    static World of(Dataset data, ContentSpace content, long seed, int epochs) {
        SplittableRandom random = new SplittableRandom(seed);
        List<LastSplit.Part> parts = LastSplit.of(data);
        List<Integer> order = shuffled(parts.size(), random);
        List<Integer> cohort = order.subList(0, (int) Math.round(COHORT * parts.size()));
        int[] popularity = new int[data.items().size()];
        List<Honest> honest = new ArrayList<>();
        List<ViewerHistory> lives = new ArrayList<>();
        for (int v = 0; v < parts.size(); v++) {
            parts.get(v).train().forEach(e -> popularity[e.item()]++);
            lives.add(new ViewerHistory(parts.get(v).viewer(), life(parts.get(v), cohort.contains(v))));
            honest.add(viewer(data, content, v, parts.get(v), cohort.contains(v), random.split()));
        }
        List<Integer> judged = new ArrayList<>(cohort);
        order.stream()
                .skip(cohort.size())
                .filter(v -> honest.get(v).target().isPresent())
                .limit(Math.max(JUDGED / 4, JUDGED - cohort.size()))
                .forEach(judged::add);
        return new World(
                content,
                TitleFacts.of(data.items()),
                honest,
                List.copyOf(judged),
                Set.copyOf(cohort),
                new Ruler(popularity),
                epochs == 0 ? steady(honest) : replayed(new Timeline(lives, epochs), seed));
    }

    private static Honest viewer(
            Dataset data, ContentSpace content, int v, LastSplit.Part part, boolean audited, SplittableRandom random) {
        List<RatingEvent> all = data.viewers().get(v).events();
        List<RatingEvent> events = life(part, audited);
        int most = events.size();
        List<HistoryItem> known = events.stream()
                .map(e -> HistoryItem.ofRating(data.items().get(e.item()).id(), e.rating()))
                .toList();
        Set<MediaId> later = new HashSet<>();
        all.subList(most, all.size())
                .forEach(e -> later.add(data.items().get(e.item()).id()));
        known.forEach(h -> later.remove(h.item()));
        ViewerId id = new ViewerId("v-" + part.viewer());
        return new Honest(
                id,
                known,
                audited ? OptionalInt.empty() : part.target(),
                later,
                Tastes.of(id, events, data, content, random));
    }

    /** What a viewer lives through. */
    private static List<RatingEvent> life(LastSplit.Part part, boolean audited) {
        return part.train().subList(0, cut(part.train().size(), audited ? COHORT_SHARE : SHARE));
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

    TitleFacts facts() {
        return facts;
    }

    List<Honest> honest() {
        return honest;
    }

    /** Positions of the viewers with a held-out title, on whom the quality of lists is measured. */
    List<Integer> examined() {
        return examined;
    }

    /** Positions of the viewers whose lists are looked at in every round; the audit cohort is among them. */
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
        return new History(honest.get(viewer).known().subList(0, pace.known(viewer, epoch)));
    }

    /** Whether it has watched anything by then. */
    boolean joined(int viewer, int epoch) {
        return pace.known(viewer, epoch) > 0;
    }

    /** Whether its device sends anything in an epoch. */
    boolean sends(int viewer, int epoch) {
        return pace.sends(viewer, epoch);
    }

    /** Share of the honest viewers that have joined by then. */
    double joined(int epoch) {
        return (double) IntStream.range(0, honest.size())
                        .filter(v -> joined(v, epoch))
                        .count()
                / honest.size();
    }

    /** What it contributes then. */
    Optional<TasteSample> sample(int viewer, int epoch) {
        return samples.computeIfAbsent(
                        epoch,
                        e -> IntStream.range(0, honest.size())
                                .mapToObj(
                                        v -> SampleSelector.select(history(v, e).items()))
                                .toList())
                .get(viewer);
    }

    /** All samples of an epoch. */
    List<TasteSample> samples(int epoch) {
        return IntStream.range(0, honest.size())
                .mapToObj(v -> sample(v, epoch))
                .flatMap(Optional::stream)
                .toList();
    }
}
