package io.exogenesis.omega.viewer.internal.memory;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.EntryStore;
import io.exogenesis.omega.viewer.internal.store.EntryTable;
import io.exogenesis.omega.viewer.internal.store.SkillEntry;
import io.exogenesis.omega.viewer.internal.values.Limits;
import io.exogenesis.omega.viewer.internal.values.Times;
import io.exogenesis.omega.viewer.memory.NewSkill;
import io.exogenesis.omega.viewer.memory.PatternQuery;
import io.exogenesis.omega.viewer.memory.Skill;
import io.exogenesis.omega.viewer.memory.SkillLibrary;
import io.exogenesis.omega.viewer.memory.SkillLibrary.Found;
import io.exogenesis.omega.viewer.memory.SkillLibrary.Stats;
import io.exogenesis.omega.viewer.memory.SkillLink;
import io.exogenesis.omega.viewer.memory.SkillPlan;
import io.exogenesis.omega.viewer.memory.SkillQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** {@link SkillLibrary} of one state directory. Thread-safe. */
public final class LocalSkillLibrary implements SkillLibrary {
    /** Weights of the composite score; those of the original library. */
    private static final double SIMILARITY = .4;

    private static final double SUCCESS = .3;
    private static final double USE = .1;
    private static final double REWARD = .2;

    /** Uses that count as full experience. */
    private static final double MANY_USES = 1_000;

    /** What having been used just now adds where recent skills are preferred; half of it after a month. */
    private static final double RECENT = .05;

    private static final double RECENT_HALF_LIFE_DAYS = 30;

    private final AgentDb db;
    private final TextSpace texts;
    private final BoundedExecutor calls;
    private final InstantSource clock;
    private final SkillMaker maker;

    public LocalSkillLibrary(AgentDb db, TextSpace texts, BoundedExecutor calls, InstantSource clock) {
        this.db = db;
        this.texts = texts;
        this.calls = calls;
        this.clock = clock;
        this.maker = new SkillMaker(texts);
    }

    @Override
    public CompletableFuture<Long> store(NewSkill skill) {
        return calls.run("skill", () -> {
            long id = db.nextId();
            SkillEntry entry = SkillEntry.of(id, skill, clock.instant());
            Embedding place = skill.embedding().orElseGet(() -> texts.place(entry.text()));
            db.commit(state -> {
                if (state.entries().skill(skill.name()).isPresent()) {
                    throw new InvalidValueException("there is a skill \"" + skill.name() + "\" already");
                }
                return List.of(new AgentRecord.Stored(entry, place));
            });
            return id;
        });
    }

    @Override
    public Optional<Skill> get(long id) {
        return db.read(s -> s.entries().skills().get(id).map(e -> e));
    }

    @Override
    public Optional<Skill> find(String name) {
        return named(name).map(s -> s);
    }

    private Optional<SkillEntry> named(String name) {
        return db.read(s -> s.entries().skill(name));
    }

    @Override
    public List<Skill> all() {
        return db.read(s -> s.entries().skills().all()).stream()
                .<Skill>map(s -> s)
                .sorted(Comparator.comparing(Skill::name))
                .toList();
    }

