/**
 * From the history to what may leave: taste patterns behind the quality gate, and the bounded sample.
 */
@NullMarked
package io.exogenesis.omega.viewer.learn;

import org.jspecify.annotations.NullMarked;
