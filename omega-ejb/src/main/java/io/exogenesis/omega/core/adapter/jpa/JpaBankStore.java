package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.BankCommit;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.PatternDecision;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.StaleRoundException;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** The bank in the database. */
@Singleton
public class JpaBankStore implements BankStore {
    private final UnitOfWork unit;
    private final InstantSource clock;

    @Inject
    public JpaBankStore(UnitOfWork unit, InstantSource clock) {
        this.unit = unit;
        this.clock = clock;
    }

    @Override
    public BankHead head() {
        return unit.call(em -> headEntity(em).head());
    }

    private BankHeadEntity headEntity(EntityManager em) {
        BankHeadEntity stored = em.find(BankHeadEntity.class, BankHeadEntity.ID);
        if (stored != null) {
            return stored;
        }
        BankHeadEntity first = new BankHeadEntity(
                new BankHead(new BankVersion(UUID.randomUUID().toString(), 0), 0, 0, clock.instant(), 0, 0, "", 0, 0));
        em.persist(first);
        return first;
    }

    @Override
    public List<ConsolidatedPattern> patterns() {
        return unit.call(em -> em.createQuery("select p from BankPatternEntity p", BankPatternEntity.class)
                .getResultStream()
                .map(BankPatternEntity::pattern)
                .toList());
    }

    @Override
    public Map<PatternId, Instant> since() {
        Map<PatternId, Instant> known = new HashMap<>();
        unit.call(JpaBankStore::sinceMs).forEach((id, ms) -> {
            if (ms > 0) {
                known.put(id, Instant.ofEpochMilli(ms));
            }
        });
        return known;
    }

    /** Two short columns of the whole bank: a round writes a part of it anyway. */
    private static Map<PatternId, Long> sinceMs(EntityManager em) {
        Map<PatternId, Long> since = new HashMap<>();
        em.createQuery("select p.id, p.sinceMs from BankPatternEntity p", Object[].class)
                .getResultStream()
                .forEach(row -> since.put(new PatternId((String) row[0]), (Long) row[1]));
        return since;
    }

    @Override
    public List<Removal> removals() {
        return unit.call(em -> em.createQuery("select r from BankRemovalEntity r", BankRemovalEntity.class)
                .getResultStream()
                .map(BankRemovalEntity::removal)
                .toList());
    }

    @Override
    public List<RoundRecord> rounds(int limit, int decisions) {
        return unit.call(em -> {
            List<RoundEntity> rounds = em.createQuery(
                            "select r from RoundEntity r order by r.round desc", RoundEntity.class)
                    .setMaxResults(limit)
                    .getResultList();
            Map<Long, List<RoundRecord.ClusterLine>> lines = largest(em, rounds, decisions);
            return rounds.stream()
                    .map(r -> r.record(lines.getOrDefault(r.round, List.of())))
                    .toList();
        });
    }

    @Override
    public Optional<RoundRecord> round(long number) {
        return unit.call(em -> Optional.ofNullable(em.find(RoundEntity.class, number))
                .map(r -> r.record(
                        largest(em, List.of(r), RoundRecord.MAX_DECISIONS).getOrDefault(number, List.of()))));
    }

    /** The first decisions of each round, in one query. */
    private static Map<Long, List<RoundRecord.ClusterLine>> largest(
            EntityManager em, List<RoundEntity> rounds, int decisions) {
        Map<Long, List<RoundRecord.ClusterLine>> lines = new HashMap<>();
        if (!rounds.isEmpty() && decisions > 0) {
            em.createQuery(
                            "select d from RoundDecisionEntity d where d.round between :oldest and :newest"
                                    + " and d.place < :decisions order by d.round, d.place",
                            RoundDecisionEntity.class)
                    .setParameter("oldest", rounds.getLast().round)
                    .setParameter("newest", rounds.getFirst().round)
                    .setParameter("decisions", decisions)
                    .getResultStream()
                    .forEach(d -> lines.computeIfAbsent(d.round, r -> new ArrayList<>())
                            .add(d.line()));
        }
        return lines;
    }

    @Override
    public List<PatternDecision> decisions(PatternId pattern, int limit) {
        return unit.call(em -> em
                .createQuery(
                        "select r, d from RoundEntity r, RoundDecisionEntity d where d.round = r.round"
                                + " and d.patternId = :pattern order by d.round desc, d.place",
                        Object[].class)
                .setParameter("pattern", pattern.value())
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(both -> ((RoundEntity) both[0]).decision(((RoundDecisionEntity) both[1]).line()))
                .toList());
    }

    @Override
    public void commit(BankCommit commit) {
        unit.call(em -> {
            move(em, commit.before(), commit.after());
            List<PatternId> touched = Stream.concat(
                            commit.upserts().stream().map(ConsolidatedPattern::id), commit.removedIds().stream())
                    .toList();
            Map<PatternId, Long> since = sinceMs(em);
            delete(em, "DELETE FROM bank_pattern WHERE id = ?", touched);
            delete(em, "DELETE FROM bank_removal WHERE id = ?", touched);
            long now = commit.round().startedAt().toEpochMilli();
            commit.upserts().forEach(p -> em.persist(new BankPatternEntity(p, since.getOrDefault(p.id(), now))));
            commit.removals().forEach(r -> em.persist(new BankRemovalEntity(r)));
            em.flush();
            em.createQuery("delete from BankRemovalEntity r where r.version <= :version")
                    .setParameter("version", commit.after().forgotten())
                    .executeUpdate();
            addToHistory(em, commit.round());
            return true;
        });
    }

