package io.exogenesis.omega.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.wire.v1.BankCursor;
import io.exogenesis.omega.wire.v1.CatalogueItem;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PullResponse;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.exogenesis.omega.wire.v1.SyncRequest;
import io.exogenesis.omega.wire.v1.SyncResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Between domain records and the messages of {@code omega_sync.proto}.
 *
 * <p>{@code toWire} never fails for a record that exists, {@code fromWire} throws {@link MalformedMessageException} for
 * everything outside the limits and no other exception. {@code fromWire(toWire(x))} equals {@code x}, except that a
 * timestamp is cut to milliseconds and to the years 1970 to 9999.
 */
public final class WireCodec {
    /** Latest timestamp of a pattern, 9999-12-31T23:59:59.999Z; the earliest is 1970. */
    static final long MAX_TIMESTAMP_MS = 253_402_300_799_999L;

    private static final Instant LATEST = Instant.ofEpochMilli(MAX_TIMESTAMP_MS);

    private WireCodec() {}

    // ------------------------------------------------------------ frames

    /**
     * The client's frame in {@code body}; one without a body that we know is {@code UNSUPPORTED}, one of more parts than {@link
     * FrameGuard} lets through is {@code TOO_LARGE} and no object is made of it.
     */
    public static ClientFrame clientFrame(byte[] body) {
        FrameGuard.clientFrame(body);
        ClientFrame frame = parsed(() -> ClientFrame.parseFrom(body));
        if (frame.getBodyCase() == ClientFrame.BodyCase.BODY_NOT_SET) {
            throw new MalformedMessageException(Refusal.Code.UNSUPPORTED, "this Core does not know such a frame");
        }
        return frame;
    }

    /** The Core's frame in {@code body}; one without a body that we know is {@code UNSUPPORTED}. */
    public static ServerFrame serverFrame(byte[] body) {
        ServerFrame frame = parsed(() -> ServerFrame.parseFrom(body));
        if (frame.getBodyCase() == ServerFrame.BodyCase.BODY_NOT_SET) {
            throw new MalformedMessageException(Refusal.Code.UNSUPPORTED, "this agent does not know such a frame");
        }
        return frame;
    }

    /** The body of {@code POST /api/omega/sync}, guarded like a frame. */
    public static SyncRequest syncRequest(byte[] body) {
        FrameGuard.syncRequest(body);
        return parsed(() -> SyncRequest.parseFrom(body));
    }

    /** The answer to {@code POST /api/omega/sync}. */
    public static SyncResponse syncResponse(byte[] body) {
        return parsed(() -> SyncResponse.parseFrom(body));
    }

    // ------------------------------------------------------------ contributions

    /**
     * The contributions of a push: 1 to {@link Frames#MAX_CONTRIBUTIONS_PER_PUSH}, seq ascending without gaps.
     *
     * @throws MalformedMessageException {@code TOO_LARGE}, {@code SEQUENCE_GAP} or {@code MALFORMED}
     */
    public static List<Contribution> fromWire(PushPatterns push) {
        int n = push.getContributionsCount();
        if (n > Frames.MAX_CONTRIBUTIONS_PER_PUSH) {
            throw new MalformedMessageException(
                    Refusal.Code.TOO_LARGE,
                    "a push has at most " + Frames.MAX_CONTRIBUTIONS_PER_PUSH + " contributions, not " + n);
        }
        List<Contribution> contributions = new ArrayList<>(n);
        for (var wire : push.getContributionsList()) {
            Contribution next = fromWire(wire);
            if (!contributions.isEmpty()
                    && next.seq() != contributions.getLast().seq() + 1) {
                throw new MalformedMessageException(
                        Refusal.Code.SEQUENCE_GAP,
                        "seq " + next.seq() + " follows seq "
                                + contributions.getLast().seq());
            }
            contributions.add(next);
        }
        return contributions;
    }

    public static io.exogenesis.omega.wire.v1.Contribution toWire(Contribution contribution) {
        var wire = io.exogenesis.omega.wire.v1.Contribution.newBuilder().setSeq(contribution.seq());
        switch (contribution.payload()) {
            case Contribution.OfPattern p -> wire.setPattern(toWire(p.pattern()));
            case Contribution.OfSample s -> wire.setSample(toWire(s.sample()));
            case Contribution.OfSession s -> wire.setSession(toWire(s.summary()));
            case Contribution.OfOutcomes o -> wire.setOutcomes(OutcomeCodec.toWire(o.outcomes()));
        }
        return wire.build();
    }

