package io.exogenesis.omega.web.guard;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.wire.v1.Refusal;
import java.util.Arrays;
import java.util.Optional;

/**
 * Collects the bytes of one body as they come. It takes no more than {@link InboundBudget#MAX_OF_STRANGER} until the caller is
 * known, no more than the limit after that, and nothing that the budget has no room for; how the bytes are split makes no
 * difference. From the first refusal on it keeps nothing and only counts.
 */
final class Intake {
    private static final int FIRST = 4 << 10;
    private static final byte[] NOTHING = {};

    private final InboundBudget.Lease lease;
    private final Recognition.OfBody sender;
    private final int limit;
    private byte[] bytes = NOTHING;
    private int length;
    private long received;
    private boolean known;
    /** Read by the thread of the deadline, too. */
    private volatile Optional<RefusedException> refusal = Optional.empty();

    /** @param known whether the sender is known before its first byte */
    Intake(InboundBudget.Lease lease, boolean known, Recognition.OfBody sender, int limit) {
        this.lease = lease;
        this.sender = sender;
        this.limit = limit;
        this.known = known;
    }

    void take(byte[] part, int n) {
        received += n;
        if (refusal.isPresent()) {
            return;
        }
        try {
            // What belongs to the first 64 KiB is kept before the sender is asked for: its token may be there.
            int within = known ? n : Math.min(n, InboundBudget.MAX_OF_STRANGER - length);
            keep(part, 0, within);
            if (within < n) {
                mustBeKnown();
                keep(part, within, n - within);
            }
        } catch (RefusedException e) {
            refuse(e);
        }
    }

    /** All was received; empty if it was refused. */
    Optional<TakenBody> end() {
        if (refusal.isEmpty() && !known && isKnown()) {
            known = lease.recognised();
        }
        return refusal.isPresent() ? Optional.empty() : Optional.of(new TakenBody(bytes, length, lease));
    }

    /** All of it is there: why a token does not hold is for who answers to say. */
    private boolean isKnown() {
        try {
            return sender.known(bytes, length);
        } catch (RefusedException e) {
            return false;
        }
    }

    /** Bytes that came, kept or not. */
    long received() {
        return received;
    }

    Optional<RefusedException> refusal() {
        return refusal;
    }

    private void mustBeKnown() {
        if (!sender.known(bytes, length)) {
            throw new RefusedException(
                    Refusal.Code.TOO_LARGE,
                    "without a token that holds a body has at most " + InboundBudget.MAX_OF_STRANGER + " bytes");
        }
        lease.mustBeRecognised();
        known = true;
    }

    private void keep(byte[] part, int from, int n) {
        if (length + n > limit) {
            throw BodyGate.tooLarge(limit);
        }
        if (length + n > bytes.length) {
            int room = Math.min(limit, Math.max(length + n, Math.max(FIRST, 2 * bytes.length)));
            lease.grow(room - bytes.length);
            bytes = Arrays.copyOf(bytes, room);
        }
        System.arraycopy(part, from, bytes, length, n);
        length += n;
    }

    private void refuse(RefusedException e) {
        refusal = Optional.of(e);
        bytes = NOTHING;
        length = 0;
        lease.close();
    }
}
