/**
 * What must hold after each step, kept outside of the product: {@link io.exogenesis.omega.simulation.check.ContributionBook} of what was
 * sent and acknowledged, {@link io.exogenesis.omega.simulation.check.BankBook} of what each version of the bank was.
 */
@NullMarked
package io.exogenesis.omega.simulation.check;

import org.jspecify.annotations.NullMarked;
