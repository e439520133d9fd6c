package io.exogenesis.omega.viewer.internal.memory;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.AgentState;
import io.exogenesis.omega.viewer.internal.store.Choice;
import io.exogenesis.omega.viewer.internal.store.EpisodeEntry;
import io.exogenesis.omega.viewer.internal.values.Limits;
import io.exogenesis.omega.viewer.memory.Episode;
import io.exogenesis.omega.viewer.memory.EpisodeQuery;
import io.exogenesis.omega.viewer.memory.NewEpisode;
import io.exogenesis.omega.viewer.memory.PatternQuery;
import io.exogenesis.omega.viewer.memory.ReflexionMemory;
import io.exogenesis.omega.viewer.memory.ReflexionMemory.Found;
import io.exogenesis.omega.viewer.memory.ReflexionMemory.Links;
import io.exogenesis.omega.viewer.memory.TaskStats;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@link ReflexionMemory} of one state directory. Thread-safe. */
public final class LocalReflexionMemory implements ReflexionMemory {
    /** A strategy is an output that was worth at least this; the original's bound. */
    private static final double STRATEGY_REWARD = .7;

    private static final int SUMMARY = 3;
    private static final int STRATEGY_CHARACTERS = 200;
    private static final int SIMILAR = 5;
    private static final int LEARNED_FROM = 3;
    private static final Comparator<Episode> NEWEST_FIRST = Comparator.comparing(Episode::at)
            .thenComparing(e -> Math.abs(e.id()))
            .reversed();

    private final AgentDb db;
    private final TextSpace texts;
    private final BoundedExecutor calls;
    private final InstantSource clock;

