package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.vector.Filter;
import io.exogenesis.omega.vector.IndexFields;
import io.exogenesis.omega.vector.VectorIndex;
import io.exogenesis.omega.viewer.ConflictStrategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The patterns that recommendations go by, the viewer's own and the bank's, and search among them by meaning.
 *
 * <p>The vectors lie in a Lucene index on disk. It is opened by the first search, since hundreds of agents in one process
 * mostly rank without one, and brought up to date before each; its commit carries a fingerprint of what is in it, so that an
 * index that does not fit the journal (kill, restored directory) is built again. Thread-safe.
 */
public final class ReasoningBank implements AutoCloseable {
    private static final String TASK = "task";
    private static final String GENRE = "genre";
    private static final String RATE = "rate";

    private final AgentDb db;
    private final Path directory;
    private final ConflictStrategy strategy;
    private final double goodEnough;
    private final ReentrantLock lock = new ReentrantLock();
    private View view = new View(-1, List.of());
    private Map<String, KnownPattern> indexed = Map.of();
    private @Nullable VectorIndex index;

    private record View(long changes, List<KnownPattern> patterns) {}

    /** A pattern found, and its cosine with what was asked for. */
    public record Match(KnownPattern pattern, float cosine) {}

    /**
     * What a pattern must satisfy; checked before the ranking, so that k matches come back if there are k.
     *
     * @param genres at least one of them; empty: any
     */
    public record Criteria(Optional<TaskType> taskType, double minSuccessRate, Set<String> genres) {
        public static final Criteria ANY = new Criteria(Optional.empty(), 0, Set.of());

        public Criteria {
            genres = Set.copyOf(genres);
        }
    }

    public ReasoningBank(AgentDb db, Path directory, ConflictStrategy strategy, double goodEnough) {
        this.db = db;
        this.directory = directory;
        this.strategy = strategy;
        this.goodEnough = goodEnough;
    }

    /** All patterns after conflicts are resolved, without those on probation. */
    public List<KnownPattern> patterns() {
        lock.lock();
        try {
            return current().patterns();
        } finally {
            lock.unlock();
        }
    }

    private View current() {
        long changes = db.read(AgentState::patternChanges);
        if (view.changes() != changes) {
            view = db.read(s -> new View(
                    s.patternChanges(),
                    ConflictResolver.resolve(strategy, goodEnough, s.localPatterns(), confirmed(s))));
        }
        return view;
    }

    /** What no jury has confirmed yet influences nothing here: it has places of its own ({@link Jury}). */
    private static List<ConsolidatedPattern> confirmed(AgentState state) {
        return state.bankPatterns().stream().filter(p -> !Jury.onProbation(p)).toList();
    }

    /** The {@code k} patterns nearest to {@code query} (centred) that satisfy the criteria, best first. */
    public List<Match> search(Embedding query, int k, Criteria criteria) {
        lock.lock();
        try {
            VectorIndex open = upToDate(current().patterns());
            return open.search(query, k, filter(criteria)).stream()
                    .flatMap(hit ->
                            Optional.ofNullable(indexed.get(hit.id())).stream().map(p -> new Match(p, hit.cosine())))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private static Filter filter(Criteria criteria) {
        List<Filter> parts = new ArrayList<>();
        criteria.taskType().ifPresent(t -> parts.add(Filter.term(TASK, t.name())));
        if (criteria.minSuccessRate() > 0) {
            parts.add(Filter.atLeast(RATE, criteria.minSuccessRate()));
        }
        if (!criteria.genres().isEmpty()) {
            parts.add(Filter.anyOf(GENRE, criteria.genres()));
        }
        return new Filter.And(parts);
    }

    private VectorIndex upToDate(List<KnownPattern> wanted) {
        Map<String, KnownPattern> byId = new HashMap<>();
        wanted.forEach(p -> byId.put(p.id().value(), p));
        VectorIndex open = index;
        if (open == null) {
            open = DerivedIndex.open(directory);
            index = open;
            if (open.tag().filter(fingerprint(wanted)::equals).isPresent()) {
                indexed = byId;
            } else {
                open.clear();
                indexed = Map.of();
            }
        }
        if (!indexed.equals(byId)) {
            update(open, byId);
            open.commit(fingerprint(wanted));
            open.refresh();
            indexed = byId;
        }
        return open;
    }

    private void update(VectorIndex open, Map<String, KnownPattern> byId) {
        Set<String> gone = new HashSet<>(indexed.keySet());
        gone.removeAll(byId.keySet());
        gone.forEach(open::delete);
        byId.forEach((id, pattern) -> {
            if (!pattern.equals(indexed.get(id))) {
                IndexFields fields = IndexFields.NONE
                        .withTerm(TASK, pattern.taskType().name())
                        .withTerms(GENRE, pattern.context().genres())
                        .withNumber(RATE, pattern.successRate());
                open.upsert(id, pattern.embedding(), fields);
            }
        });
    }

    private static String fingerprint(List<KnownPattern> patterns) {
        CRC32C crc = new CRC32C();
        patterns.stream().sorted((a, b) -> a.id().compareTo(b.id())).forEach(p -> {
            crc.update(p.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            crc.update(p.embedding().codes());
        });
        return patterns.size() + ":" + Long.toHexString(crc.getValue());
    }

    @Override
    public void close() {
        lock.lock();
        try {
            VectorIndex open = index;
            index = null;
            if (open != null) {
                open.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