    public static Contribution fromWire(io.exogenesis.omega.wire.v1.Contribution wire) {
        Contribution.Payload payload = switch (wire.getPayloadCase()) {
            case PATTERN -> new Contribution.OfPattern(fromWire(wire.getPattern()));
            case SAMPLE -> new Contribution.OfSample(fromWire(wire.getSample()));
            case SESSION -> new Contribution.OfSession(fromWire(wire.getSession()));
            case OUTCOMES -> new Contribution.OfOutcomes(OutcomeCodec.fromWire(wire.getOutcomes()));
            case PAYLOAD_NOT_SET -> throw malformed("a contribution has no payload that is known here");
        };
        return checked(() -> new Contribution(positive("a sequence number", wire.getSeq()), payload));
    }

    public static io.exogenesis.omega.wire.v1.ExogenesisPattern toWire(ExogenesisPattern pattern) {
        return io.exogenesis.omega.wire.v1.ExogenesisPattern.newBuilder()
                .setId(pattern.id().value())
                .setTaskType(Enums.toWire(pattern.taskType()))
                .setEmbedding(toWire(pattern.embedding()))
                .setSuccessRate(pattern.successRate())
                .setItems(pattern.items())
                .setContext(toWire(pattern.context()))
                .setTimestampMs(millis(pattern.timestamp()))
                .setEmbeddingModel(modelName(pattern.model()))
                .build();
    }

    public static ExogenesisPattern fromWire(io.exogenesis.omega.wire.v1.ExogenesisPattern wire) {
        if (wire.getTimestampMs() < 0 || wire.getTimestampMs() > MAX_TIMESTAMP_MS) {
            throw malformed("a timestamp lies between 1970 and 9999, not at " + wire.getTimestampMs() + " ms");
        }
        return checked(() -> new ExogenesisPattern(
                new PatternId(wire.getId()),
                Enums.fromWire(wire.getTaskType()),
                fromWire(wire.getEmbedding()),
                wire.getSuccessRate(),
                positive("the items of a pattern", wire.getItems()),
                fromWire(wire.getContext()),
                Instant.ofEpochMilli(wire.getTimestampMs()),
                model(wire.getEmbeddingModel())));
    }

    public static io.exogenesis.omega.wire.v1.TasteSample toWire(TasteSample sample) {
        var wire = io.exogenesis.omega.wire.v1.TasteSample.newBuilder();
        for (SampledItem item : sample.items()) {
            wire.addItems(io.exogenesis.omega.wire.v1.SampledItem.newBuilder()
                    .setMediaId(item.item().value())
                    .setLiking(Enums.toWire(item.liking())));
        }
        return wire.build();
    }

    public static TasteSample fromWire(io.exogenesis.omega.wire.v1.TasteSample wire) {
        if (wire.getItemsCount() > TasteSample.MAX_ITEMS) {
            throw new MalformedMessageException(
                    Refusal.Code.TOO_LARGE,
                    "a sample has at most " + TasteSample.MAX_ITEMS + " titles, not " + wire.getItemsCount());
        }
        return checked(() -> new TasteSample(wire.getItemsList().stream()
                .map(i -> new SampledItem(new MediaId(i.getMediaId()), Enums.fromWire(i.getLiking())))
                .toList()));
    }

    public static io.exogenesis.omega.wire.v1.SessionSummary toWire(SessionSummary s) {
        return io.exogenesis.omega.wire.v1.SessionSummary.newBuilder()
                .setViews(s.views())
                .setCompleted(s.completed())
                .setSkips(s.skips())
                .setSearches(s.searches())
                .setRatings(s.ratings())
                .setWatchedSeconds(s.watchedSeconds())
                .build();
    }

    public static SessionSummary fromWire(io.exogenesis.omega.wire.v1.SessionSummary wire) {
        return checked(() -> new SessionSummary(
                positive("the views of a session", wire.getViews()),
                positive("the completed of a session", wire.getCompleted()),
                positive("the skips of a session", wire.getSkips()),
                positive("the searches of a session", wire.getSearches()),
                positive("the ratings of a session", wire.getRatings()),
                positive("the watched seconds of a session", wire.getWatchedSeconds())));
    }

