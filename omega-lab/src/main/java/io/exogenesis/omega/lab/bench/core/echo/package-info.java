/** The application that {@code lab bench rest} deploys beside the Core: as little as JAX-RS can do for a request. */
@org.jspecify.annotations.NullMarked
package io.exogenesis.omega.lab.bench.core.echo;
