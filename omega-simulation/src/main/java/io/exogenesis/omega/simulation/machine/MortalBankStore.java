package io.exogenesis.omega.simulation.machine;

import io.exogenesis.omega.core.port.BankCommit;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.PatternDecision;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bank of a machine that may die before a transaction or right behind it, so that nobody hears of it. A transaction is done or
 * not: that the database keeps what it committed is its maker's promise, and not simulated.
 */
public final class MortalBankStore implements BankStore {
    private final Machine machine;
    private final BankStore bank;

    public MortalBankStore(Machine machine, BankStore bank) {
        this.machine = machine;
        this.bank = bank;
    }

    private void transaction(Runnable work) {
        machine.step();
        work.run();
        machine.step();
    }

    private BankStore alive() {
        machine.requireAlive();
        return bank;
    }

    @Override
    public BankHead head() {
        return alive().head();
    }

    @Override
    public List<ConsolidatedPattern> patterns() {
        return alive().patterns();
    }

    @Override
    public Map<PatternId, Instant> since() {
        return alive().since();
    }

    @Override
    public List<Removal> removals() {
        return alive().removals();
    }

    @Override
    public List<RoundRecord> rounds(int limit, int decisions) {
        return alive().rounds(limit, decisions);
    }

    @Override
    public Optional<RoundRecord> round(long number) {
        return alive().round(number);
    }

    @Override
    public List<PatternDecision> decisions(PatternId pattern, int limit) {
        return alive().decisions(pattern, limit);
    }

    @Override
    public void commit(BankCommit commit) {
        transaction(() -> bank.commit(commit));
    }

    @Override
    public void relocate(BankHead before, BankHead after) {
        transaction(() -> bank.relocate(before, after));
    }

    @Override
    public void renew(BankHead before, BankHead after) {
        transaction(() -> bank.renew(before, after));
    }

    @Override
    public int forgetHistory(HistoryBounds keep, int most) {
        return alive().forgetHistory(keep, most);
    }
}
