package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PullFilter;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.quic.Pins;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.track.KeptImpressions;
import io.exogenesis.omega.viewer.internal.track.ShownList;
import io.exogenesis.omega.viewer.memory.SkillLink;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One durable step of an agent. The agent's state is the fold of its records; nothing that matters is kept elsewhere.
 *
 * <p>The last six occur only inside a snapshot: what compaction writes in place of the steps that led there.
 */
public sealed interface AgentRecord {
    /** First record of a journal: which format, and whose memory this is. */
    record Format(int version, ViewerId viewer) implements AgentRecord {}

    /** The viewer did something. */
    record Tracked(ViewerEvent event) implements AgentRecord {}

    /** A list was shown to the viewer. */
    record Shown(ShownList list) implements AgentRecord {}

    /** The agent learned; these patterns replace what it had learned before, and the session is over. */
    record Learned(List<ExogenesisPattern> patterns) implements AgentRecord {
        public Learned {
            patterns = List.copyOf(patterns);
        }
    }

    /** A contribution waits to leave. It is durable before it is sent, so that its number is never given twice. */
    record Enqueued(Contribution contribution) implements AgentRecord {}

    /** A contribution of this kind was put into the outbox at this time, by the viewer's clock. */
    record Left(LeaveTimes.Kind kind, Instant at) implements AgentRecord {}

    /** The Core has everything up to {@code through}; {@code refused} of the newly acknowledged it refused at once. */
    record Acknowledged(long through, int refused) implements AgentRecord {}

    /** What waits is numbered anew from {@code first}: the Core does not know the numbers before it. */
    record Renumbered(long first) implements AgentRecord {}

    /**
     * The owner gave or withdrew consents, or the Core showed that it knows others. What may not leave any more leaves the outbox;
     * what the Core knows is unknown until it confirms.
     */
    record ConsentsChanged(Consents consents) implements AgentRecord {}

    /** The Core confirmed that these consents count there; a Core of before a consent leaves it out. */
    record ConsentsTold(Consents consents) implements AgentRecord {}

    /** A page of the bank. */
    record BankPage(BankDelta delta) implements AgentRecord {}

    /**
     * The host wants another part of the bank: what is held and not wanted goes at once, and the next pull begins anew, since what
     * the former filter left out is lacking.
     */
    record FilterChanged(PullFilter filter) implements AgentRecord {}

    /** Versions of the item model and the catalogue in use, of the bank named; 0 for none. */
    record ModelsInUse(String bankId, long itemModel, long catalogue) implements AgentRecord {}

    /** The Core renewed the token; {@code issuedFor} is the hash of the one the host had configured. */
    record TokenRenewed(long issuedFor, String token) implements AgentRecord {}

    /** The keys of the Core that are trusted from now on, Base64; {@code issuedFor} is the hash of those the host had configured. */
    record PinsHeld(long issuedFor, int version, List<String> pins) implements AgentRecord {
        /** @throws IllegalArgumentException if one is none, or there are too many: a memory with such a record is damaged */
        public PinsHeld {
            pins = List.copyOf(pins);
            Pins.of(pins.stream().map(Pin::new).toList());
        }
    }

    /** The host stored an entry, or it was made anew; with what it is found by. */
    record Stored(Entry entry, Embedding embedding) implements AgentRecord {}

    /** A stored pattern or a skill was used; its means move. */
    record Used(long id, double success, double reward, double latencyMillis, Instant at) implements AgentRecord {}

    /** Entries are gone: positive ids are what the host stored, negative ones the viewer's own choices. */
    record Forgotten(List<Long> ids) implements AgentRecord {
        public Forgotten {
            ids = List.copyOf(ids);
        }
    }

    /** The owner wants this title forgotten: all that is known of it, and what was learned with it. */
    record TitleForgotten(MediaId title) implements AgentRecord {}

    /** The owner wants everything forgotten; consents, token and what the Core sent to everybody stay. */
    record EverythingForgotten() implements AgentRecord {}

    /** Whether the Core has yet to erase what this viewer contributed. Of earlier versions: consents that are withdrawn and told say it. */
    record CoreErasure(boolean due) implements AgentRecord {}

    /** One skill was linked to another, in place of a link of the same kind between the two. */
    record Linked(SkillLink link) implements AgentRecord {}

    /** In a snapshot: the entries are a part of it, and not in an archive. */
    record EntriesFollow() implements AgentRecord {}

    /** In a snapshot: the entries up to this position of the journal are in the archive. */
    record EntriesArchived(long position) implements AgentRecord {}

    /** In a snapshot: what the session counter and the choices remember of the last events. */
    record LastEvents(Optional<Instant> lastOfSession, Optional<ViewerEvent.Search> search) implements AgentRecord {}

    /** Ids below {@code next} were given; behind the entries of a snapshot. */
    record IdsGiven(long next) implements AgentRecord {}

    /** A snapshot begins. */
    record SnapshotStart(long id) implements AgentRecord {}

    /** A part of a snapshot. */
    record SnapshotPart(AgentRecord record) implements AgentRecord {}

    /** The snapshot is whole: it replaces everything before. */
    record SnapshotEnd(long id) implements AgentRecord {}

    /** A title of the history. */
    record Title(WatchedTitle title) implements AgentRecord {}

    /** A choice of the viewer. */
    record Remembered(Choice choice) implements AgentRecord {}

    /** A pattern that was offered to the Core before and need not be offered again unchanged. */
    record Offered(ExogenesisPattern pattern) implements AgentRecord {}

    /** Counters of events and of the session under way. */
    record Counters(long events, long historyChanges, long session, SessionSummary counts) implements AgentRecord {}

    /** Counters of the outbox. */
    record OutboxCounters(
            long next,
            long through,
            boolean settled,
            long sampledAt,
            long patterns,
            long samples,
            long sessions,
            long refused,
            long outcomes)
            implements AgentRecord {}

    /** What was shown and what became of it; behind the contributions that wait, which tell a part of it. */
    record ShowingsRestored(KeptImpressions kept) implements AgentRecord {}
}
