package io.exogenesis.omega.viewer.internal.memory;

import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.ConflictStrategies;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.AgentState;
import io.exogenesis.omega.viewer.internal.store.ConflictResolver;
import io.exogenesis.omega.viewer.internal.store.EntryStore;
import io.exogenesis.omega.viewer.internal.store.KnownPattern;
import io.exogenesis.omega.viewer.internal.store.PatternEntry;
import io.exogenesis.omega.viewer.internal.values.Limits;
import io.exogenesis.omega.viewer.internal.values.Times;
import io.exogenesis.omega.viewer.memory.Criteria;
import io.exogenesis.omega.viewer.memory.FoundPattern;
import io.exogenesis.omega.viewer.memory.NewPattern;
import io.exogenesis.omega.viewer.memory.PatternQuery;
import io.exogenesis.omega.viewer.memory.ReasoningBank;
import io.exogenesis.omega.viewer.memory.ReasoningBank.Stats;
import io.exogenesis.omega.viewer.memory.StoredPattern;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/** {@link ReasoningBank} of one state directory. Thread-safe. */
public final class LocalReasoningBank implements ReasoningBank {
    private static final String PREFIX = "m";
    private static final Comparator<FoundPattern> BEST_FIRST =
            Comparator.comparingDouble(FoundPattern::similarity).reversed().thenComparing(FoundPattern::id);

    private final AgentDb db;
    private final TextSpace texts;
    private final BoundedExecutor calls;
    private final InstantSource clock;
    private final ConflictStrategies strategies;
    private final double goodEnough;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile View view = new View(-1, List.of());

    private record View(long changes, List<KnownPattern> patterns) {}

    /** A learned pattern found, and its cosine with what was asked for. */
    public record Match(KnownPattern pattern, float cosine) {}

    public LocalReasoningBank(
            AgentDb db,
            TextSpace texts,
            BoundedExecutor calls,
            InstantSource clock,
            ConflictStrategies strategies,
            double goodEnough) {
        this.db = db;
        this.texts = texts;
        this.calls = calls;
        this.clock = clock;
        this.strategies = strategies;
        this.goodEnough = goodEnough;
    }

    @Override
    public CompletableFuture<PatternId> store(NewPattern pattern) {
        return storeAll(List.of(pattern)).thenApply(List::getFirst);
    }

    @Override
    public CompletableFuture<List<PatternId>> storeAll(List<NewPattern> patterns) {
        List<NewPattern> all = List.copyOf(patterns);
        return calls.run("store", () -> {
            Instant now = Times.toMillis(clock.instant());
            List<AgentRecord> records = new ArrayList<>(all.size());
            List<PatternId> ids = new ArrayList<>(all.size());
            for (NewPattern pattern : all) {
                long id = db.nextId();
                Embedding place = pattern.embedding().orElseGet(() -> texts.place(pattern.text()));
                records.add(new AgentRecord.Stored(PatternEntry.of(id, pattern, now), place));
                ids.add(publicId(id));
            }
            db.submit(records).join();
            return ids;
        });
    }

    @Override
    public CompletableFuture<Boolean> recordOutcome(PatternId id, boolean success, double reward) {
        return recordOutcome(id, success ? 1 : 0, reward);
    }

    @Override
    public CompletableFuture<Boolean> recordOutcome(PatternId id, double success, double reward) {
        Limits.rate("success", success);
        Limits.rate("reward", reward);
        return calls.run("outcome", () -> {
            OptionalLong stored = storedId(id);
            if (stored.isEmpty() || get(id).isEmpty()) {
                return false;
            }
            db.submit(List.of(new AgentRecord.Used(
                            stored.getAsLong(), success, reward, 0, Times.toMillis(clock.instant()))))
                    .join();
            return true;
        });
    }

    @Override
    public Optional<StoredPattern> get(PatternId id) {
        OptionalLong stored = storedId(id);
        return stored.isEmpty()
                ? Optional.empty()
                : db.read(s -> s.entries().patterns().get(stored.getAsLong()).map(p -> p));
    }

    @Override
    public Optional<Embedding> embedding(PatternId id) {
        OptionalLong stored = storedId(id);
        return stored.isEmpty()
                ? Optional.empty()
                : db.read(s -> s.entries().patterns().embedding(stored.getAsLong()));
    }

    @Override
    public CompletableFuture<Boolean> delete(PatternId id) {
        return calls.run("delete", () -> {
            OptionalLong stored = storedId(id);
            return stored.isPresent()
                    && !db.commit(state -> state.entries()
                                    .patterns()
                                    .get(stored.getAsLong())
                                    .map(p -> List.<AgentRecord>of(new AgentRecord.Forgotten(List.of(p.id()))))
                                    .orElse(List.of()))
                            .isEmpty();
        });
    }

    @Override
    public CompletableFuture<Integer> prune(double minSuccessRate, Duration age) {
        Limits.rate("least success rate", minSuccessRate);
        return calls.run("prune", () -> {
            Instant before = clock.instant().minus(age);
            List<AgentRecord> gone = db.commit(state -> {
                List<Long> ids = state.entries().patterns().all().stream()
                        .filter(p ->
                                p.successRate() < minSuccessRate && p.lastUsed().isBefore(before))
                        .map(StoredPattern::id)
                        .toList();
                return ids.isEmpty() ? List.of() : List.of(new AgentRecord.Forgotten(ids));
            });
            return gone.isEmpty()
                    ? 0
                    : ((AgentRecord.Forgotten) gone.getFirst()).ids().size();
        });
    }

    @Override
    public CompletableFuture<List<FoundPattern>> search(PatternQuery query) {
        return calls.run("search", () -> searchNow(query));
    }

