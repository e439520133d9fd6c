package io.exogenesis.omega.core.stream;

import io.exogenesis.omega.core.bank.BankUpdated;
import io.exogenesis.omega.core.distribute.DistributionCall;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.model.Priority;

/**
 * What listeners hear of a bank.
 *
 * @param version of the bank
 */
public record Announcement(EventId id, long version, What what) {
    /** Why it is announced. */
    public sealed interface What {}

    /** A round published. The counts are of patterns. */
    public record Published(int upserts, int removals, boolean itemModel) implements What {}

    /** Where the bank is now, to a listener of which nobody knows any more what it missed. */
    public record Behind() implements What {}

    /** An operator calls to sync; the round is known already. Patterns of {@code least} priority and above are meant. */
    public record Call(Priority least) implements What {}

    static Announcement of(BankUpdated updated) {
        return new Announcement(
                new EventId(updated.version().bankId(), updated.round().round()),
                updated.version().number(),
                new Published(updated.upserts(), updated.removals(), updated.itemModelPublished()));
    }

    /** Where a bank is. */
    static Announcement behind(BankHead head) {
        return new Announcement(
                new EventId(head.version().bankId(), head.round()),
                head.version().number(),
                new Behind());
    }

    /** The same round for a listener that missed more than is remembered. */
    Announcement behind() {
        return new Announcement(id, version, new Behind());
    }

    static Announcement of(DistributionCall call) {
        return new Announcement(
                new EventId(call.version().bankId(), call.round()),
                call.version().number(),
                new Call(call.least()));
    }
}
