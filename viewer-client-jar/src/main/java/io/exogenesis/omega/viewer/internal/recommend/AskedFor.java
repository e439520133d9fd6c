package io.exogenesis.omega.viewer.internal.recommend;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.vector.search.TitleSearch;
import io.exogenesis.omega.viewer.ScorePart;
import io.exogenesis.omega.viewer.ScorePart.Kind;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.internal.memory.LocalReasoningBank;
import io.exogenesis.omega.viewer.internal.memory.LocalSkillLibrary;
import io.exogenesis.omega.viewer.internal.store.KnownPattern;
import io.exogenesis.omega.viewer.memory.Criteria;
import io.exogenesis.omega.viewer.memory.FoundPattern.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The words of the viewing context as parts of the score, and what patterns say of a mood or a time of day. Thread-safe. */
final class AskedFor {
    /** What was asked for in words outweighs the general taste. */
    static final double QUERY_WEIGHT = 2;
    /** Patterns near the words, and patterns of this mood: a nudge. */
    static final double PATTERN_WEIGHT = .5;
    /** Tastes of this time of day: it breaks ties. At .5 it cost .018 of NDCG@10, at .1 nothing (decision 0031). */
    static final double TIME_WEIGHT = .1;

    private static final int PATTERNS = 20;
    /** Cosine of a search, read as a taste, with a pattern: 99 of 100 patterns about something else are below .54. */
    private static final float NEAR = .5f;

    /** Cosine of two sentences from which on the host's knowledge is about the same thing; below .5 it often is not. */
    private static final float SAME_THING = .5f;

    private final LocalReasoningBank bank;
    private final LocalSkillLibrary skills;
    private final Supplier<Embedder> embedder;
    private final double minSuccess;

    AskedFor(LocalReasoningBank bank, LocalSkillLibrary skills, Supplier<Embedder> embedder, double minSuccess) {
        this.bank = bank;
        this.skills = skills;
        this.embedder = embedder;
        this.minSuccess = minSuccess;
    }

    /** What mood and time of day add, by the patterns alone. */
    static List<Part> ofMoment(ViewerContext context, Knowledge knowledge, float[] takesPart) {
        List<Part> parts = new ArrayList<>();
        context.timeOfDay()
                .flatMap(time -> ofPatterns(
                        p -> p.context()
                                .timeOfDay()
                                .filter(time::equalsIgnoreCase)
                                .isPresent(),
                        TIME_WEIGHT,
                        "Fits what you watch at this time of day (" + time + ")",
                        knowledge,
                        takesPart))
                .ifPresent(parts::add);
        context.mood()
                .flatMap(mood -> ofPatterns(
                        p -> p.context().mood().filter(mood::equalsIgnoreCase).isPresent(),
                        PATTERN_WEIGHT,
                        "Fits what is watched in this mood (" + mood + ")",
                        knowledge,
                        takesPart))
                .ifPresent(parts::add);
        return parts;
    }

    /** What words add. */
    List<Part> ofWords(String words, Knowledge knowledge, float[] takesPart) {
        ContentSpace content = knowledge.catalogue().content();
        TitleSearch search = knowledge.catalogue().search();
        search.prepare(); // in a process that has just started, the embedder is loaded meanwhile
        Embedder model = embedder.get();
        EmbeddingModel titles = knowledge.catalogue().model();
        if (!titles.name().equals(model.name())) {
            return byWords(words, search.findByWords(words), titles, takesPart);
        }
        TitleSearch.Found found = search.find(words, model);
        if (!found.fits()) {
            return List.of(); // the nearest of titles that all are far away would be as good as drawn by lot
        }
        List<Part> parts = new ArrayList<>();
        parts.add(Part.of(
                Kind.ASKED_FOR,
                Features.scaled(QUERY_WEIGHT, Features.standardised(found.scores(), takesPart)),
                "Fits \"" + words + "\""));
        near(found.taste(), titles).ifPresent(pattern -> {
            float[] close = content.cosines(pattern.embedding().toFloats());
            float[] values = Features.scaled(PATTERN_WEIGHT, Features.standardised(close, takesPart));
            parts.add(new Part(values, j -> ofPattern(pattern, values[j], words)));
        });
        hostKnows(Embedding.of(model.embed(words))).ifPresent(known -> {
            float[] close = content.cosines(content.centre(known.place().toFloats()));
            parts.add(Part.of(
                    Kind.ASKED_FOR,
                    Features.scaled(PATTERN_WEIGHT, Features.standardised(close, takesPart)),
                    "Fits \"" + words + "\" and " + known.text()));
        });
        return parts;
    }

