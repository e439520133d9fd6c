@NullMarked
package io.exogenesis.omega.viewer.cli.history;

import org.jspecify.annotations.NullMarked;
