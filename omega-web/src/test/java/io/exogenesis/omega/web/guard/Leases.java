package io.exogenesis.omega.web.guard;

/** Leases for tests of what is charged to them. */
public final class Leases {
    private Leases() {}

    /** With room for whatever a test does. */
    public static InboundBudget.Lease ample() {
        return of(1L << 40);
    }

    /** With room for at most so many bytes of a known caller. */
    public static InboundBudget.Lease of(long bytes) {
        return new InboundBudget(bytes + bytes / 7).forKnown();
    }

    /** A budget of this size, both shares together. */
    public static InboundBudget budget(long total) {
        return new InboundBudget(total);
    }
}
