/**
 * A class for each fault. A fault is a true one: what it breaks breaks as it does in life, and nothing but healing ends it. {@link
 * io.exogenesis.omega.lab.heal.fault.FaultClass} lists them.
 */
@NullMarked
package io.exogenesis.omega.lab.heal.fault;

import org.jspecify.annotations.NullMarked;
