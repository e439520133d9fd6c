package io.exogenesis.omega.lab.baseline;

import java.util.List;

/**
 * A recommender to compare with. Found by {@link java.util.ServiceLoader}, so it has a public constructor without parameters;
 * it keeps nothing between two calls.
 */
public interface Baseline {

    /** Its name in reports: short, lower case. */
    String name();

    /** Settings to be tried on validation, at least one. Small: the whole evaluation waits for it. */
    List<Setting> grid();

    /** The settings for these data; {@link #grid()} unless the data have something more to tune. */
    default List<Setting> grid(Training training) {
        return grid();
    }

    /** Learns what all settings share. */
    Learned learn(Training training);

    /** What was learned; each setting gives a scorer. */
    interface Learned {
        /** @param setting one of {@link Baseline#grid(Training)} */
        Scorer with(Setting setting);
    }
}
