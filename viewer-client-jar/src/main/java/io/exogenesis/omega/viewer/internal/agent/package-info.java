/** What runs in one agent. */
@NullMarked
package io.exogenesis.omega.viewer.internal.agent;

import org.jspecify.annotations.NullMarked;
