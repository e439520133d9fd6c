/**
 * How fast a viewer's agent is: what is measured, without a word about how it is shown.
 *
 * <p>{@link io.exogenesis.omega.lab.bench.agent.SearchSpeed} measures the search of a memory (rows 1 and 2 of the table of
 * targets) on {@link io.exogenesis.omega.lab.bench.agent.SearchData} of three kinds, with Lucene and the machine's own limit
 * in the same run. Recall stands in the same figure as the speed that it was bought with.
 */
@NullMarked
package io.exogenesis.omega.lab.bench.agent;

import org.jspecify.annotations.NullMarked;
