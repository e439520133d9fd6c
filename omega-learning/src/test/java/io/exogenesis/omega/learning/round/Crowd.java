package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.item.ItemSettings;
import io.exogenesis.omega.learning.linear.Vectors;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Votes, rows and a catalogue for the tests of the round. */
final class Crowd {
    static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    static final RoundSettings SETTINGS =
            new RoundSettings(.8, 3, .66, .33, Duration.ofSeconds(30), 3, .01, new ItemSettings(16, 64, 3, 50, 3, 1));
    static final ContentSpace CATALOGUE = catalogue(40);

    private Crowd() {}

    /** A direction of its own for each taste; different tastes are orthogonal. */
    static float[] taste(int k) {
        float[] v = new float[Embedding.DIMENSIONS];
        v[k] = 1;
        return v;
    }

    /** A vector at about this cosine from a taste. */
    static float[] near(int taste, double cosine, Random random) {
        float[] noise = new float[Embedding.DIMENSIONS];
        for (int c = 100; c < noise.length; c++) {
            noise[c] = (float) random.nextGaussian();
        }
        noise = Vectors.normalised(noise);
        float[] out = new float[noise.length];
        Vectors.addScaled(out, (float) cosine, taste(taste));
        Vectors.addScaled(out, (float) Math.sqrt(1 - cosine * cosine), noise);
        return out;
    }

    static PatternVote vote(String viewer, long seq, float[] v) {
        return vote(viewer, seq, v, START, .5);
    }

    static PatternVote vote(String viewer, long seq, float[] v, Instant received, double reputation) {
        ExogenesisPattern pattern = new ExogenesisPattern(
                new PatternId(viewer + "-p" + seq),
                TaskType.PREFERENCE,
                Embedding.of(v),
                .8,
                4,
                PatternContext.of(List.of("Drama")).withTimeOfDay("evening"),
                START);
        return new PatternVote(new ViewerId(viewer), "~" + viewer, seq, pattern, reputation, received);
    }

    static SampleRow row(String viewer, long seq, String... titles) {
        List<SampledItem> items = new ArrayList<>();
        for (String t : titles) {
            items.add(new SampledItem(new MediaId(t), Liking.HIGH));
        }
        return new SampleRow(new ViewerId(viewer), "~" + viewer, seq, new TasteSample(items), .5);
    }

    static SampleRow randomRow(String viewer, long seq, Random random) {
        Set<String> titles = new LinkedHashSet<>();
        while (titles.size() < 8) {
            titles.add("m" + (int) (Math.pow(random.nextDouble(), 2) * CATALOGUE.size()));
        }
        return row(viewer, seq, titles.toArray(String[]::new));
    }

    static ContentSpace catalogue(int titles) {
        Random random = new Random(42);
        List<MediaId> ids = new ArrayList<>();
        float[][] raw = new float[titles][Embedding.DIMENSIONS];
        for (int j = 0; j < titles; j++) {
            ids.add(new MediaId("m" + j));
            for (int c = 0; c < raw[j].length; c++) {
                raw[j][c] = (float) random.nextGaussian();
            }
        }
        return ContentSpace.of(ids, raw);
    }

    static RoundInput input(List<PatternVote> votes, List<SampleRow> rows, boolean end, long secondsLater) {
        return new RoundInput(votes, rows, CATALOGUE, end, START.plusSeconds(secondsLater));
    }

    static RoundInput votes(List<PatternVote> votes) {
        return input(votes, List.of(), false, 60);
    }
}
