/**
 * The command line over one state directory: {@code track}, {@code recommend}, {@code stats}, {@code sync}, {@code export}.
 *
 * <p>{@link io.exogenesis.omega.viewer.cli.ViewerCommand} is the entry, by itself or under {@code ./omega}. {@link
 * io.exogenesis.omega.viewer.cli.Identity} keeps who the viewer is and where its Core is beside the memory.
 */
@NullMarked
package io.exogenesis.omega.viewer.cli;

import org.jspecify.annotations.NullMarked;
