package io.exogenesis.omega.learning.fusion;

import io.exogenesis.omega.learning.linear.Vectors;
import java.util.List;
import java.util.Optional;

/**
 * The rule in use: geometric median of directions, weighted by reputation, with {@link Tenure} (LEARNING.md §4) and {@link
 * Crowding}. What a viewer says of its own success weighs nothing, and neither does the length of what it sent.
 */
public final class OmegaRule implements AggregationRule {
    static final String NAME = "omega";

    /** For the service loader. */
    public OmegaRule() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String source() {
        return "Pillutla, Kakade, Harchaoui, \"Robust aggregation for federated learning\", IEEE TSP 2022, over unit "
                + "vectors, with a discount of crowded places and a cap on the mass of young members";
    }

    @Override
    public Optional<float[]> fuse(List<Ballot> ballots, double tolerance) {
        List<Ballot> counted = Crowding.discounted(Ballot.counted(ballots).stream()
                .filter(b -> Vectors.length(Vectors.normalised(b.vector())) > 0)
                .toList());
        return GeometricMedian.ofDirections(
                counted.stream().map(Ballot::vector).toList(),
                Tenure.of(counted).weights());
    }
}
