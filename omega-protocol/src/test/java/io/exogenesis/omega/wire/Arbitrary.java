package io.exogenesis.omega.wire;

import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.EmbeddingModel;
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
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Every legal value of the domain, edges included. */
public class Arbitrary extends DomainContextBase {

    private static net.jqwik.api.Arbitrary<String> text(int maxBytes) {
        return Arbitraries.strings()
                .all()
                .ofMinLength(1)
                .ofMaxLength(maxBytes / 3)
                .filter(s -> s.codePoints().anyMatch(Arbitrary::visible)
                        && s.codePoints()
                                .noneMatch(
                                        c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE))
                .edgeCases(e -> e.add("x".repeat(maxBytes)));
    }

    /** A text of spaces and format characters alone is blank to the domain. */
    private static boolean visible(int c) {
        return !Character.isWhitespace(c) && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT;
    }

    @Provide
    static net.jqwik.api.Arbitrary<Embedding> embeddings() {
        return Arbitraries.longs().map(seed -> {
            Random random = new Random(seed);
            float[] vector = new float[Embedding.DIMENSIONS];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) random.nextGaussian();
            }
            return Embedding.of(vector);
        });
    }

    private static net.jqwik.api.Arbitrary<PatternContext> contexts() {
        return Combinators.combine(
                        text(40).list().ofMaxSize(8), text(40).optional(), text(40).optional(), text(40).optional())
                .as((genres, mood, time, approach) -> {
                    PatternContext context = PatternContext.of(genres);
                    context = mood.map(context::withMood).orElse(context);
                    context = time.map(context::withTimeOfDay).orElse(context);
                    return approach.map(context::withApproach).orElse(context);
                });
    }

    private static net.jqwik.api.Arbitrary<Double> rates() {
        return Arbitraries.doubles().between(0, 1);
    }

    @Provide
    static net.jqwik.api.Arbitrary<ExogenesisPattern> patterns() {
        return Combinators.combine(
                        text(64).map(PatternId::new),
                        Arbitraries.of(TaskType.class),
                        embeddings(),
                        rates(),
                        Arbitraries.integers().between(1, 1_000_000),
                        contexts(),
                        Arbitraries.longs()
                                .between(0, WireCodec.MAX_TIMESTAMP_MS)
                                .map(Instant::ofEpochMilli))
                .as(ExogenesisPattern::new)
                .flatMap(p -> Arbitraries.of("all-MiniLM-L6-v2-q8", "a", "BAAI/bge-small-en-v1.5")
                        .map(name -> p.withModel(new EmbeddingModel(name))));
    }

    private static net.jqwik.api.Arbitrary<TasteSample> samples() {
        return Combinators.combine(text(128).map(MediaId::new), Arbitraries.of(SampledItem.Liking.class))
                .as(SampledItem::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(200)
                .uniqueElements(SampledItem::item)
                .map(TasteSample::new);
    }

    private static net.jqwik.api.Arbitrary<SessionSummary> sessions() {
        net.jqwik.api.Arbitrary<Integer> count = Arbitraries.integers().greaterOrEqual(0);
        return Combinators.combine(
                        count, count, count, count, count, Arbitraries.longs().greaterOrEqual(0))
                .as(SessionSummary::new);
    }

    /** Showings and how many of them were taken, edges included. */
    private static net.jqwik.api.Arbitrary<int[]> counts() {
        return Arbitraries.integers()
                .between(1, ItemOutcome.MAX_SHOWN)
                .flatMap(shown -> Arbitraries.integers().between(0, shown).map(taken -> new int[] {shown, taken}));
    }

    private static net.jqwik.api.Arbitrary<Outcomes> outcomes() {
        var items = Combinators.combine(text(128).map(MediaId::new), counts())
                .as((id, n) -> new ItemOutcome(id, n[0], n[1]))
                .list()
                .ofMaxSize(Outcomes.MAX_ITEMS)
                .uniqueElements(ItemOutcome::item);
        var patterns = Combinators.combine(text(64).map(PatternId::new), counts())
                .as((id, n) -> new PatternOutcome(id, n[0], n[1]))
                .list()
                .ofMaxSize(Outcomes.MAX_PATTERNS)
                .uniqueElements(PatternOutcome::pattern);
        return Combinators.combine(items, patterns)
                .filter((i, p) -> !i.isEmpty() || !p.isEmpty())
                .as(Outcomes::new);
    }

    @Provide
    static net.jqwik.api.Arbitrary<Contribution> contributions() {
        net.jqwik.api.Arbitrary<Contribution.Payload> payload = Arbitraries.oneOf(List.of(
                patterns().map(p -> (Contribution.Payload) new Contribution.OfPattern(p)),
                samples().map(s -> (Contribution.Payload) new Contribution.OfSample(s)),
                sessions().map(s -> (Contribution.Payload) new Contribution.OfSession(s)),
                outcomes().map(o -> (Contribution.Payload) new Contribution.OfOutcomes(o))));
        return Combinators.combine(Arbitraries.longs().greaterOrEqual(1), payload)
                .as(Contribution::new);
    }

    private static net.jqwik.api.Arbitrary<BankVersion> versions() {
        return Combinators.combine(text(64), Arbitraries.longs().greaterOrEqual(0))
                .as(BankVersion::new);
    }

    private static net.jqwik.api.Arbitrary<ConsolidatedPattern> consolidated() {
        return Combinators.combine(patterns(), rates(), Arbitraries.of(Admission.class), Arbitraries.of(Priority.class))
                .as((p, dissent, admission, priority) -> ConsolidatedPattern.builder(
                                p.id(), p.taskType(), p.embedding())
                        .successRate(p.successRate())
                        .context(p.context())
                        .supporters(p.items())
                        .reputationMass(p.items() * p.successRate())
                        .dissent(dissent)
                        .admission(admission)
                        .priority(priority)
                        .version(p.timestamp().toEpochMilli())
                        .model(p.model())
                        .build());
    }

    @Provide
    static net.jqwik.api.Arbitrary<BankDelta> deltas() {
        return Combinators.combine(
                        versions(),
                        versions(),
                        Arbitraries.of(true, false),
                        consolidated().list().ofMaxSize(4),
                        text(64).map(PatternId::new).list().ofMaxSize(4),
                        Arbitraries.of(true, false))
                .as(BankDelta::new);
    }

    @Provide
    static net.jqwik.api.Arbitrary<CatalogueEntry> entries() {
        return Combinators.combine(
                        text(128).map(MediaId::new),
                        text(300),
                        Arbitraries.integers().between(1870, 2200).optional(),
                        text(40).list().ofMaxSize(16),
                        Arbitraries.of(MediaItem.Kind.class),
                        Arbitraries.oneOf(Arbitraries.just(""), text(MediaItem.MAX_DESCRIPTION)),
                        embeddings(),
                        embeddings())
                .as((id, title, year, genres, kind, description, embedding, described) -> new CatalogueEntry(
                        MediaItem.builder(id, title)
                                .year(year.orElse(0))
                                .genres(genres)
                                .kind(kind)
                                .description(description)
                                .build(),
                        embedding,
                        described));
    }
}
