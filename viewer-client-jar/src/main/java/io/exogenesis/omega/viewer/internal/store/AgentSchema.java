package io.exogenesis.omega.viewer.internal.store;

import static io.exogenesis.omega.viewer.internal.schema.Layout.field;
import static io.exogenesis.omega.viewer.internal.schema.Types.BOOL;
import static io.exogenesis.omega.viewer.internal.schema.Types.FLOAT64;
import static io.exogenesis.omega.viewer.internal.schema.Types.INT32;
import static io.exogenesis.omega.viewer.internal.schema.Types.INT64;
import static io.exogenesis.omega.viewer.internal.schema.Types.MILLIS;
import static io.exogenesis.omega.viewer.internal.schema.Types.TEXT;
import static io.exogenesis.omega.viewer.internal.schema.Types.UINT8;
import static io.exogenesis.omega.viewer.internal.schema.Types.constant;
import static io.exogenesis.omega.viewer.internal.schema.Types.later;
import static io.exogenesis.omega.viewer.internal.schema.Types.message;
import static io.exogenesis.omega.viewer.internal.schema.Types.optional;
import static io.exogenesis.omega.viewer.internal.schema.Variants.former;
import static io.exogenesis.omega.viewer.internal.schema.Variants.variant;
import static io.exogenesis.omega.viewer.internal.schema.Variants.variants;
import static io.exogenesis.omega.viewer.internal.store.EventSchema.CHOICE;
import static io.exogenesis.omega.viewer.internal.store.EventSchema.EVENT;
import static io.exogenesis.omega.viewer.internal.store.EventSchema.MEDIA;
import static io.exogenesis.omega.viewer.internal.store.EventSchema.TIME;

import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PullFilter;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.internal.schema.Layout;
import io.exogenesis.omega.viewer.internal.schema.Layout.Row;
import io.exogenesis.omega.viewer.internal.schema.Type;
import io.exogenesis.omega.viewer.internal.store.AgentRecord.*;
import io.exogenesis.omega.wire.PullFilterCodec;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.PullResponse;
import java.util.List;
import java.util.Optional;

/**
 * Disk format of {@link AgentRecord}, version {@value #VERSION}: the payload of one journal record (which carries length and CRC).
 * A payload that begins with a byte of 125–127 is a sealed one, see {@link SealedLog}.
 *
 * <p>Version 2 began with kind 23, version 3 with 33, version 5 with 34, version 6 with 37, version 7 with 38. Version 4 has no record of its own: a title of 20 and 33 has
 * an approach, which an older version would not understand. The larger sample has no version: an older one passes by its bit and
 * takes it as not given. A record of an unknown kind is an error: the state would silently lack a step.
 */
public final class AgentSchema {
    public static final int VERSION = 7;

    /** Bytes of an entry with its vector as most are, and of other records. */
    private static final int STORED = 640;

    private static final int OTHER = 64;
    private static final int SNAPSHOT_START = 12;

    private static final Type<ExogenesisPattern> PATTERN = message(
            "ExogenesisPattern",
            io.exogenesis.omega.wire.v1.ExogenesisPattern.parser(),
            WireCodec::fromWire,
            WireCodec::toWire);
    private static final Type<Contribution> CONTRIBUTION = message(
            "Contribution", io.exogenesis.omega.wire.v1.Contribution.parser(), WireCodec::fromWire, WireCodec::toWire);
    private static final Type<BankDelta> BANK_PAGE = message(
            "PullResponse",
            PullResponse.parser(),
            WireCodec::fromWire,
            delta -> WireCodec.toWire(delta).build());
    private static final Type<PullFilter> FILTER = message(
            "PullFilter",
            io.exogenesis.omega.wire.v1.PullFilter.parser(),
            PullFilterCodec::fromWire,
            PullFilterCodec::toWire);
    private static final Type<ViewerId> VIEWER = TEXT.as("text viewer id", ViewerId::new, ViewerId::value);
    private static final Type<Consents> CONSENTS = UINT8.as(
            "byte: bit 0 patterns, 1 sample, 2 audit, 3 metrics, 4 large sample",
            AgentSchema::consents,
            AgentSchema::bits);

