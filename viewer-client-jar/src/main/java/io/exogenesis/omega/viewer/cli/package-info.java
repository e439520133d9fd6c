/**
 * The command line over one state directory.
 */
@NullMarked
package io.exogenesis.omega.viewer.cli;

import org.jspecify.annotations.NullMarked;
