package io.exogenesis.omega.core.bank;

import io.exogenesis.omega.model.BankVersion;
import java.util.Optional;

/**
 * Where a reader is on the way from one version of the bank to another. The way has {@link #PHASES} phases, removals and then the
 * upserts by priority; the reader has all of the phases before {@code phase}, and of this one the changes up to version {@code
 * at}. Changes that happen behind {@code to} wait for the next way.
 *
 * <p>A reader hands it back as a {@link BankVersion}: between two ways it is (bank id, version); on the way the bank id has the
 * suffix {@code ~from~to~phase}, numbers in base 36, and the number is {@code at}.
 *
 * @param from the reader has all up to this version; 0: it holds nothing
 * @param to version at which the way ends, ≥ {@code from}
 * @param phase 0 for removals, then 1 and on by priority; {@value #PHASES}: the way is over
 * @param at of the changes of this phase the reader has those up to this version
 */
record DeltaCursor(long from, long to, int phase, long at) {
    /** Removals, and three priorities. */
    static final int PHASES = 4;

    private static final String MARK = "~";
    private static final int RADIX = 36;

    /** At the beginning of a way. */
    static DeltaCursor begin(long from, long to) {
        return new DeltaCursor(from, to, 0, from);
    }

    DeltaCursor in(int newPhase, long newAt) {
        return new DeltaCursor(from, to, newPhase, newAt);
    }

    boolean done() {
        return phase == PHASES;
    }

    /** As the reader is given it. */
    BankVersion of(String bankId) {
        return done()
                ? new BankVersion(bankId, to)
                : new BankVersion(
                        String.join(MARK, bankId, Long.toString(from, RADIX), Long.toString(to, RADIX), "" + phase),
                        at);
    }

    /**
     * What a reader handed back.
     *
     * @param newest version of the bank
     * @param forgotten removals of this version and before are not known any more
     * @return empty if it is of another bank, of nobody's making, or too old: the reader has to begin anew
     */
    static Optional<DeltaCursor> read(BankVersion cursor, String bankId, long newest, long forgotten) {
        return parsed(cursor, bankId, newest).filter(c -> c.possible(newest) && c.remembered(forgotten));
    }

    private static Optional<DeltaCursor> parsed(BankVersion cursor, String bankId, long newest) {
        if (cursor.bankId().equals(bankId)) {
            return Optional.of(begin(cursor.number(), newest));
        }
        if (!cursor.bankId().startsWith(bankId + MARK)) {
            return Optional.empty();
        }
        String[] parts = cursor.bankId().substring(bankId.length() + 1).split(MARK, -1);
        if (parts.length != 3) {
            return Optional.empty(); // of a Core of before: it knew one number
        }
        try {
            return Optional.of(new DeltaCursor(
                    Long.parseLong(parts[0], RADIX),
                    Long.parseLong(parts[1], RADIX),
                    Integer.parseInt(parts[2]),
                    cursor.number()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean possible(long newest) {
        return from >= 0 && from <= to && to <= newest && phase >= 0 && phase < PHASES && at >= from && at <= to;
    }

    /** Whether all removals are known that this reader has not heard of. Who holds nothing has nothing to remove. */
    private boolean remembered(long forgotten) {
        return to >= forgotten && (from == 0 || from >= forgotten);
    }
}
