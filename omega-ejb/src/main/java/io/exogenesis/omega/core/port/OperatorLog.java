package io.exogenesis.omega.core.port;

import java.util.List;

/** Who did what to titles, epochs and viewers, and when. Nothing is changed in it; beyond {@link #MOST} actions the oldest go. */
public interface OperatorLog {
    /** Ten a day for 27 years, in some 20 MB. */
    int MOST = 100_000;

    /** Durable when it returns, at the next place. */
    OperatorAction append(OperatorAction action);

    /** Newest first, those in front of place {@code before}. */
    List<OperatorAction> page(long before, int limit);
}