    @Override
    public List<FoundPattern> searchNow(PatternQuery query) {
        Embedding place =
                query.embedding().orElseGet(() -> texts.place(query.task().orElse("")));
        Optional<Embedding> taste =
                query.embedding().or(() -> texts.taste(query.task().orElse("")));
        float threshold = (float) query.threshold();
        List<FoundPattern> found = new ArrayList<>();
        List<EntryStore.Found<PatternEntry>> stored =
                db.read(s -> s.entries().patterns().search(place, query.k(), query.criteria(), threshold));
        stored.forEach(f -> found.add(found(f.entry(), f.similarity())));
        List<KnownPattern> known = patterns();
        if (taste.isEmpty() || known.isEmpty()) {
            return found;
        }
        nearest(known, taste.get(), query.k(), query.criteria(), threshold)
                .forEach(m -> found.add(found(m.pattern(), m.cosine())));
        found.sort(BEST_FIRST);
        return found.size() > query.k() ? List.copyOf(found.subList(0, query.k())) : found;
    }

    /** A stored pattern and the place that it is found by. */
    public record Near(StoredPattern pattern, Embedding place) {}

    /** The stored pattern nearest to a text's place, if it is near enough and satisfies the criteria. */
    public Optional<Near> nearestStored(Embedding place, Criteria criteria, float minSimilarity) {
        return db.read(s -> s.entries().patterns().search(place, 1, criteria, minSimilarity).stream()
                .findFirst()
                .flatMap(f -> s.entries().patterns().embedding(f.entry().id()).map(e -> new Near(f.entry(), e))));
    }

    /** The {@code k} learned patterns nearest to {@code taste} (centred) that satisfy the criteria, best first. */
    public List<Match> search(Embedding taste, int k, Criteria criteria) {
        return nearest(patterns(), taste, k, criteria, -1);
    }

    private static List<Match> nearest(
            List<KnownPattern> known, Embedding taste, int k, Criteria criteria, float threshold) {
        PatternQuery.checkK(k);
        return known.stream()
                .filter(p ->
                        criteria.test(p.taskType(), p.successRate(), p.context().genres(), p.context()))
                .map(p -> new Match(p, p.embedding().cosine(taste)))
                .filter(m -> m.cosine() >= threshold)
                .sorted(Comparator.comparingDouble(Match::cosine)
                        .reversed()
                        .thenComparing(m -> m.pattern().id()))
                .limit(k)
                .toList();
    }

    /** What was learned, after conflicts are resolved and without what is on probation: what recommendations go by. */
    public List<KnownPattern> patterns() {
        long changes = db.read(AgentState::patternChanges);
        View now = view;
        if (now.changes() == changes) {
            return now.patterns();
        }
        lock.lock();
        try {
            if (view.changes() < changes) {
                view = db.read(s -> new View(
                        s.patternChanges(),
                        ConflictResolver.resolve(strategies, goodEnough, s.localPatterns(), confirmed(s))));
            }
            return view.patterns();
        } finally {
            lock.unlock();
        }
    }

    /** What no jury has confirmed yet influences nothing here: it has places of its own ({@link Jury}). */
    private static List<ConsolidatedPattern> confirmed(AgentState state) {
        return state.bankPatterns().stream().filter(p -> !Jury.onProbation(p)).toList();
    }

    @Override
    public Stats stats() {
        List<PatternEntry> stored = db.read(s -> s.entries().patterns().all());
        Instant week = clock.instant().minus(Duration.ofDays(7));
        Map<TaskType, Integer> byTask = new EnumMap<>(TaskType.class);
        stored.forEach(p -> byTask.merge(p.taskType(), 1, Integer::sum));
        return new Stats(
                stored.size(),
                patterns().size(),
                stored.stream()
                        .mapToDouble(StoredPattern::successRate)
                        .average()
                        .orElse(0),
                stored.stream().mapToLong(StoredPattern::uses).average().orElse(0),
                (int) stored.stream().filter(p -> p.successRate() >= .8).count(),
                (int) stored.stream().filter(p -> p.storedAt().isAfter(week)).count(),
                Map.copyOf(byTask));
    }

    private static FoundPattern found(PatternEntry p, float similarity) {
        return new Found(
                publicId(p.id()),
                FoundPattern.Origin.STORED,
                p.taskType(),
                p.approach(),
                p.successRate(),
                p.uses(),
                p.averageReward(),
                p.tags(),
                p.context(),
                p.metadata(),
                similarity);
    }

    private static FoundPattern found(KnownPattern p, float similarity) {
        return new Found(
                p.id(),
                p.origin(),
                p.taskType(),
                "",
                p.successRate(),
                p.weight(),
                p.successRate(),
                p.context().genres(),
                p.context(),
                Map.of(),
                similarity);
    }

    private record Found(
            PatternId id,
            Origin origin,
            TaskType taskType,
            String approach,
            double successRate,
            long uses,
            double averageReward,
            List<String> tags,
            PatternContext context,
            Map<String, String> metadata,
            float similarity)
            implements FoundPattern {}

    /** How a stored pattern is named outside. */
    static PatternId publicId(long id) {
        return new PatternId(PREFIX + id);
    }

    /** Empty for the id of a pattern that was learned. */
    private static OptionalLong storedId(PatternId id) {
        String value = id.value();
        if (value.startsWith(PREFIX)
                && value.length() <= 19
                && value.substring(1).chars().allMatch(Character::isDigit)
                && value.length() > 1) {
            return OptionalLong.of(Long.parseLong(value.substring(1)));
        }
        return OptionalLong.empty();
    }
}