    /** Where the agent's embedder is of another model than the titles' vectors: the meaning cannot be compared, and it says so. */
    private static List<Part> byWords(String words, TitleSearch.Found found, EmbeddingModel titles, float[] takesPart) {
        return found.fits()
                ? List.of(Part.of(
                        Kind.ASKED_FOR,
                        Features.scaled(QUERY_WEIGHT, Features.standardised(found.scores(), takesPart)),
                        "Fits \"" + words + "\" by its words alone: the catalogue is of the embedding model " + titles
                                + ", which is not loaded here"))
                : List.of();
    }

    private record HostKnows(Embedding place, String text) {}

    /** A well-tried skill of the host about the same thing, or else a stored pattern. */
    private Optional<HostKnows> hostKnows(Embedding words) {
        Optional<HostKnows> skill = skills.nearest(words, minSuccess, SAME_THING)
                .map(s -> new HostKnows(s.place(), "the skill \"" + s.skill().name() + "\""));
        return skill.or(() -> bank.nearestStored(words, Criteria.ANY.withMinSuccessRate(minSuccess), SAME_THING)
                .map(p -> new HostKnows(
                        p.place(), "what worked before: " + p.pattern().approach())));
    }

    private static ScorePart ofPattern(KnownPattern pattern, double share, String words) {
        boolean shared = pattern.origin() == Origin.BANK;
        String whose = pattern.origin() == Origin.LOCAL ? "of yours" : "that " + pattern.weight() + " viewers share";
        ScorePart part = ScorePart.of(
                shared ? Kind.PATTERN : Kind.ASKED_FOR, share, "Fits \"" + words + "\" and a taste " + whose);
        return shared ? part.withPattern(pattern.id(), pattern.weight()) : part;
    }

    /** The well-tried pattern nearest to the words, found in the index. */
    private Optional<KnownPattern> near(float[] query, EmbeddingModel titles) {
        Embedding asked;
        try {
            asked = Embedding.of(query);
        } catch (InvalidValueException e) {
            return Optional.empty(); // words that say exactly what the average title says
        }
        Criteria criteria = Criteria.ANY.withTaskType(TaskType.PREFERENCE).withMinSuccessRate(minSuccess);
        return bank.search(asked, PATTERNS, criteria).stream()
                .filter(match ->
                        match.cosine() >= NEAR && match.pattern().model().equals(titles))
                .map(LocalReasoningBank.Match::pattern)
                .findFirst();
    }

    /** Of tastes only: a part for behaviors was measured, too, and cost more than it gave (decision 0031). */
    private static Optional<Part> ofPatterns(
            Predicate<KnownPattern> fits, double weight, String text, Knowledge knowledge, float[] takesPart) {
        ContentSpace content = knowledge.catalogue().content();
        float[] closest = new float[content.size()];
        boolean any = false;
        for (KnownPattern pattern : knowledge.patterns()) {
            if (pattern.taste() && fits.test(pattern)) {
                Features.max(closest, content.int8().dots(pattern.embedding().toFloats()));
                any = true;
            }
        }
        return any
                ? Optional.of(
                        Part.of(Kind.MOMENT, Features.scaled(weight, Features.standardised(closest, takesPart)), text))
                : Optional.empty();
    }
}