    // ------------------------------------------------------------ bank

    public static io.exogenesis.omega.wire.v1.ConsolidatedPattern toWire(ConsolidatedPattern pattern) {
        return io.exogenesis.omega.wire.v1.ConsolidatedPattern.newBuilder()
                .setId(pattern.id().value())
                .setTaskType(Enums.toWire(pattern.taskType()))
                .setEmbedding(toWire(pattern.embedding()))
                .setSuccessRate(pattern.successRate())
                .setContext(toWire(pattern.context()))
                .setSupporters(pattern.supporters())
                .setReputationMass(pattern.reputationMass())
                .setDissent(pattern.dissent())
                .setAdmission(Enums.toWire(pattern.admission()))
                .setPriority(Enums.toWire(pattern.priority()))
                .setVersion(pattern.version())
                .setEmbeddingModel(modelName(pattern.model()))
                .build();
    }

    public static ConsolidatedPattern fromWire(io.exogenesis.omega.wire.v1.ConsolidatedPattern wire) {
        return checked(() -> ConsolidatedPattern.builder(
                        new PatternId(wire.getId()), Enums.fromWire(wire.getTaskType()), fromWire(wire.getEmbedding()))
                .successRate(wire.getSuccessRate())
                .context(fromWire(wire.getContext()))
                .supporters(positive("the supporters of a pattern", wire.getSupporters()))
                .reputationMass(wire.getReputationMass())
                .dissent(wire.getDissent())
                .admission(Enums.fromWire(wire.getAdmission()))
                .priority(Enums.fromWire(wire.getPriority()))
                .version(positive("a bank version", wire.getVersion()))
                .model(model(wire.getEmbeddingModel()))
                .build());
    }

    public static BankCursor toWire(BankVersion version) {
        return BankCursor.newBuilder()
                .setBankId(version.bankId())
                .setVersion(version.number())
                .build();
    }

    public static BankVersion fromWire(BankCursor wire) {
        return checked(() -> new BankVersion(wire.getBankId(), positive("a bank version", wire.getVersion())));
    }

    /** What a pull asks from; unset is {@link BankVersion#NONE}. */
    public static BankVersion since(PullRequest pull) {
        return pull.hasSince() ? fromWire(pull.getSince()) : BankVersion.NONE;
    }

    /** The bank's part of a pull response; item model, catalogue and metadata are the caller's to add. */
    public static PullResponse.Builder toWire(BankDelta delta) {
        PullResponse.Builder wire = PullResponse.newBuilder()
                .setSince(toWire(delta.since()))
                .setUpTo(toWire(delta.upTo()))
                .setSnapshot(delta.snapshot())
                .setMore(delta.more());
        delta.upserts().forEach(p -> wire.addUpserts(toWire(p)));
        delta.removals().forEach(id -> wire.addRemovals(id.value()));
        return wire;
    }

    /** The bank's part of a pull response. */
    public static BankDelta fromWire(PullResponse wire) {
        return checked(() -> new BankDelta(
                wire.hasSince() ? fromWire(wire.getSince()) : BankVersion.NONE,
                fromWire(wire.getUpTo()),
                wire.getSnapshot(),
                wire.getUpsertsList().stream().map(WireCodec::fromWire).toList(),
                wire.getRemovalsList().stream().map(PatternId::new).toList(),
                wire.getMore()));
    }

    // ------------------------------------------------------------ catalogue, consent, values

    private static CatalogueItem.Builder toWire(MediaItem item, Embedding embedding) {
        return CatalogueItem.newBuilder()
                .setId(item.id().value())
                .setTitle(item.title())
                .setYear(item.year().orElse(0))
                .addAllGenres(item.genres())
                .setKind(Enums.toWire(item.kind()))
                .setDescription(item.description())
                .setEmbedding(toWire(embedding));
    }

    public static CatalogueItem toWire(CatalogueEntry entry) {
        CatalogueItem.Builder wire = toWire(entry.item(), entry.embedding());
        if (!entry.described().equals(entry.embedding())) {
            wire.setDescribed(toWire(entry.described()));
        }
        return wire.build();
    }

