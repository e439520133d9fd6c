/**
 * The attack suite: what liars gain, measured without a server with the very classes that Core and agents use.
 *
 * <p>An {@link io.exogenesis.omega.lab.attack.Attack} is one class and one line in a service file; it sees a {@link
 * io.exogenesis.omega.lab.attack.Scene} and returns a {@link io.exogenesis.omega.lab.attack.Lie} for each of its liars. A {@link
 * io.exogenesis.omega.lab.attack.World} is the honest side, made of a data set. {@link
 * io.exogenesis.omega.lab.attack.ItemAttackRun} and {@link io.exogenesis.omega.lab.attack.PatternAttackRun} play epoch after epoch
 * through {@code Round.run}; {@link io.exogenesis.omega.lab.attack.AttackLab} repeats them over attacks, fractions, rules and
 * seeds and writes an {@link io.exogenesis.omega.lab.attack.AttackReport}.
 */
@NullMarked
package io.exogenesis.omega.lab.attack;

import org.jspecify.annotations.NullMarked;
