package io.exogenesis.omega.viewer;

import java.util.Locale;

/** What put a title before the viewer: the strongest part of its score, or who gave it its place. Appended to, never reordered. */
public enum Approach {
    /** A list that the host made itself, or one from before approaches were remembered. */
    UNKNOWN,
    /** The own history, read with the Core's item model. */
    ITEM_MODEL,
    /** The own history, by content alone. */
    CONTENT,
    /** What many watch: nothing was known of the viewer. */
    POPULAR,
    /** A taste that other viewers share. */
    SHARED_TASTE,
    /** Words or a mood that were asked for. */
    WORDS,
    /** A time of day or a mood. */
    MOMENT,
    /** A pattern on probation. */
    PROBATION,
    /** The bandit. */
    EXPLORATION;

    /** As patterns carry it, for instance {@code item-model}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
