/**
 * Groups of similar patterns of distinct viewers. {@link io.exogenesis.omega.learning.cluster.LiveClusters} keeps them up to
 * date, {@link io.exogenesis.omega.learning.cluster.Clustering} draws them once. Neighbours are found in {@linkplain
 * io.exogenesis.omega.learning.cluster.CoarseCells cells} by {@link io.exogenesis.omega.learning.cluster.NearVectors}.
 */
@NullMarked
package io.exogenesis.omega.learning.cluster;

import org.jspecify.annotations.NullMarked;
