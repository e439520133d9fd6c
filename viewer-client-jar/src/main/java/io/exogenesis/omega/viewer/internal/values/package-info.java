/** Checks and arithmetic of the values that the memories take and give. */
@NullMarked
package io.exogenesis.omega.viewer.internal.values;

import org.jspecify.annotations.NullMarked;
