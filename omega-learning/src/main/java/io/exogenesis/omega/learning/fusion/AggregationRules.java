package io.exogenesis.omega.learning.fusion;

import io.exogenesis.omega.learning.LearningException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rules that are there, by name: ours, and those of other jars that name themselves as a service. */
public final class AggregationRules {
    /** Name of the rule in use unless settings say otherwise. */
    public static final String DEFAULT = OmegaRule.NAME;

    private static final SortedMap<String, AggregationRule> RULES = load();

    private AggregationRules() {}

    private static SortedMap<String, AggregationRule> load() {
        SortedMap<String, AggregationRule> found = new TreeMap<>();
        for (AggregationRule rule : ServiceLoader.load(AggregationRule.class, AggregationRule.class.getClassLoader())) {
            AggregationRule other = found.putIfAbsent(rule.name(), rule);
            if (other != null) {
                throw new LearningException("two aggregation rules are called " + rule.name() + ": "
                        + other.getClass().getName() + " and " + rule.getClass().getName());
            }
        }
        return found;
    }

    /** @throws LearningException naming the rules there are */
    public static AggregationRule byName(String name) {
        AggregationRule rule = RULES.get(name);
        if (rule == null) {
            throw new LearningException(
                    "there is no aggregation rule \"" + name + "\"; there are " + String.join(", ", names()));
        }
        return rule;
    }

    /** In alphabetical order. */
    public static List<String> names() {
        return List.copyOf(RULES.keySet());
    }

    /** In the order of their names. */
    public static List<AggregationRule> all() {
        return new ArrayList<>(RULES.values());
    }
}
