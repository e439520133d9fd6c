/**
 * What the agent remembers. {@link io.exogenesis.omega.viewer.internal.store.AgentDb} is one directory; its state is folded from a
 * journal of {@link io.exogenesis.omega.viewer.internal.store.AgentRecord}s: history, choices, taste patterns, consents, outbox and the cursor
 * of the bank in {@link io.exogenesis.omega.viewer.internal.store.AgentState}, and what the host stored in its entry table.
 *
 * <p>Hosts meet {@link io.exogenesis.omega.viewer.memory.ReasoningBank}, {@link
 * io.exogenesis.omega.viewer.memory.ReflexionMemory} and {@link io.exogenesis.omega.viewer.memory.SkillLibrary}; {@code Shelf} holds
 * the entries of one kind beside their vectors, {@code EntryHome} says where they rest between checkpoints.
 */
@NullMarked
package io.exogenesis.omega.viewer.memory;

import org.jspecify.annotations.NullMarked;
