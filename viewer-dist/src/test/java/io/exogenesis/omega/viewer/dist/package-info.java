/** The distribution as its owner starts it: the launcher in a process of its own. */
@NullMarked
package io.exogenesis.omega.viewer.dist;

import org.jspecify.annotations.NullMarked;
