package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.baseline.Training;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.List;

/**
 * A data set divided by a protocol.
 *
 * @param source what was divided
 * @param cases one for each viewer, in the order of the data set
 */
public record Split(Protocol protocol, Dataset source, List<Case> cases) {
    public Split {
        cases = List.copyOf(cases);
    }

    /** Viewers that have something held out. */
    public List<Case> tested() {
        return cases.stream().filter(Case::tested).toList();
    }

    /** What the models learn from, as a data set of its own. */
    public Dataset trainingData() {
        return new Dataset(
                source.name(),
                source.items(),
                cases.stream()
                        .map(c -> new ViewerHistory(c.viewer(), c.train()))
                        .toList(),
                source.simulated());
    }

    /** What the models learn from. */
    public Training training(ContentSpace content, long seed) {
        return new Training(source.items(), content, trainingData().viewers(), seed);
    }

    /** The same protocol on the training part: where settings are chosen. */
    public Split validation() {
        return protocol.split(trainingData());
    }
}
