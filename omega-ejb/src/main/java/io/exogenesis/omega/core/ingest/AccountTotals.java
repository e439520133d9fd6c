package io.exogenesis.omega.core.ingest;

/**
 * The books of one viewer or of all: {@code acknowledged = admitted + refused + expired + pending}.
 *
 * @param duplicates contributions that came again after they had been acknowledged
 */
public record AccountTotals(
        long acknowledged, long admitted, long refused, long expired, long pending, long duplicates) {
    public static final AccountTotals NONE = new AccountTotals(0, 0, 0, 0, 0, 0);

    static AccountTotals of(Account a) {
        return new AccountTotals(a.highSeq, a.admitted, a.refused, a.expired, a.pending(), a.duplicates);
    }

    AccountTotals plus(AccountTotals o) {
        return new AccountTotals(
                acknowledged + o.acknowledged,
                admitted + o.admitted,
                refused + o.refused,
                expired + o.expired,
                pending + o.pending,
                duplicates + o.duplicates);
    }
}