    private static final Type<AgentRecord> RECORD = variants(
            "record",
            "the journal has a record",
            variant(
                    1,
                    Format.class,
                    r -> new Format(r.next(), r.next()),
                    field("version", INT32, Format::version),
                    field("viewer", VIEWER, Format::viewer)),
            variant(2, Tracked.class, Tracked::new, "event", EVENT, Tracked::event),
            variant(3, Learned.class, Learned::new, "patterns", PATTERN.list(INT32), Learned::patterns),
            variant(4, Enqueued.class, Enqueued::new, "contribution", CONTRIBUTION, Enqueued::contribution),
            variant(
                    5,
                    Acknowledged.class,
                    r -> new Acknowledged(r.next(), r.next()),
                    field("through", INT64, Acknowledged::through),
                    field("refused", INT32, Acknowledged::refused)),
            variant(6, Renumbered.class, Renumbered::new, "first", INT64, Renumbered::first),
            variant(7, ConsentsChanged.class, ConsentsChanged::new, "consents", CONSENTS, ConsentsChanged::consents),
            variant(8, ConsentsTold.class, ConsentsTold::new, "consents", CONSENTS, ConsentsTold::consents),
            variant(9, BankPage.class, BankPage::new, "delta", BANK_PAGE, BankPage::delta),
            variant(
                    10,
                    ModelsInUse.class,
                    r -> new ModelsInUse(r.next(), r.next(), r.next()),
                    field("bankId", TEXT, ModelsInUse::bankId),
                    field("itemModel", INT64, ModelsInUse::itemModel),
                    field("catalogue", INT64, ModelsInUse::catalogue)),
            variant(
                    11,
                    TokenRenewed.class,
                    r -> new TokenRenewed(r.next(), r.next()),
                    field("issuedFor", INT64, TokenRenewed::issuedFor),
                    field("token", TEXT, TokenRenewed::token)),
            variant(SNAPSHOT_START, SnapshotStart.class, SnapshotStart::new, "id", INT64, SnapshotStart::id),
            variant(
                    13,
                    SnapshotPart.class,
                    SnapshotPart::new,
                    "record",
                    later("record", AgentSchema::record),
                    SnapshotPart::record),
            variant(14, SnapshotEnd.class, SnapshotEnd::new, "id", INT64, SnapshotEnd::id),
            variant(15, Title.class, Title::new, "title", EventSchema.TITLE, Title::title),
            former(16, Remembered.class, Remembered::new, "choice", CHOICE),
            variant(17, Offered.class, Offered::new, "pattern", PATTERN, Offered::pattern),
            variant(
                    18,
                    Counters.class,
                    r -> new Counters(r.next(), r.next(), r.next(), session(r)),
                    field("events", INT64, Counters::events),
                    field("historyChanges", INT64, Counters::historyChanges),
                    field("session", INT64, Counters::session),
                    field("views", INT32, c -> c.counts().views()),
                    field("completed", INT32, c -> c.counts().completed()),
                    field("skips", INT32, c -> c.counts().skips()),
                    field("searches", INT32, c -> c.counts().searches()),
                    field("ratings", INT32, c -> c.counts().ratings()),
                    field("watchedSeconds", INT64, c -> c.counts().watchedSeconds())),
            former(19, OutboxCounters.class, r -> outbox(r, false), outboxFields(false)),
            variant(20, Shown.class, Shown::new, "list", EventSchema.SHOWN_LIST, Shown::list),
            variant(21, OutboxCounters.class, r -> outbox(r, true), outboxFields(true)),
            former(22, ShowingsRestored.class, ShowingsRestored::new, "kept", EventSchema.KEPT2),
            variant(
                    23,
                    Remembered.class,
                    r -> remembered(r.next(), r.next()),
                    field("number", INT64, r -> r.choice().number()),
                    field("choice", CHOICE, Remembered::choice)),
            variant(
                    24,
                    Stored.class,
                    r -> stored(r.next(), r.next()),
                    field("embedding", EntrySchema.EMBEDDING, Stored::embedding),
                    field("entry", EntrySchema.ENTRY, Stored::entry)),
            variant(
                    25,
                    Used.class,
                    r -> new Used(r.next(), r.next(), r.next(), r.next(), r.next()),
                    field("id", INT64, Used::id),
                    field("success", FLOAT64, Used::success),
                    field("reward", FLOAT64, Used::reward),
                    field("latencyMillis", FLOAT64, Used::latencyMillis),
                    field("at", MILLIS, Used::at)),
            variant(26, Forgotten.class, Forgotten::new, "ids", INT64.list(INT32), Forgotten::ids),
            variant(27, Linked.class, Linked::new, "link", EntrySchema.LINK, Linked::link),
            variant(28, IdsGiven.class, IdsGiven::new, "next", INT64, IdsGiven::next),
            variant(29, EntriesFollow.class, r -> new EntriesFollow()),
            variant(30, EntriesArchived.class, EntriesArchived::new, "position", INT64, EntriesArchived::position),
            variant(
                    31,
                    LastEvents.class,
                    r -> new LastEvents(r.next(), lastSearch(r.next())),
                    field("lastOfSession", optional(TIME), LastEvents::lastOfSession),
                    field("search", optional(EVENT), l -> l.search().map(ViewerEvent.class::cast))),
            variant(
                    32,
                    Left.class,
                    r -> new Left(r.next(), r.next()),
                    field("kind", constant(LeaveTimes.Kind.class), Left::kind),
                    field("at", MILLIS, Left::at)),
            variant(
                    33,
                    ShowingsRestored.class,
                    ShowingsRestored::new,
                    "kept",
                    EventSchema.KEPT,
                    ShowingsRestored::kept),
            variant(34, TitleForgotten.class, TitleForgotten::new, "title", MEDIA, TitleForgotten::title),
            variant(35, EverythingForgotten.class, r -> new EverythingForgotten()),
            former(36, CoreErasure.class, CoreErasure::new, "due", BOOL),
            variant(37, FilterChanged.class, FilterChanged::new, "filter", FILTER, FilterChanged::filter),
            variant(
                    38,
                    PinsHeld.class,
                    r -> new PinsHeld(r.next(), r.next(), r.next()),
                    field("issuedFor", INT64, PinsHeld::issuedFor),
                    field("version", INT32, PinsHeld::version),
                    field("pins", TEXT.list(INT32), PinsHeld::pins)));

