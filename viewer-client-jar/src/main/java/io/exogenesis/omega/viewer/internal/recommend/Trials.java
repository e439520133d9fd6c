package io.exogenesis.omega.viewer.internal.recommend;

import io.exogenesis.omega.learning.explore.BetaArm;
import io.exogenesis.omega.learning.explore.SlotSchedule;
import io.exogenesis.omega.learning.explore.VotedThompson;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.viewer.ScorePart;
import io.exogenesis.omega.viewer.ScorePart.Kind;
import io.exogenesis.omega.viewer.ShownTitle.Cause;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import io.exogenesis.omega.viewer.internal.track.ShownList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Puts titles into the places that the schedules set aside: for patterns on probation, whose titles are to be judged, and for
 * exploration. All other places go by the score. The same showings so far and the same seed give the same places.
 *
 * <p>A title on trial takes the score of the one whose place it takes; what it lacks to it is the trial's part.
 */
final class Trials {
    /** All places go by the score. */
    static final Trials NONE = new Trials(0, 0, 0);

    private final SlotSchedule probation;
    private final SlotSchedule exploration;
    private final long seed;

    /**
     * A title in its place.
     *
     * @param score of the place
     * @param trial the part that brought it there, if not its score
     */
    record Placed(int title, double score, Optional<ScorePart> trial, Cause cause, double propensity) {}

    Trials(double probationShare, double explorationShare, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        this.probation = new SlotSchedule(probationShare, random.nextDouble());
        this.exploration = new SlotSchedule(explorationShare, random.nextDouble());
        this.seed = seed;
    }

    /**
     * Titles in the order of their scores.
     *
     * @param scores by title
     * @param order of the titles that take part, best first
     * @param vetoed titles that stand last and that no trial may bring forward
     */
    record Ranked(float[] scores, int[] order, BitSet vetoed) {}

    /** One list under way: what is left to place. */
    private final class Places {
        final Knowledge knowledge;
        final RequestContext moment;
        final float[] scores;
        final int[] order;
        final BitSet vetoed;
        final Set<Integer> used = new HashSet<>();
        int next;

        Places(Knowledge knowledge, RequestContext moment, Ranked ranked) {
            this.knowledge = knowledge;
            this.moment = moment;
            this.scores = ranked.scores();
            this.order = ranked.order();
            this.vetoed = ranked.vetoed();
        }

        boolean free(int j) {
            return scores[j] > Float.NEGATIVE_INFINITY && !used.contains(j) && !vetoed.get(j);
        }

        boolean more() {
            while (next < order.length && used.contains(order[next])) {
                next++;
            }
            return next < order.length;
        }

        Placed byScore() {
            int j = order[next];
            return new Placed(j, scores[j], Optional.empty(), Cause.SCORE, 1);
        }

        Placed trial(int j, ScorePart part, Cause cause, double propensity) {
            double place = scores[order[next]];
            ScorePart filled = part.withShare(place - scores[j]);
            return new Placed(j, place, Optional.of(filled), cause, propensity);
        }
    }

    /** The first {@code k} places, fewer where fewer titles take part. */
    List<Placed> place(Knowledge knowledge, RequestContext moment, Ranked ranked, int k) {
        Places places = new Places(knowledge, moment, ranked);
        List<Placed> placed = new ArrayList<>();
        while (placed.size() < k && places.more()) {
            Placed one = onTrial(places, placed.size()).orElseGet(places::byScore);
            places.used.add(one.title());
            placed.add(one);
        }
        return placed;
    }

    private Optional<Placed> onTrial(Places places, int place) {
        long showing = places.moment.shown() + place;
        if (place >= ShownList.MAX_PLACES) {
            return Optional.empty();
        }
        if (probation.takes(showing) && !places.moment.probation().isEmpty()) {
            return ofPattern(places, places.moment.probation().getFirst());
        }
        return exploration.takes(showing) ? explored(places, showing) : Optional.empty();
    }

    /** The free title nearest to the pattern. */
    private static Optional<Placed> ofPattern(Places places, ConsolidatedPattern pattern) {
        float[] close = places.knowledge
                .catalogue()
                .content()
                .int8()
                .dots(pattern.embedding().toFloats());
        int best = -1;
        for (int j = 0; j < close.length; j++) {
            best = places.free(j) && (best < 0 || close[j] > close[best]) ? j : best;
        }
        if (best < 0) {
            return Optional.empty();
        }
        ScorePart part = ScorePart.of(
                        Kind.ON_PROBATION,
                        0,
                        "On probation: pattern " + pattern.id() + ", a taste that " + pattern.supporters()
                                + " viewers share, waits for the word of viewers like you")
                .withPattern(pattern.id(), pattern.supporters());
        return Optional.of(places.trial(best, part, Cause.PROBATION, 1));
    }

    /** The best free title of a genre that the bandit chooses by what the history says of the genres. */
    private Optional<Placed> explored(Places places, long showing) {
        TreeMap<String, BetaArm> genres = genres(places);
        if (genres.isEmpty()) {
            return Optional.empty();
        }
        List<Map.Entry<String, BetaArm>> arms = List.copyOf(genres.entrySet());
        VotedThompson.Choice choice = VotedThompson.choose(
                arms.stream().map(Map.Entry::getValue).toList(), new SplittableRandom(seed * 31 + showing));
        String genre = arms.get(choice.arm()).getKey();
        for (int n = places.next; n < places.order.length; n++) {
            int j = places.order[n];
            if (places.free(j) && places.knowledge.catalogue().item(j).genres().contains(genre)) {
                ScorePart part = Part.part(
                        Kind.EXPLORATION, 0, "To get to know your taste better: the best of the genre " + genre);
                return Optional.of(places.trial(j, part, Cause.EXPLORATION, choice.propensity()));
            }
        }
        return Optional.empty();
    }

    /** Genres with a free title, each with the rewards of what was seen and left. */
    private static TreeMap<String, BetaArm> genres(Places places) {
        Catalogue catalogue = places.knowledge.catalogue();
        TreeMap<String, BetaArm> arms = new TreeMap<>();
        for (int n = places.next; n < places.order.length; n++) {
            if (places.free(places.order[n])) {
                catalogue.item(places.order[n]).genres().forEach(g -> arms.putIfAbsent(g, BetaArm.UNKNOWN));
            }
        }
        Stream.of(places.knowledge.titles(), places.knowledge.left())
                .flatMap(List::stream)
                .forEach(title -> catalogue
                        .find(title.media())
                        .map(MediaItem::genres)
                        .orElse(List.of())
                        .forEach(g -> arms.computeIfPresent(g, (name, arm) -> arm.plus(title.reward()))));
        return arms;
    }
}