    private static void delete(EntityManager em, String sql, List<PatternId> ids) {
        Statements.batch(em, sql, ids, (statement, id) -> statement.setString(1, id.value()));
    }

    private static void addToHistory(EntityManager em, RoundRecord round) {
        em.persist(new RoundEntity(round));
        int place = 0;
        for (RoundRecord.ClusterLine line : round.decisions()) {
            em.persist(new RoundDecisionEntity(round.round(), place++, line));
        }
    }

    @Override
    public void relocate(BankHead before, BankHead after) {
        unit.call(em -> {
            move(em, before, after);
            return true;
        });
    }

    @Override
    public void renew(BankHead before, BankHead after) {
        unit.call(em -> {
            move(em, before, after);
            em.createQuery("delete from BankPatternEntity p").executeUpdate();
            em.createQuery("delete from BankRemovalEntity r").executeUpdate();
            return true;
        });
    }

    /** The database compares and writes in one statement, so of two that start from one head only one can pass. */
    private static void move(EntityManager em, BankHead before, BankHead after) {
        Query update = em.createQuery("update BankHeadEntity h set h.bankId = :bankId, h.version = :version,"
                + " h.round = :round, h.epoch = :epoch, h.epochStartedMs = :epochStartedMs,"
                + " h.epochStart = :epochStart, h.consumed = :consumed, h.checkpoint = :checkpoint,"
                + " h.itemModel = :itemModel, h.forgotten = :forgotten"
                + " where h.id = :id and h.bankId = :oldBankId and h.version = :oldVersion and h.round = :oldRound"
                + " and h.epoch = :oldEpoch and h.epochStartedMs = :oldEpochStartedMs"
                + " and h.epochStart = :oldEpochStart and h.consumed = :oldConsumed and h.checkpoint = :oldCheckpoint"
                + " and h.itemModel = :oldItemModel and h.forgotten = :oldForgotten");
        update.setParameter("id", BankHeadEntity.ID);
        columns(after).forEach(update::setParameter);
        columns(before).forEach((column, value) -> update.setParameter(old(column), value));
        if (update.executeUpdate() != 1) {
            throw new StaleRoundException(
                    "work from round " + before.round() + " comes too late: another is committed");
        }
    }

    private static String old(String column) {
        return "old" + Character.toUpperCase(column.charAt(0)) + column.substring(1);
    }

    private static Map<String, Object> columns(BankHead head) {
        return Map.of(
                "bankId", head.version().bankId(),
                "version", head.version().number(),
                "round", head.round(),
                "epoch", head.epoch(),
                "epochStartedMs", head.epochStartedAt().toEpochMilli(),
                "epochStart", head.epochStart(),
                "consumed", head.consumed(),
                "checkpoint", head.checkpoint(),
                "itemModel", head.itemModel(),
                "forgotten", head.forgotten());
    }

    @Override
    public int forgetHistory(HistoryBounds keep, int most) {
        long newest = unit.call(em -> number(em, "select max(r.round) from RoundEntity r"));
        long decisions = unit.call(em -> lastToForget(em, newest, keep));
        int deleted = forget(most, em -> forgetDecisions(em, decisions));
        return deleted + forget(most - deleted, em -> forgetRounds(em, newest - keep.rounds()));
    }

    /** Repeats a step, each time in a transaction of its own, until it deletes nothing or enough is deleted. */
    private int forget(int most, ToIntFunction<EntityManager> step) {
        int deleted = 0;
        int last = -1;
        while (deleted < most && last != 0) {
            last = unit.call(step::applyAsInt);
            deleted += last;
        }
        return deleted;
    }

    /** The newest round whose decisions are too old or too many. Reads as many index entries as decisions may be kept. */
    private static long lastToForget(EntityManager em, long newest, HistoryBounds keep) {
        long tooOld = newest - keep.decisionRounds();
        List<Object[]> counts = em.createQuery(
                        "select d.round, count(d.place) from RoundDecisionEntity d where d.round > :tooOld"
                                + " group by d.round order by d.round desc",
                        Object[].class)
                .setParameter("tooOld", tooOld)
                .getResultList();
        long sum = 0;
        for (Object[] count : counts) {
            long round = (Long) count[0];
            sum += (Long) count[1];
            if (sum > keep.decisions() && round < newest) {
                return round;
            }
        }
        return tooOld;
    }

    private static int forgetDecisions(EntityManager em, long upTo) {
        long oldest = number(em, "select min(d.round) from RoundDecisionEntity d");
        return oldest < 0 || oldest > upTo
                ? 0
                : em.createQuery("delete from RoundDecisionEntity d where d.round = :oldest")
                        .setParameter("oldest", oldest)
                        .executeUpdate();
    }

    private static int forgetRounds(EntityManager em, long upTo) {
        long oldest = number(em, "select min(r.round) from RoundEntity r");
        return oldest < 0 || oldest > upTo
                ? 0
                : em.createQuery("delete from RoundEntity r where r.round <= :upTo")
                        .setParameter("upTo", Math.min(upTo, oldest + RoundRecord.MAX_DECISIONS - 1))
                        .executeUpdate();
    }

    /** −1 for nothing. */
    private static long number(EntityManager em, String query) {
        Long found = em.createQuery(query, Long.class).getSingleResult();
        return found == null ? -1 : found;
    }
}
