package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.viewer.ViewerException;
import java.util.ArrayList;
import java.util.List;

/** Folds the records of a journal into a state; a snapshot replaces what came before, once its end is seen. */
final class JournalFold {
    private final MemorySettings settings;
    private final String where;
    private final EntryTable archived;
    private final long seen;
    private AgentState state;
    private List<AgentRecord> snapshot = new ArrayList<>();
    private boolean inSnapshot;
    private int version;
    private boolean firstRecord = true;
    private boolean beginsWithSnapshot;
    private long snapshotFrom;
    private long snapshotBytes;
    private long archivedUpTo;

    /**
     * @param where for messages
     * @param seen records of entries before this position are in {@code archived} already
     */
    JournalFold(MemorySettings settings, String where, EntryTable archived, long seen) {
        this.settings = settings;
        this.where = where;
        this.archived = archived;
        this.seen = seen;
        this.state = new AgentState(settings.maxPatterns(), archived);
    }

    /** The state after all records; the format that they name last, 0 for none; what the last snapshot takes, and says of an archive. */
    record Folded(AgentState state, int version, long snapshotBytes, long archivedUpTo) {}

    /**
     * @throws ViewerException if an encrypted journal begins with a snapshot that has no end: what it replaces was deleted when
     *     the end was durable
     */
    Folded folded() {
        if (beginsWithSnapshot && snapshotBytes == 0 && settings.seal().isPresent()) {
            throw new ViewerException(
                    "the memory in " + where + " ends inside of the snapshot that it begins with: its end was cut off");
        }
        return new Folded(state, version, snapshotBytes, archivedUpTo);
    }

    /** Takes the next record, opened if it was sealed. */
    void take(long position, long next, byte[] payload) {
        AgentRecord record = AgentSchema.decode(payload);
        switch (record) {
            case AgentRecord.SnapshotStart s -> {
                snapshotFrom = position;
                beginsWithSnapshot |= firstRecord;
            }
            case AgentRecord.SnapshotEnd s -> snapshotBytes = next - snapshotFrom;
            default -> {}
        }
        firstRecord = false;
        try {
            if (position >= seen) {
                take(record);
            } else {
                takeArchived(record);
            }
        } catch (InvalidValueException e) {
            throw new ViewerException(
                    "the record at position " + position + " of the memory in " + where
                            + " does not fit those before it: " + e.getMessage(),
                    e);
        }
    }

    /** A step that the archive has in it: of entries nothing remains to be done but to know which ids were given. */
    private void takeArchived(AgentRecord record) {
        switch (record) {
            case AgentRecord.Stored s -> archived.idsGiven(s.entry().id() + 1);
            case AgentRecord.Used u -> {}
            case AgentRecord.Forgotten f -> {
                List<Long> choices = f.ids().stream().filter(id -> id < 0).toList();
                take(new AgentRecord.Forgotten(choices));
            }
            default -> take(record);
        }
    }

    private void take(AgentRecord record) {
        switch (record) {
            case AgentRecord.Format format -> checked(format);
            case AgentRecord.SnapshotStart s -> {
                snapshot = new ArrayList<>();
                inSnapshot = true;
            }
            case AgentRecord.SnapshotPart part -> {
                if (inSnapshot) {
                    snapshot.add(part.record());
                }
            }
            case AgentRecord.SnapshotEnd s -> {
                if (inSnapshot) {
                    state = new AgentState(
                            settings.maxPatterns(),
                            snapshot.contains(new AgentRecord.EntriesFollow())
                                    ? new EntryTable(settings.maxPatterns())
                                    : archived);
                    snapshot.forEach(this::part);
                }
                inSnapshot = false;
            }
            default -> {
                // a snapshot that a crash had torn is followed by ordinary steps: it never happened
                inSnapshot = false;
                state.apply(record);
            }
        }
    }

    private void part(AgentRecord record) {
        if (record instanceof AgentRecord.Format format) {
            checked(format);
        } else if (record instanceof AgentRecord.EntriesArchived a) {
            archivedUpTo = a.position();
        } else {
            state.apply(record);
        }
    }

    private void checked(AgentRecord.Format format) {
        version = format.version();
        if (version > AgentSchema.VERSION) {
            throw new ViewerException("the agent's memory in " + where + " has format " + version
                    + ", this version reads up to " + AgentSchema.VERSION + ": use the version that wrote it");
        }
        if (!format.viewer().equals(settings.viewer())) {
            throw new ViewerException("the agent's memory in " + where + " belongs to viewer " + format.viewer()
                    + ", not to " + settings.viewer() + ": give each viewer a state directory of its own");
        }
    }
}
