package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Episodes: those that the host stored and the viewer's own choices, found by meaning, with filters that act before the ranking
 * (Shinn et al., "Reflexion", NeurIPS 2023).
 *
 * <p>A choice lies where its title lies in the catalogue, so that remembering it needs no embedder; what the host stored lies
 * where its text does. A call that returns a future never blocks. Thread-safe.
 */
public final class ReflexionMemory {
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
    private final Lane calls;
    private final InstantSource clock;

    /** An episode found, and its cosine with what was asked for. */
    public record Found(Episode episode, float similarity) {}

    /**
     * What an episode has to do with others.
     *
     * @param similar the five nearest, nearest first
     * @param session of the same session, oldest first
     * @param learnedFrom for a failure: the three failures of its session before it, newest first
     */
    public record Links(List<Found> similar, List<Episode> session, List<Episode> learnedFrom) {}

    public ReflexionMemory(AgentDb db, TextSpace texts, Lane calls, InstantSource clock) {
        this.db = db;
        this.texts = texts;
        this.calls = calls;
        this.clock = clock;
    }

    /** Stores an episode; its id, once it is durable. */
    public CompletableFuture<Long> store(NewEpisode episode) {
        return storeAll(List.of(episode)).thenApply(List::getFirst);
    }

    /** Stores episodes with one write; their ids in the same order, once all are durable. */
    public CompletableFuture<List<Long>> storeAll(List<NewEpisode> episodes) {
        List<NewEpisode> all = List.copyOf(episodes);
        return calls.run("remember", () -> {
            Instant now = clock.instant();
            List<AgentRecord> records = new ArrayList<>(all.size());
            List<Long> ids = new ArrayList<>(all.size());
            for (NewEpisode e : all) {
                Episode episode = e.toEpisode(db.nextId(), now);
                records.add(
                        new AgentRecord.Stored(episode, e.embedding().orElseGet(() -> texts.place(episode.text()))));
                ids.add(episode.id());
            }
            db.submit(records).join();
            return ids;
        });
    }

    /** An episode, stored or the viewer's own. */
    public Optional<Episode> get(long id) {
        return db.read(s -> id > 0
                ? s.entries().episodes().get(id)
                : s.choices().all().stream()
                        .filter(c -> c.id() == id)
                        .findFirst()
                        .map(Choice::episode));
    }

    /** Forgets an episode; false if there is none. */
    public CompletableFuture<Boolean> delete(long id) {
        return calls.run("delete", () -> {
            if (get(id).isEmpty()) {
                return false;
            }
            db.submit(List.of(new AgentRecord.Forgotten(List.of(id)))).join();
            return true;
        });
    }

    /** The nearest episodes that satisfy the query, best first. */
    public CompletableFuture<List<Found>> retrieveRelevant(EpisodeQuery query) {
        return calls.run("retrieve", () -> find(query));
    }

    private List<Found> find(EpisodeQuery query) {
        EpisodeQuery.Condition condition = query.condition(clock.instant());
        Embedding place = query.embedding().orElseGet(() -> texts.place(query.text()));
        List<Found> found = new ArrayList<>();
        db.read(s -> s.entries().episodes().search(place, query.k(), condition, -1))
                .forEach(f -> found.add(new Found(f.entry(), f.similarity())));
        query.embedding()
                .or(() -> texts.taste(query.text()))
                .ifPresent(taste -> found.addAll(choices(taste, condition)));
        found.sort(
                Comparator.comparingDouble(Found::similarity).reversed().thenComparing(Found::episode, NEWEST_FIRST));
        return found.size() > query.k() ? List.copyOf(found.subList(0, query.k())) : found;
    }

    private List<Found> choices(Embedding taste, EpisodeQuery.Condition condition) {
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

    /** What went wrong with the like of it: the nearest three failures, a numbered line each. */
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

    /** What worked with the like of it: the first 200 characters of the outputs of the nearest three well rewarded ones. */
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

    /** How episodes of exactly this task went, all or those no older than {@code window}. */
    public TaskStats taskStats(String task, Optional<Duration> window) {
        Instant now = clock.instant();
        Optional<Instant> since = window.map(now::minus);
        return TaskStats.of(
                all().filter(e -> e.task().equals(task)
                                && since.map(e.at()::isAfter).orElse(true))
                        .toList(),
                now);
    }

    /** The newest episodes of a session, newest first. */
    public List<Episode> recent(String session, int limit) {
        PatternQuery.checkK(limit);
        return all().filter(e -> e.session().equals(session))
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList();
    }

    /** The newest episodes, newest first. */
    public List<Episode> recent(int limit) {
        PatternQuery.checkK(limit);
        return all().sorted(NEWEST_FIRST).limit(limit).toList();
    }

    /** What an episode has to do with others; empty if there is no such episode. */
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
        EpisodeQuery.Condition any = new EpisodeQuery.Condition(0, EpisodeQuery.Outcome.ANY, Optional.empty());
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

    /**
     * Forgets what is worth little: episodes with a reward below {@code minReward} that are older than {@code age}, except the
     * best {@code keepPerTask} of each task.
     *
     * @return how many
     */
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

    /** Episodes that are remembered. */
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
}
