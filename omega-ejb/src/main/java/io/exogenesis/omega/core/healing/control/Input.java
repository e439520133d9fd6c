package io.exogenesis.omega.core.healing.control;

/** What is moved; the ordinal is its place in a vector of inputs. Each is ln(value/default), so 0 is the default. */
public enum Input {
    /** Rest between rounds. A longer one leaves the processor to syncs and lets contributions wait. */
    AGGREGATION_INTERVAL("aggregation-interval"),
    /** Delay that viewers are recommended until their next sync. A longer one makes fewer syncs, once viewers have heard of it. */
    NEXT_SYNC("next-sync"),
    /** Share of the offered frames that is admitted: acts at once, at the cost of those that are told to come back. */
    ADMISSION("admission-limit");

    static final int COUNT = values().length;

    private final String subject;

    Input(String subject) {
        this.subject = subject;
    }

    /** Its name in events. */
    public String subject() {
        return subject;
    }
}
