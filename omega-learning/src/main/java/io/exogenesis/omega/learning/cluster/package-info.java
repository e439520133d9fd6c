/** Groups of similar patterns of distinct viewers: {@link io.exogenesis.omega.learning.cluster.Clustering}. */
@NullMarked
package io.exogenesis.omega.learning.cluster;

import org.jspecify.annotations.NullMarked;
