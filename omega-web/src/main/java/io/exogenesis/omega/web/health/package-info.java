/**
 * Health for operators and their tools: alive, started, ready. Each check looks at the thing itself when it is asked.
 */
@NullMarked
package io.exogenesis.omega.web.health;

import org.jspecify.annotations.NullMarked;