    private AgentSchema() {}

    private static Type<AgentRecord> record() {
        return RECORD;
    }

    /** The format in words, a line for each record and each of its fields. */
    static String description() {
        return String.join("\n", RECORD.parts()) + "\n";
    }

    public static byte[] encode(AgentRecord record) {
        return RECORD.encode(record, record instanceof Stored ? STORED : OTHER);
    }

    /** @throws ViewerException if these bytes are no record of this version */
    public static AgentRecord decode(byte[] payload) {
        return RECORD.decode(payload, "a journal record");
    }

    /** Whether these bytes are a {@link SnapshotStart}. */
    static boolean isSnapshotStart(byte[] payload) {
        return payload.length > 0 && payload[0] == SNAPSHOT_START;
    }

    private static int bits(Consents c) {
        return (c.patterns() ? 1 : 0)
                | (c.sample() ? 2 : 0)
                | (c.audit() ? 4 : 0)
                | (c.metrics() ? 8 : 0)
                | (c.largeSample() ? 16 : 0);
    }

    private static Consents consents(int bits) {
        return Consents.NONE
                .withPatterns((bits & 1) != 0)
                .withSample((bits & 2) != 0)
                .withAudit((bits & 4) != 0)
                .withMetrics((bits & 8) != 0)
                .withLargeSample((bits & 16) != 0);
    }

    private static SessionSummary session(Row r) {
        return new SessionSummary(r.next(), r.next(), r.next(), r.next(), r.next(), r.next());
    }

    private static Remembered remembered(long number, Choice choice) {
        return new Remembered(choice.withNumber(number));
    }

    private static Stored stored(Embedding embedding, Entry entry) {
        return new Stored(entry, embedding);
    }

    private static Optional<ViewerEvent.Search> lastSearch(Optional<ViewerEvent> event) {
        return event.map(e -> {
            if (e instanceof ViewerEvent.Search search) {
                return search;
            }
            throw new ViewerException("the last search of a snapshot is another event");
        });
    }

    /** @param outcomes whether their counter is there, which an outbox that never held any did not write */
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private static Layout.Field<OutboxCounters, ?>[] outboxFields(boolean outcomes) {
        List<Layout.Field<OutboxCounters, ?>> fields = List.of(
                field("next", INT64, OutboxCounters::next),
                field("through", INT64, OutboxCounters::through),
                field("settled", BOOL, OutboxCounters::settled),
                field("sampledAt", INT64, OutboxCounters::sampledAt),
                field("patterns", INT64, OutboxCounters::patterns),
                field("samples", INT64, OutboxCounters::samples),
                field("sessions", INT64, OutboxCounters::sessions),
                field("refused", INT64, OutboxCounters::refused),
                field("outcomes", INT64, OutboxCounters::outcomes));
        return fields.subList(0, outcomes ? fields.size() : fields.size() - 1).toArray(Layout.Field[]::new);
    }

    private static OutboxCounters outbox(Row r, boolean outcomes) {
        return new OutboxCounters(
                r.next(),
                r.next(),
                r.next(),
                r.next(),
                r.next(),
                r.next(),
                r.next(),
                r.next(),
                outcomes ? r.<Long>next() : 0);
    }
}
