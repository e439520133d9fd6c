package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.model.ViewerId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a commit changes in the accounts.
 *
 * @param after the head that the commit makes; it speaks of the log up to {@code after.consumed()}
 * @param settlements of contributions before that position
 * @param closing what becomes of the contributions before that position
 * @param refutedShares of viewers whose titles the audit refuted; it costs them reputation when the epoch ends
 */
public record LedgerChange(
        BankHead after, List<Settlement.Of> settlements, Closing closing, Map<ViewerId, Double> refutedShares) {
    /** What becomes of raw contributions. */
    public enum Closing {
        /** They stay raw. */
        NONE,
        /** The epoch ends: those that wait expire, none is raw any more but what stands, and who was there gains reputation. */
        EPOCH,
        /** They are thrown away: those that wait expire, and nobody gains or loses by it. */
        DISCARD
    }

    public LedgerChange {
        settlements = List.copyOf(settlements);
        refutedShares = Map.copyOf(refutedShares);
    }

    /** A round's. */
    public static LedgerChange ofRound(
            BankHead after, List<Settlement.Of> settlements, boolean endOfEpoch, Map<ViewerId, Double> refutedShares) {
        return new LedgerChange(after, settlements, endOfEpoch ? Closing.EPOCH : Closing.NONE, refutedShares);
    }

    /** All raw contributions up to this head's position are thrown away. */
    public static LedgerChange discarding(BankHead after) {
        return new LedgerChange(after, List.of(), Closing.DISCARD, Map.of());
    }

    /** Position of the log before which everything is in the accounts. */
    long position() {
        return after.consumed();
    }

    /** Viewers about whose contributions something was decided. */
    Set<ViewerId> settled() {
        Set<ViewerId> viewers = new HashSet<>();
        settlements.forEach(s -> viewers.add(s.viewer()));
        return viewers;
    }

    /** To an account about which everything is settled. */
    void close(ViewerId viewer, Account account) {
        switch (closing) {
            case NONE -> {}
            case EPOCH ->
                account.closeEpoch(
                        position(), after.epoch() - 1, after.epochStartedAt(), refutedShares.getOrDefault(viewer, 0.0));
            case DISCARD -> account.erase(position());
        }
    }
}
