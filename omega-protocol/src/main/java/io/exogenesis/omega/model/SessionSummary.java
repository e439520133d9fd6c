package io.exogenesis.omega.model;

/** Counts of one session, sent only with the metrics consent. All are ≥ 0; seconds are of watching. */
public record SessionSummary(int views, int completed, int skips, int searches, int ratings, long watchedSeconds) {
    public SessionSummary {
        if (views < 0 || completed < 0 || skips < 0 || searches < 0 || ratings < 0 || watchedSeconds < 0) {
            throw new InvalidValueException("a session summary has no negative counts");
        }
    }
}
