package io.exogenesis.omega.viewer.memory;

import java.util.List;

/**
 * How to go about a skill.
 *
 * @param first what must come before, and what must come before that, in an order in which it can be done; of a circle each
 *     skill once
 * @param alternatives in its place, strongest link first, then the more successful
 * @param refinements of it, strongest link first, then the newer
 * @param parts what it is composed of, strongest link first
 */
public record SkillPlan(
        Skill skill, List<Skill> first, List<Skill> alternatives, List<Skill> refinements, List<Skill> parts) {
    public SkillPlan {
        first = List.copyOf(first);
        alternatives = List.copyOf(alternatives);
        refinements = List.copyOf(refinements);
        parts = List.copyOf(parts);
    }
}