    @Override
    public CompletableFuture<Boolean> recordOutcome(long id, boolean success, double reward, Duration latency) {
        Limits.rate("reward", reward);
        Limits.count("latency in ms", latency.toMillis());
        return calls.run("use", () -> {
            if (get(id).isEmpty()) {
                return false;
            }
            db.submit(List.of(new AgentRecord.Used(
                            id, success ? 1 : 0, reward, latency.toMillis(), Times.toMillis(clock.instant()))))
                    .join();
            return true;
        });
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
    public CompletableFuture<List<Found>> search(SkillQuery query) {
        return calls.run("search", () -> {
            Embedding place =
                    query.embedding().orElseGet(() -> texts.place(query.task().orElse("")));
            Instant now = clock.instant();
            return db
                    .read(s -> s.entries()
                            .skills()
                            .search(place, PatternQuery.MAX_K, new SkillQuery.AtLeast(query.minSuccessRate()), -1))
                    .stream()
                    .map(f -> new Found(f.entry(), f.similarity(), score(f, query.preferRecent(), now)))
                    .sorted(Comparator.comparingDouble(Found::score)
                            .reversed()
                            .thenComparing(f -> f.skill().name()))
                    .limit(query.k())
                    .toList();
        });
    }

    /** A skill and the place of its text. */
    public record Near(Skill skill, Embedding place) {}

    /** The skill nearest to a text's place, if it is near and successful enough. */
    public Optional<Near> nearest(Embedding place, double minSuccessRate, float minSimilarity) {
        return db.read(s ->
                s.entries().skills().search(place, 1, new SkillQuery.AtLeast(minSuccessRate), minSimilarity).stream()
                        .findFirst()
                        .flatMap(f ->
                                s.entries().skills().embedding(f.entry().id()).map(e -> new Near(f.entry(), e))));
    }

    private static double score(EntryStore.Found<SkillEntry> found, boolean preferRecent, Instant now) {
        Skill skill = found.entry();
        double days = Math.max(
                0,
                Duration.between(skill.lastUsed(), now).toMillis()
                        / (double) Duration.ofDays(1).toMillis());
        return SIMILARITY * found.similarity()
                + SUCCESS * skill.successRate()
                + USE * Math.min(skill.uses() / MANY_USES, 1)
                + REWARD * skill.averageReward()
                + (preferRecent ? RECENT * Math.pow(2, -days / RECENT_HALF_LIFE_DAYS) : 0);
    }

    @Override
    public CompletableFuture<Void> link(SkillLink link) {
        return calls.run("link", () -> {
            db.commit(state -> {
                for (long id : new long[] {link.from(), link.to()}) {
                    if (state.entries().skills().get(id).isEmpty()) {
                        throw new InvalidValueException("there is no skill " + id);
                    }
                }
                return List.of(new AgentRecord.Linked(link));
            });
            return nothing();
        });
    }

    @Override
    public List<SkillLink> links(long id) {
        return db.read(s -> s.entries().links()).stream()
                .filter(l -> l.from() == id || l.to() == id)
                .toList();
    }

    @Override
    public Optional<SkillPlan> plan(long id) {
        return db.read(state -> state.entries().skills().get(id).map(skill -> {
            Links links = new Links(state.entries());
            List<Skill> first = new ArrayList<>();
            links.before(skill, new HashSet<>(), first);
            first.remove(skill);
            return new SkillPlan(
                    skill,
                    first,
                    links.of(skill, SkillLink.Kind.ALTERNATIVE, Comparator.comparingDouble(Skill::successRate)),
                    links.of(skill, SkillLink.Kind.REFINEMENT, Comparator.comparing(Skill::created)),
                    links.of(skill, SkillLink.Kind.COMPOSITION, Comparator.comparingDouble(Skill::successRate)));
        }));
    }

    /** The links of one state, followed. */
    private record Links(EntryTable entries) {
        /** Strongest link first; among equal ones the greatest by {@code better}. */
        List<Skill> of(Skill skill, SkillLink.Kind kind, Comparator<Skill> better) {
            record Linked(Skill skill, double weight) {}
            return entries.links().stream()
                    .filter(l -> l.from() == skill.id() && l.kind() == kind)
                    .flatMap(l -> entries.skills().get(l.to()).stream().map(s -> new Linked(s, l.weight())))
                    .sorted(Comparator.comparingDouble(Linked::weight)
                            .thenComparing(Linked::skill, better)
                            .reversed())
                    .map(Linked::skill)
                    .toList();
        }

        /** Depth first, so that each comes behind what it needs. */
        void before(Skill skill, Set<Long> seen, List<Skill> into) {
            if (!seen.add(skill.id())) {
                return;
            }
            of(skill, SkillLink.Kind.PREREQUISITE, Comparator.comparingDouble(Skill::successRate))
                    .forEach(s -> before(s, seen, into));
            into.add(skill);
        }
    }

    @Override
    public CompletableFuture<List<Skill>> consolidate(int minAttempts, double minReward, Duration window) {
        Limits.rate("least reward", minReward);
        Limits.count("number of attempts", minAttempts);
        return calls.run("consolidate", () -> {
            Instant now = Times.toMillis(clock.instant());
            List<SkillMaker.Made> made = new ArrayList<>();
            // texts are embedded outside of the writers' lock; a skill that changes meanwhile is left for the next call
            db.read(s -> maker.groups(s, minReward, now.minus(window))).forEach((task, episodes) -> {
                if (episodes.size() >= minAttempts) {
                    maker.skill(named(task), task, episodes, now, db::nextId).ifPresent(made::add);
                }
            });
            return db
                    .commit(state -> made.stream()
                            .filter(m -> state.entries()
                                    .skill(((SkillEntry) m.after().entry()).name())
                                    .equals(m.before()))
                            .<AgentRecord>map(SkillMaker.Made::after)
                            .toList())
                    .stream()
                    .map(r -> (Skill) ((AgentRecord.Stored) r).entry())
                    .toList();
        });
    }

    @Override
    public CompletableFuture<Integer> prune(long minUses, double minSuccessRate, Duration age) {
        Limits.rate("least success rate", minSuccessRate);
        return calls.run("prune", () -> {
            Instant before = clock.instant().minus(age);
            List<AgentRecord> gone = db.commit(state -> {
                List<Long> ids = state.entries().skills().all().stream()
                        .filter(s -> s.uses() < minUses
                                && s.successRate() < minSuccessRate
                                && s.lastUsed().isBefore(before))
                        .map(Skill::id)
                        .toList();
                return ids.isEmpty() ? List.of() : List.of(new AgentRecord.Forgotten(ids));
            });
            return gone.isEmpty()
                    ? 0
                    : ((AgentRecord.Forgotten) gone.getFirst()).ids().size();
        });
    }

    @Override
    public Stats stats() {
        List<Skill> all = all();
        return new Stats(
                all.size(),
                all.stream().mapToDouble(Skill::successRate).average().orElse(0),
                all.stream().mapToLong(Skill::uses).average().orElse(0),
                db.read(s -> s.entries().links()).size());
    }

    @SuppressWarnings("NullAway") // the value of a CompletableFuture<Void>
    private static Void nothing() {
        return null;
    }
}
