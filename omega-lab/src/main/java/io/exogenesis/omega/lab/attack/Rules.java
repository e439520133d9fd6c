package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.learning.round.RoundSettings;
import java.util.List;

/** Aggregation rules by the names of the command line. */
public final class Rules {
    /** What ships. */
    public static final String DEFAULT = "omega";

    private Rules() {}

    public static List<String> names() {
        return List.of(DEFAULT);
    }

    static RoundSettings settings(String rule) {
        return RoundSettings.DEFAULT;
    }
}