    public static CatalogueEntry fromWire(CatalogueItem wire) {
        return checked(() -> new CatalogueEntry(
                MediaItem.builder(new MediaId(wire.getId()), wire.getTitle())
                        .year(wire.getYear() == 0 ? 0 : positive("a year", wire.getYear()))
                        .genres(List.copyOf(wire.getGenresList()))
                        .kind(Enums.fromWire(wire.getKind()))
                        .description(wire.getDescription())
                        .build(),
                fromWire(wire.getEmbedding()),
                fromWire(wire.hasDescribed() ? wire.getDescribed() : wire.getEmbedding())));
    }

    public static io.exogenesis.omega.wire.v1.Consents toWire(Consents consents) {
        return io.exogenesis.omega.wire.v1.Consents.newBuilder()
                .setPatterns(consents.patterns())
                .setSample(consents.sample())
                .setAudit(consents.audit())
                .setMetrics(consents.metrics())
                .setLargeSample(consents.largeSample())
                .build();
    }

    public static Consents fromWire(io.exogenesis.omega.wire.v1.Consents wire) {
        return Consents.NONE
                .withPatterns(wire.getPatterns())
                .withSample(wire.getSample())
                .withAudit(wire.getAudit())
                .withMetrics(wire.getMetrics())
                .withLargeSample(wire.getLargeSample());
    }

    public static io.exogenesis.omega.wire.v1.Embedding toWire(Embedding embedding) {
        return io.exogenesis.omega.wire.v1.Embedding.newBuilder()
                .setCodes(ByteString.copyFrom(embedding.codes()))
                .setScale(embedding.scale())
                .build();
    }

    public static Embedding fromWire(io.exogenesis.omega.wire.v1.Embedding wire) {
        return checked(() -> Embedding.ofCodes(wire.getCodes().toByteArray(), wire.getScale()));
    }

    private static io.exogenesis.omega.wire.v1.PatternContext toWire(PatternContext context) {
        var wire = io.exogenesis.omega.wire.v1.PatternContext.newBuilder().addAllGenres(context.genres());
        context.mood().ifPresent(wire::setMood);
        context.timeOfDay().ifPresent(wire::setTimeOfDay);
        context.approach().ifPresent(wire::setApproach);
        return wire.build();
    }

    private static PatternContext fromWire(io.exogenesis.omega.wire.v1.PatternContext wire) {
        PatternContext context = PatternContext.of(List.copyOf(wire.getGenresList()));
        context = present(wire.getMood()).map(context::withMood).orElse(context);
        context = present(wire.getTimeOfDay()).map(context::withTimeOfDay).orElse(context);
        return present(wire.getApproach()).map(context::withApproach).orElse(context);
    }

    /** A model's name on the wire: empty for the built-in one, so that agents and Cores of earlier versions need not know of it. */
    public static String modelName(EmbeddingModel model) {
        return model.equals(EmbeddingModel.MINI_LM) ? "" : model.name();
    }

    /** @throws MalformedMessageException if it is no name */
    public static EmbeddingModel model(String name) {
        return name.isEmpty() ? EmbeddingModel.MINI_LM : checked(() -> new EmbeddingModel(name));
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static long millis(Instant timestamp) {
        if (timestamp.isBefore(Instant.EPOCH)) {
            return 0;
        }
        return timestamp.isAfter(LATEST) ? MAX_TIMESTAMP_MS : timestamp.toEpochMilli();
    }

    /** An unsigned field as the sign of Java has room for it: above it the number would be read, and told, as a negative one. */
    static int positive(String what, int unsigned) {
        if (unsigned < 0) {
            throw malformed(what + " is at most " + Integer.MAX_VALUE + ", not " + Integer.toUnsignedString(unsigned));
        }
        return unsigned;
    }

    private static long positive(String what, long unsigned) {
        if (unsigned < 0) {
            throw malformed(what + " is at most " + Long.MAX_VALUE + ", not " + Long.toUnsignedString(unsigned));
        }
        return unsigned;
    }

    static MalformedMessageException malformed(String oneLine) {
        return new MalformedMessageException(Refusal.Code.MALFORMED, oneLine);
    }

    static <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (InvalidValueException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private static <T> T parsed(Parse<T> parse) {
        try {
            return parse.message();
        } catch (InvalidProtocolBufferException e) {
            throw malformed("not a message of the sync protocol: " + e.getMessage());
        }
    }

    /** A parse that may find bytes that are no message. */
    private interface Parse<T> {
        T message() throws InvalidProtocolBufferException;
    }
}
