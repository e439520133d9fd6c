/**
 * What keeps a third of liars from pushing or burying a title. Outcomes may lower, never raise; growth is bounded; identity and
 * time cost something. One step, one class; {@link io.exogenesis.omega.learning.defence.LocalVeto} is the agent's own.
 */
@NullMarked
package io.exogenesis.omega.learning.defence;

import org.jspecify.annotations.NullMarked;
