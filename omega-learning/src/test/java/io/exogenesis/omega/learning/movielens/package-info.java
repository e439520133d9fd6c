/**
 * The scorers and the round on real histories: MovieLens latest-small and the reference program, which lie beside the tree in
 * {@code ../shared} and are skipped with a clear line where they are absent.
 */
package io.exogenesis.omega.learning.movielens;
