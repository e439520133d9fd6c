/**
 * {@code ./omega lab heal}: faults are injected into a Core under load, and it is measured how many are healed, without self-healing, with
 * the rules, and with rules and controller. Begin with {@link io.exogenesis.omega.lab.heal.HealLab}.
 */
@NullMarked
package io.exogenesis.omega.lab.heal;

import org.jspecify.annotations.NullMarked;
