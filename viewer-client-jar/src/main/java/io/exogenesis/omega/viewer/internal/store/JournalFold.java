package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Folds the records of a journal into a state; a snapshot replaces what came before, once its end is seen. */
final class JournalFold {
    private final Source source;
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
     * What is folded.
     *
     * @param viewer whose memory it must be
     * @param where for messages
     * @param seal if it is encrypted
     * @param maxPatterns limit of the state
     */
    record Source(ViewerId viewer, String where, Optional<SealedLog> seal, int maxPatterns) {}

    /** @param seen records of entries before this position are in {@code archived} already */
    JournalFold(Source source, EntryTable archived, long seen) {
        this.source = source;
        this.archived = archived;
        this.seen = seen;
        this.state = new AgentState(source.maxPatterns(), archived);
    }

    /** The state after all records; the format that they name last, 0 for none; what the last snapshot takes, and says of an archive. */
    record Folded(AgentState state, int version, long snapshotBytes, long archivedUpTo) {}

    /**
     * @throws ViewerException if an encrypted journal begins with a snapshot that has no end: what it replaces was deleted when
     *     the end was durable
     */
    Folded folded() {
        if (beginsWithSnapshot && snapshotBytes == 0 && source.seal().isPresent()) {
            throw new ViewerException("the memory in " + source.where()
                    + " ends inside of the snapshot that it begins with: its end was cut off");
        }
        return new Folded(state, version, snapshotBytes, archivedUpTo);
    }

    void take(long position, long next, byte[] payload) {
        AgentRecord record = AgentSchema.decode(opened(position, payload));
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
                    "the record at position " + position + " of the memory in " + source.where()
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

    private byte[] opened(long position, byte[] payload) {
        if (source.seal().isPresent()) {
            return source.seal().get().open(payload, position);
        }
        if (SealedLog.isSealed(payload)) {
            throw new ViewerException("the agent's memory in " + source.where()
                    + " is encrypted: open it with the key that the host used");
        }
        return payload;
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
                            source.maxPatterns(),
                            snapshot.contains(new AgentRecord.EntriesFollow())
                                    ? new EntryTable(source.maxPatterns())
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
            throw new ViewerException("the agent's memory in " + source.where() + " has format " + version
                    + ", this version reads up to " + AgentSchema.VERSION + ": use the version that wrote it");
        }
        if (!format.viewer().equals(source.viewer())) {
            throw new ViewerException(
                    "the agent's memory in " + source.where() + " belongs to viewer " + format.viewer() + ", not to "
                            + source.viewer() + ": give each viewer a state directory of its own");
        }
    }
}
