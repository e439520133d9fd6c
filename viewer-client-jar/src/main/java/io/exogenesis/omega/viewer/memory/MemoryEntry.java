package io.exogenesis.omega.viewer.memory;

/** Something that the host put into the agent's memory by itself, beside what the agent learns from events. Immutable. */
public interface MemoryEntry {

    /** Given once when it is stored, growing, never used again. */
    long id();
}
