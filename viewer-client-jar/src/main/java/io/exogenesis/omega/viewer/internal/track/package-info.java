/**
 * From what a viewer does to how much it liked it: engagement, reward, critique, and the history of titles.
 */
@NullMarked
package io.exogenesis.omega.viewer.internal.track;

import org.jspecify.annotations.NullMarked;
