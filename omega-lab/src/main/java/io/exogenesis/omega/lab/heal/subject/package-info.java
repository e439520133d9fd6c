/**
 * The Core that {@code lab heal} breaks: all beans of the product, wired by a CDI container as the server wires them, over its journal,
 * its files and its database on a real disk. {@link io.exogenesis.omega.lab.heal.subject.TestCore} is one; {@link
 * io.exogenesis.omega.lab.heal.subject.Surroundings} is what a server and a machine lend it, with a switch for each way in which they
 * fail.
 */
@NullMarked
package io.exogenesis.omega.lab.heal.subject;

import org.jspecify.annotations.NullMarked;
