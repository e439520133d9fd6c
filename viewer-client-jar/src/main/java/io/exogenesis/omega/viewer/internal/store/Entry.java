package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.viewer.internal.values.Canonical;
import io.exogenesis.omega.viewer.memory.MemoryEntry;

/** What the host stored, as the memory keeps it. */
public sealed interface Entry extends MemoryEntry permits EpisodeEntry, PatternEntry, SkillEntry {
    /** The same under another id. */
    Entry withId(long other);

    /**
     * What it is, without its id and how it fared: equal for an entry that was used since it was exported.
     *
     * @param place what it is found by
     */
    Object identity(Embedding place);

    /** The same, with parts that it has in common with others. */
    Entry canonical(Canonical parts);
}