    public LocalReflexionMemory(AgentDb db, TextSpace texts, BoundedExecutor calls, InstantSource clock) {
        this.db = db;
        this.texts = texts;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Long> store(NewEpisode episode) {
        return storeAll(List.of(episode)).thenApply(List::getFirst);
    }

    @Override
    public CompletableFuture<List<Long>> storeAll(List<NewEpisode> episodes) {
        List<NewEpisode> all = List.copyOf(episodes);
        return calls.run("remember", () -> {
            Instant now = clock.instant();
            List<AgentRecord> records = new ArrayList<>(all.size());
            List<Long> ids = new ArrayList<>(all.size());
            for (NewEpisode e : all) {
                EpisodeEntry episode = EpisodeEntry.of(db.nextId(), e, now);
                records.add(
                        new AgentRecord.Stored(episode, e.embedding().orElseGet(() -> texts.place(episode.text()))));
                ids.add(episode.id());
            }
            db.submit(records).join();
            return ids;
        });
    }

    @Override
    public Optional<Episode> get(long id) {
        return db.read(s -> id > 0
                ? s.entries().episodes().get(id).map(e -> e)
                : s.choices().all().stream()
                        .filter(c -> c.id() == id)
                        .findFirst()
                        .map(Choice::episode));
    }

    @Override
    public CompletableFuture<Boolean> delete(long id) {
        return calls.run("delete", () -> {
            if (get(id).isEmpty()) {
                return false;
            }
            db.submit(List.of(new AgentRecord.Forgotten(List.of(id)))).join();
            return true;
        });
    }

    @Override
    public CompletableFuture<List<Found>> search(EpisodeQuery query) {
        return calls.run("retrieve", () -> find(query));
    }

    private List<Found> find(EpisodeQuery query) {
        EpisodeCondition condition = EpisodeCondition.of(query, clock.instant());
        Embedding place = query.embedding().orElseGet(() -> texts.place(text(query)));
        List<Found> found = new ArrayList<>();
        db.read(s -> s.entries().episodes().search(place, query.k(), condition, -1))
                .forEach(f -> found.add(new Found(f.entry(), f.similarity())));
        query.embedding()
                .or(() -> texts.taste(text(query)))
                .ifPresent(taste -> found.addAll(choices(taste, condition)));
        found.sort(
                Comparator.comparingDouble(Found::similarity).reversed().thenComparing(Found::episode, NEWEST_FIRST));
        return found.size() > query.k() ? List.copyOf(found.subList(0, query.k())) : found;
    }

    private List<Found> choices(Embedding taste, EpisodeCondition condition) {
        List<Choice> wanted =
                db.read(s -> s.choices().all()).stream().filter(condition::test).toList();
        Map<MediaId, Optional<Float>> near = new HashMap<>();
        List<Found> found = new ArrayList<>();
        for (Choice choice : wanted) {
            near.computeIfAbsent(choice.media(), media -> texts.title(media).map(taste::cosine))
                    .ifPresent(similarity -> found.add(new Found(choice.episode(), similarity)));
        }
        return found;
    }

    @Override
    public CompletableFuture<String> critiqueSummary(String task) {
        EpisodeQuery failures = EpisodeQuery.of(task, SUMMARY).only(EpisodeQuery.Outcome.FAILURES);
        return calls.run("critique", () -> {
            List<Found> found = find(failures);
            StringBuilder lines = new StringBuilder();
            for (Found f : found) {
                lines.append(lines.isEmpty() ? "" : "\n")
                        .append(found.indexOf(f) + 1)
                        .append(". ")
                        .append(f.episode().critique())
                        .append(String.format(
                                Locale.ROOT, " (reward %.2f)", f.episode().reward()));
            }
            return lines.isEmpty() ? "No failure of this kind is remembered." : lines.toString();
        });
    }

    @Override
    public CompletableFuture<List<String>> successStrategies(String task) {
        EpisodeQuery successes = EpisodeQuery.of(task, SUMMARY)
                .only(EpisodeQuery.Outcome.SUCCESSES)
                .withMinReward(STRATEGY_REWARD);
        return calls.run(
                "strategies",
                () -> find(successes).stream()
                        .map(f -> f.episode().output())
                        .map(out -> out.substring(0, Math.min(STRATEGY_CHARACTERS, out.length())))
                        .toList());
    }

    @Override
    public TaskStats taskStats(String task) {
        return stats(task, e -> true, clock.instant());
    }

    @Override
    public TaskStats taskStats(String task, Duration window) {
        Instant now = clock.instant();
        Instant since = now.minus(window);
        return stats(task, e -> e.at().isAfter(since), now);
    }

    private TaskStats stats(String task, Predicate<Episode> counts, Instant now) {
        return TaskStats.of(
                all().filter(e -> e.task().equals(task)).filter(counts).toList(), now);
    }

    @Override
    public List<Episode> findRecent(String session, int limit) {
        PatternQuery.checkK(limit);
        return all().filter(e -> e.session().equals(session))
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Episode> findRecent(int limit) {
        PatternQuery.checkK(limit);
        return all().sorted(NEWEST_FIRST).limit(limit).toList();
    }

    @Override
    public Optional<Links> links(long id) {
        return get(id).map(episode -> {
            List<Episode> session = all().filter(e -> e.session().equals(episode.session()))
                    .sorted(NEWEST_FIRST.reversed())
                    .toList();
            List<Episode> before = session.reversed().stream()
                    .filter(e -> !e.success() && NEWEST_FIRST.compare(episode, e) < 0)
                    .limit(LEARNED_FROM)
                    .toList();
            return new Links(similar(episode), session, episode.success() ? List.of() : before);
        });
    }

    private List<Found> similar(Episode episode) {
        Optional<Embedding> place = episode.id() > 0
                ? db.read(s -> s.entries().episodes().embedding(episode.id()))
                : episode.media().flatMap(texts::title);
        EpisodeCondition any = new EpisodeCondition(0, EpisodeQuery.Outcome.ANY, Optional.empty());
        Stream<Found> near = place.stream()
                .flatMap(p -> episode.id() > 0
                        ? db.read(s -> s.entries().episodes().search(p, SIMILAR + 1, any, -1)).stream()
                                .map(f -> new Found(f.entry(), f.similarity()))
                        : choices(p, any).stream());
        return near.filter(f -> f.episode().id() != episode.id())
                .sorted(Comparator.comparingDouble(Found::similarity)
                        .reversed()
                        .thenComparing(Found::episode, NEWEST_FIRST))
                .limit(SIMILAR)
                .toList();
    }

    @Override
    public CompletableFuture<Integer> prune(double minReward, Duration age, int keepPerTask) {
        Limits.rate("least reward", minReward);
        Limits.count("number to keep", keepPerTask);
        return calls.run("prune", () -> {
            Instant before = clock.instant().minus(age);
            List<AgentRecord> gone = db.commit(state -> {
                List<Long> ids = all(state).collect(Collectors.groupingBy(Episode::task)).values().stream()
                        .flatMap(task -> task.stream()
                                .sorted(Comparator.comparingDouble(Episode::reward)
                                        .reversed()
                                        .thenComparing(NEWEST_FIRST))
                                .skip(keepPerTask))
                        .filter(e -> e.reward() < minReward && e.at().isBefore(before))
                        .map(Episode::id)
                        .toList();
                return ids.isEmpty() ? List.of() : List.of(new AgentRecord.Forgotten(ids));
            });
            return gone.isEmpty()
                    ? 0
                    : ((AgentRecord.Forgotten) gone.getFirst()).ids().size();
        });
    }

    @Override
    public int size() {
        return db.read(s -> s.entries().episodes().size() + s.choiceCount());
    }

    private Stream<Episode> all() {
        return db.read(s -> all(s).toList()).stream();
    }

    static Stream<Episode> all(AgentState state) {
        return Stream.concat(
                state.entries().episodes().all().stream(),
                state.choices().all().stream().map(Choice::episode));
    }

    private static String text(EpisodeQuery query) {
        return query.state().isBlank() ? query.task() : query.task() + "\n" + query.state();
    }
}
