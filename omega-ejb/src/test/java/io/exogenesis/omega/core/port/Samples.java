package io.exogenesis.omega.core.port;

import io.exogenesis.omega.core.catalogue.TitleFile;
import io.exogenesis.omega.learning.item.Seniority;
import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PatternOutcome;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Domain values for tests, the same for the same seed. */
public final class Samples {
    /** A file whose SHA-256 is this digit. */
    public static TitleFile file(String digit, MediaItem... titles) {
        TitleFile file = new TitleFile("line");
        for (int i = 0; i < titles.length; i++) {
            file.add(i + 1, titles[i]);
        }
        return file.complete(digit.repeat(64));
    }

    private Samples() {}

    public static Embedding embedding(long seed) {
        return Embedding.of(floats(seed));
    }

    private static float[] floats(long seed) {
        Random random = new Random(seed);
        float[] v = new float[Embedding.DIMENSIONS];
        for (int i = 0; i < v.length; i++) {
            v[i] = (float) random.nextGaussian();
        }
        return v;
    }

    /** Close to {@code embedding(seed)}: cosine about .98. */
    public static Embedding near(long seed, long noise) {
        float[] v = floats(seed);
        float[] n = floats(noise);
        for (int i = 0; i < v.length; i++) {
            v[i] += .2f * n[i];
        }
        return Embedding.of(v);
    }

    public static Contribution pattern(long seq, Embedding embedding, double successRate) {
        return new Contribution(
                seq,
                new Contribution.OfPattern(new ExogenesisPattern(
                        new PatternId(UUID.nameUUIDFromBytes((seq + "/" + embedding.hashCode())
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .toString()),
                        TaskType.PREFERENCE,
                        embedding,
                        successRate,
                        5,
                        PatternContext.of(List.of("Drama", "Comedy")).withMood("calm"),
                        Instant.parse("2026-03-01T11:00:00Z"))));
    }

    public static Contribution pattern(long seq) {
        return pattern(seq, embedding(seq), .9);
    }

    /** What stands since an epoch; each title has been there for one epoch longer than the next. */
    public static LogEntry.Standing standing(ViewerId viewer, long since, Contribution sample) {
        TasteSample titles = ((Contribution.OfSample) sample.payload()).sample();
        int n = titles.items().size();
        int[] epochs = IntStream.range(0, n)
                .map(k -> (int) Math.max(0, since - (n - 1 - k)))
                .toArray();
        return new LogEntry.Standing(viewer, since, Seniority.of(0, titles, epochs), sample);
    }

    public static Contribution sample(long seq, List<String> ids) {
        return new Contribution(
                seq,
                new Contribution.OfSample(new TasteSample(ids.stream()
                        .map(id -> new SampledItem(new MediaId(id), SampledItem.Liking.HIGH))
                        .toList())));
    }

    /** Of this many titles; the first are given, the others known to nobody. */
    public static Contribution sample(long seq, List<String> first, int titles) {
        return sample(
                seq,
                Stream.concat(
                                first.stream(),
                                IntStream.range(first.size(), titles).mapToObj(i -> "filler-" + i))
                        .toList());
    }

    public static Contribution session(long seq) {
        return new Contribution(seq, new Contribution.OfSession(new SessionSummary(3, 2, 1, 0, 1, 4000)));
    }

    /** Title m shown three times, watched once; pattern p shown twice, never watched. */
    public static Contribution outcomes(long seq) {
        return new Contribution(
                seq,
                new Contribution.OfOutcomes(new Outcomes(
                        List.of(new ItemOutcome(new MediaId("m"), 3, 1)),
                        List.of(new PatternOutcome(new PatternId("p"), 2, 0)))));
    }

    public static ConsolidatedPattern consolidated(String id, long version) {
        return consolidated(id, version, Priority.MEDIUM);
    }

    public static ConsolidatedPattern consolidated(String id, long version, Priority priority) {
        return ConsolidatedPattern.builder(new PatternId(id), TaskType.PREFERENCE, embedding(id.hashCode()))
                .successRate(.8)
                .context(PatternContext.of(List.of("Drama", "Film-Noir"))
                        .withTimeOfDay("evening")
                        .withApproach("binge"))
                .supporters(4)
                .reputationMass(.4)
                .admission(Admission.PROBATION)
                .priority(priority)
                .version(version)
                .build();
    }

    public static MediaItem title(int n) {
        return MediaItem.builder(new MediaId("t" + n), "Title number " + n)
                .year(n % 7 == 0 ? 0 : 1950 + n % 70)
                .genres(n % 5 == 0 ? List.of() : List.of("Drama", "Comedy"))
                .build();
    }
}
