package io.exogenesis.omega.lab.bench;

import io.exogenesis.omega.ops.console.Terminal;
import java.util.List;

/**
 * Measures one group of targets. Found by {@link java.util.ServiceLoader}: a new benchmark is one public class with a public
 * constructor without parameters, and its name in {@code META-INF/services}.
 */
public interface Benchmark {
    /** As the command line calls it: lower case. */
    String name();

    /** One line for a person: what is measured. */
    String measures();

    /**
     * Measures. May take minutes; tells the terminal how far it is.
     *
     * @return at least one row
     * @throws BenchException if it could not measure; a missed goal is a row and no exception
     */
    List<Row> run(BenchOptions options, Terminal terminal);
}
