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
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

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
    public List<Removal> removals() {
        return unit.call(em -> em.createQuery("select r from BankRemovalEntity r", BankRemovalEntity.class)
                .getResultStream()
                .map(BankRemovalEntity::removal)
                .toList());
    }

    @Override
    public List<RoundRecord> rounds(int limit) {
        return unit.call(em -> em
                .createQuery("select r from RoundEntity r order by r.round desc", RoundEntity.class)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(r -> r.record(decisions(em, r.round)))
                .toList());
    }

    private static List<RoundRecord.ClusterLine> decisions(EntityManager em, long round) {
        return em.createQuery(
                        "select d from RoundDecisionEntity d where d.round = :round order by d.place",
                        RoundDecisionEntity.class)
                .setParameter("round", round)
                .getResultStream()
                .map(RoundDecisionEntity::line)
                .toList();
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
            headOf(em, commit.before()).set(commit.after());
            commit.upserts().forEach(p -> upsert(em, p));
            commit.removals().forEach(r -> remove(em, r));
            em.flush();
            em.createQuery("delete from BankRemovalEntity r where r.version <= :version")
                    .setParameter("version", commit.after().forgotten())
                    .executeUpdate();
            addToHistory(em, commit.round());
            return true;
        });
    }

    private static void addToHistory(EntityManager em, RoundRecord round) {
        long old = round.round() - ROUNDS_KEPT;
        em.createQuery("delete from RoundDecisionEntity d where d.round <= :old")
                .setParameter("old", old)
                .executeUpdate();
        em.createQuery("delete from RoundEntity r where r.round <= :old")
                .setParameter("old", old)
                .executeUpdate();
        em.persist(new RoundEntity(round));
        int place = 0;
        for (RoundRecord.ClusterLine line : round.decisions()) {
            em.persist(new RoundDecisionEntity(round.round(), place++, line));
        }
    }

    @Override
    public void relocate(BankHead before, BankHead after) {
        unit.call(em -> {
            headOf(em, before).set(after);
            return true;
        });
    }

    private BankHeadEntity headOf(EntityManager em, BankHead expected) {
        BankHeadEntity head = headEntity(em);
        if (!head.head().equals(expected)) {
            throw new StaleRoundException(
                    "work from round " + expected.round() + " comes too late: round " + head.round + " is committed");
        }
        return head;
    }

    private static void upsert(EntityManager em, ConsolidatedPattern pattern) {
        em.merge(new BankPatternEntity(pattern));
        BankRemovalEntity gone = em.find(BankRemovalEntity.class, pattern.id().value());
        if (gone != null) {
            em.remove(gone);
        }
    }

    private static void remove(EntityManager em, Removal removal) {
        BankPatternEntity stored = em.find(BankPatternEntity.class, removal.id().value());
        if (stored != null) {
            em.remove(stored);
        }
        em.merge(new BankRemovalEntity(removal));
    }
}
