package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.learning.defence.DefenceSettings;
import io.exogenesis.omega.learning.fusion.AggregationRules;
import io.exogenesis.omega.learning.round.RoundSettings;
import java.util.List;

/** What an attack run's Core is set to, by the names of the command line. */
public final class Rules {
    /** What ships. */
    public static final String DEFAULT = AggregationRules.DEFAULT;

    private Rules() {}

    /** All aggregation rules on the class path. */
    public static List<String> names() {
        return AggregationRules.names();
    }

    /** @param defended with the defence of the item plane that ships, or without any */
    static RoundSettings settings(String rule, boolean defended) {
        RoundSettings settings = RoundSettings.DEFAULT.withRule(rule);
        return defended ? settings : settings.withDefence(DefenceSettings.OFF);
    }
}
