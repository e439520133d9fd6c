package io.exogenesis.omega.lab.demo;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.model.MediaItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Makes up histories for real titles. The titles are real, the behaviour is not, and whatever is shown from it says so.
 *
 * <p>Taste has a part that the text of a title shows (genres, decade) and a part that it does not: circles of viewers who share
 * some favourites for no reason that a catalogue knows. An agent alone can learn the first part; only viewers together can
 * learn the second. What a viewer watches is drawn by utility = taste + fame + chance (Gumbel noise, so a Plackett-Luce
 * choice), and the rating follows from the taste alone.
 */
public final class SimulatedViewers {
    private static final int CIRCLES = 12;
    /** Share of the catalogue that a circle holds dear. */
    private static final double FAVOURITES = .07;

    private static final int FEWEST = 16;
    private static final double MEDIAN_HISTORY = 36;
    private static final int MOST = 140;
    private static final Duration SPAN = Duration.ofDays(500);

    private final List<MediaItem> items;
    private final RandomGenerator random;
    private final double[] fame;
    private final double[][] circleTaste;

    private SimulatedViewers(List<MediaItem> items, RandomGenerator random) {
        this.items = items;
        this.random = random;
        this.fame = fame();
        this.circleTaste = new double[CIRCLES][];
        for (int c = 0; c < CIRCLES; c++) {
            circleTaste[c] = circle();
        }
    }

    /** Histories of {@code viewers} viewers over {@code items}, the newest event before {@code now}. */
    public static Dataset of(List<MediaItem> items, int viewers, Instant now, RandomGenerator random) {
        SimulatedViewers world = new SimulatedViewers(items, random);
        List<ViewerHistory> histories = IntStream.rangeClosed(1, viewers)
                .mapToObj(n -> new ViewerHistory(Integer.toString(n), world.history(now)))
                .toList();
        return new Dataset("built-in titles, simulated viewers", items, histories, true);
    }

    /** A few titles are known to everybody, most to few: Zipf, in an order of chance. */
    private double[] fame() {
        double[] out = new double[items.size()];
        int[] order = IntStream.range(0, out.length).toArray();
        shuffle(order);
        for (int rank = 0; rank < order.length; rank++) {
            out[order[rank]] = -.8 * Math.log(rank + 8);
        }
        return standardised(out);
    }

    private double[] circle() {
        List<String> genres = IntStream.range(0, 2)
                .mapToObj(i -> items.get(random.nextInt(items.size())))
                .flatMap(i -> i.genres().stream().limit(2))
                .toList();
        int decade = decade(items.get(random.nextInt(items.size())));
        double[] taste = new double[items.size()];
        for (int i = 0; i < taste.length; i++) {
            MediaItem item = items.get(i);
            long shared = item.genres().stream().filter(genres::contains).count();
            taste[i] = 1.3 * Math.min(2, shared) + (decade(item) == decade ? .7 : 0);
            taste[i] += random.nextDouble() < FAVOURITES * (1 + shared) ? 2.5 : 0;
        }
        return standardised(taste);
    }

    private List<RatingEvent> history(Instant now) {
        double[] taste = taste();
        double famous = random.nextDouble(.5, 1.3);
        double[] utility = new double[items.size()];
        for (int i = 0; i < utility.length; i++) {
            utility[i] = 1.7 * taste[i] + famous * fame[i] - Math.log(-Math.log(random.nextDouble(1e-12, 1)));
        }
        int length = (int) Math.round(Math.exp(Math.log(MEDIAN_HISTORY) + .5 * random.nextGaussian()));
        int[] watched = IntStream.range(0, utility.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -utility[i]))
                .limit(Math.clamp(length, FEWEST, Math.min(MOST, items.size() / 2)))
                .mapToInt(Integer::intValue)
                .toArray();
        shuffle(watched);
        long[] times =
                random.longs(watched.length, 0, SPAN.toSeconds()).sorted().toArray();
        List<RatingEvent> events = new ArrayList<>(watched.length);
        for (int k = 0; k < watched.length; k++) {
            long at = now.minus(SPAN).getEpochSecond() + times[k];
            events.add(new RatingEvent(watched[k], rating(taste[watched[k]]), at));
        }
        return events;
    }

    /** One circle or two, and something of one's own. */
    private double[] taste() {
        int first = random.nextInt(CIRCLES);
        int second = random.nextInt(CIRCLES);
        double share = random.nextDouble(.5, 1);
        double[] out = new double[items.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = share * circleTaste[first][i] + (1 - share) * circleTaste[second][i] + .3 * random.nextGaussian();
        }
        return standardised(out);
    }

    /** Half stars; what one watches one mostly likes. */
    private double rating(double taste) {
        double stars = 3.3 + .6 * taste + .5 * random.nextGaussian();
        return Math.clamp(Math.round(stars * 2) / 2., .5, 5);
    }

    private static int decade(MediaItem item) {
        return item.year().orElse(0) / 10;
    }

    private void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int t = values[i];
            values[i] = values[j];
            values[j] = t;
        }
    }

    private static double[] standardised(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(1));
        return Arrays.stream(values)
                .map(v -> (v - mean) / Math.max(deviation, 1e-9))
                .toArray();
    }
}
