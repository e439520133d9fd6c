package io.exogenesis.omega.core.api;

import io.exogenesis.omega.core.viewers.ViewerActivity;

/**
 * The viewers together.
 *
 * @param registered that may take part, suspended ones included
 * @param maximum that may be registered
 * @param suspended whose frames are refused until an operator resumes them
 * @param removed that are remembered so that their tokens are refused
 * @param active heard within the last {@link ViewerActivity#ACTIVE_WITHIN}
 * @param known heard since the Core started, without those whose owners consent to nothing
 * @param openCodes enrolment codes that nobody used
 * @param network frames and bytes
 */
public record ViewerNetworkStats(
        String coordinatorId,
        int registered,
        int maximum,
        int suspended,
        int removed,
        int active,
        int known,
        long openCodes,
        ExogenesisMetrics.Network network) {}
