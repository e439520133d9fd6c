package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.aggregate.AggregationSchedule;
import io.exogenesis.omega.core.distribute.PatternDistribution;
import io.exogenesis.omega.core.identity.Principal;
import io.exogenesis.omega.core.identity.TokenVerifier;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.ingest.Incoming;
import io.exogenesis.omega.core.ingest.PatternIngestion;
import io.exogenesis.omega.core.ingest.PushOutcome;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.registry.ViewerRegistry;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.Frames;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.Refusals;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.AuthResponse;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.ConsentReceipt;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PullResponse;
import io.exogenesis.omega.wire.v1.PushAck;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.RefusedContribution;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.exogenesis.omega.wire.v1.SyncMetadata;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Answers the frames of the Omega Sync Protocol, see {@code omega_sync.proto}. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SyncProtocol {
    private static final System.Logger LOG = System.getLogger(SyncProtocol.class.getName());
    private static final int VERSION = 1;
    private static final int MAX_CLIENT_NAME = 64;

    private final TokenVerifier verifier;
    private final ViewerRegistry registry;
    private final ViewerDirectory viewers;
    private final RateLimits limits;
    private final ContributionLedger ledger;
    private final PatternIngestion ingestion;
    private final PatternDistribution distribution;
    private final AggregationSchedule schedule;
    private final CoreMetrics metrics;
    private final InstantSource clock;

    /** For the container's proxies, which run no method of their own. */
    @SuppressWarnings("NullAway")
    public SyncProtocol() {
        this(null, null, null, null, null, null, null, null, null, null);
    }

    @Inject
    public SyncProtocol(
            TokenVerifier verifier,
            ViewerRegistry registry,
            ViewerDirectory viewers,
            RateLimits limits,
            ContributionLedger ledger,
            PatternIngestion ingestion,
            PatternDistribution distribution,
            AggregationSchedule schedule,
            CoreMetrics metrics,
            InstantSource clock) {
        this.verifier = verifier;
        this.registry = registry;
        this.viewers = viewers;
        this.limits = limits;
        this.ledger = ledger;
        this.ingestion = ingestion;
        this.distribution = distribution;
        this.schedule = schedule;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Answers the bytes of one frame; garbage is refused as {@code MALFORMED}. Empty for SYNC_COMPLETE. */
    public Optional<ServerFrame> answer(SyncSession session, byte[] body) {
        if (body.length > Frames.MAX_FRAME_BYTES) {
            return Optional.of(tooLarge(body.length));
        }
        ClientFrame frame;
        try {
            frame = WireCodec.clientFrame(body);
        } catch (MalformedMessageException e) {
            metrics.sync(name(e.code()), Duration.ZERO);
            return Optional.of(Refusals.refusal(e));
        }
        return answer(session, frame);
    }

    /** Answers one frame. Empty for SYNC_COMPLETE, which has no answer. Never throws for what a client sends. */
    public Optional<ServerFrame> answer(SyncSession session, ClientFrame frame) {
        long start = System.nanoTime();
        Optional<ServerFrame> answer;
        String outcome;
        try {
            answer = dispatch(session, frame);
            outcome = "ok";
        } catch (RefusedException e) {
            answer = Optional.of(
                    Refusals.refusal(e.code(), e.line(), e.retryAfter().toMillis()));
            outcome = name(e.code());
        } catch (MalformedMessageException e) {
            answer = Optional.of(Refusals.refusal(e));
            outcome = name(e.code());
        } catch (RuntimeException e) {
            // Not the client's fault: it is told to come back, and the log says once what broke.
            LOG.log(Level.ERROR, "a frame of " + session.remote() + " could not be answered", e);
            answer = Optional.of(Refusals.refusal(
                    Refusal.Code.UNAVAILABLE, "the Core failed on this frame; its log says why", 5_000));
            outcome = "error";
        }
        metrics.sync(outcome, Duration.ofNanos(System.nanoTime() - start));
        return answer;
    }

    /** The refusal of a frame whose declared length is over the limit; the transport knows it before its bytes. */
    public ServerFrame tooLarge(long declared) {
        metrics.sync(name(Refusal.Code.TOO_LARGE), Duration.ZERO);
        return Refusals.refusal(
                Refusal.Code.TOO_LARGE, "a frame has at most " + Frames.MAX_FRAME_BYTES + " bytes, not " + declared, 0);
    }

    /** The refusal of bytes that are no frames at all. */
    public ServerFrame malformed(String why) {
        metrics.sync(name(Refusal.Code.MALFORMED), Duration.ZERO);
        return Refusals.refusal(Refusal.Code.MALFORMED, why, 0);
    }

    private Optional<ServerFrame> dispatch(SyncSession session, ClientFrame frame) {
        ServerFrame.Builder answer = ServerFrame.newBuilder();
        switch (frame.getBodyCase()) {
            case CONNECT -> answer.setAuth(connect(session, frame.getConnect()));
            case PUSH -> answer.setPushAck(push(viewer(session), frame.getPush()));
            case PULL -> answer.setPull(pull(viewer(session), frame.getPull()));
            case ITEM_MODEL -> {
                limits.download(viewer(session));
                answer.setItemModel(distribution.chunk(frame.getItemModel()));
            }
            case CATALOGUE -> {
                limits.download(viewer(session));
                answer.setCatalogue(distribution.page(frame.getCatalogue()));
            }
            case CONSENT -> {
                ViewerId viewer = viewer(session);
                limits.request(viewer);
                limits.consent(viewer);
                answer.setConsent(
                        consent(viewer, WireCodec.fromWire(frame.getConsent().getConsents())));
            }
            case COMPLETE -> {
                ViewerId viewer = viewer(session);
                limits.complete(viewer);
                viewers.seen(viewer, clock.instant());
                return Optional.empty();
            }
            case BODY_NOT_SET ->
                throw new MalformedMessageException(Refusal.Code.UNSUPPORTED, "this Core does not know such a frame");
        }
        return Optional.of(answer.build());
    }

    private AuthResponse connect(SyncSession session, Connect connect) {
        if (connect.getProtocol() != VERSION) {
            throw new RefusedException(
                    Refusal.Code.UNSUPPORTED,
                    "this Core speaks protocol " + VERSION + ", not " + connect.getProtocol());
        }
        if (connect.getClientBytes().size() > MAX_CLIENT_NAME) {
            throw new RefusedException(
                    Refusal.Code.MALFORMED, "the client's name has at most " + MAX_CLIENT_NAME + " bytes");
        }
        String token = connect.getToken().isEmpty() ? session.token().orElse("") : connect.getToken();
        Principal principal = verified(token, verifier::verifyForRenewal);
        Instant now = clock.instant();
        ViewerId viewer = principal.viewer();
        limits.connect(viewer);
        // Judged before it counts as a sign of life: a token in its grace is good for its successor and for nothing
        // else.
        String renewed = principal.isPastHalfLife(now) ? registry.token(viewer) : "";
        String inForce = principal.expiresAt().isAfter(now) ? token : renewed;
        session.authenticated(inForce, verified(inForce, verifier::verify));
        viewers.seen(viewer, now);
        AuthResponse.Builder auth = AuthResponse.newBuilder()
                .setViewerId(viewer.value())
                .setCommittedThroughSeq(ledger.committedThrough(viewer))
                .setServerTimeMs(now.toEpochMilli());
        if (!renewed.isEmpty()) {
            auth.setRenewedToken(renewed);
        }
        return auth.build();
    }

    /** Who this is, judged anew for each frame: a revoked viewer is refused in the middle of a stream, too. */
    private ViewerId viewer(SyncSession session) {
        String token = session.token().orElse("");
        Principal principal = verified(token, verifier::verify);
        session.authenticated(token, principal);
        return principal.viewer();
    }

    private static Principal verified(String token, Function<String, Principal> verifier) {
        if (token.isEmpty()) {
            throw new RefusedException(Refusal.Code.UNAUTHENTICATED, "CONNECT with a token comes first");
        }
        Principal principal = verifier.apply(token);
        if (!principal.isViewer()) {
            throw new RefusedException(Refusal.Code.UNAUTHENTICATED, "only a viewer's token can sync");
        }
        return principal;
    }

    private PushAck push(ViewerId viewer, PushPatterns push) {
        limits.request(viewer);
        if (push.getContributionsCount() > Frames.MAX_CONTRIBUTIONS_PER_PUSH) {
            throw new RefusedException(
                    Refusal.Code.TOO_LARGE,
                    "a push has at most " + Frames.MAX_CONTRIBUTIONS_PER_PUSH + " contributions, not "
                            + push.getContributionsCount());
        }
        List<Incoming> incoming = new ArrayList<>(push.getContributionsCount());
        for (var wire : push.getContributionsList()) {
            incoming.add(incoming(wire));
        }
        PushOutcome outcome = ingestion.push(viewer, incoming, push.getSerializedSize());
        PushAck.Builder ack = PushAck.newBuilder()
                .setCommittedThroughSeq(outcome.committedThroughSeq())
                .setReceived(outcome.received())
                .setDuplicates(outcome.duplicates());
        outcome.refused()
                .forEach(r -> ack.addRefused(RefusedContribution.newBuilder()
                        .setSeq(r.seq())
                        .setReason(Refusals.of(r.code(), r.reason(), 0))));
        return ack.build();
    }

    private static Incoming incoming(io.exogenesis.omega.wire.v1.Contribution wire) {
        try {
            return new Incoming.Good(WireCodec.fromWire(wire));
        } catch (MalformedMessageException e) {
            return new Incoming.Bad(wire.getSeq(), e.code(), String.valueOf(e.getMessage()));
        }
    }

    private PullResponse pull(ViewerId viewer, PullRequest pull) {
        limits.request(viewer);
        BankDelta delta = distribution.delta(WireCodec.since(pull), pull.getMaxPatterns());
        PullResponse.Builder answer = WireCodec.toWire(delta);
        distribution.itemModel().ifPresent(answer::setItemModel);
        distribution.catalogue().ifPresent(answer::setCatalogue);
        return answer.setMetadata(SyncMetadata.newBuilder()
                        .setViewerRank(ledger.reputation(viewer))
                        .setPatternsReceived(ledger.rawOf(viewer))
                        .setPatternsSent(delta.upserts().size())
                        .setNextSyncMs(schedule.nextSync().toMillis()))
                .build();
    }

    private ConsentReceipt consent(ViewerId viewer, Consents consents) {
        int erased = registry.changeConsents(viewer, consents);
        return ConsentReceipt.newBuilder()
                .setConsents(WireCodec.toWire(consents))
                .setErased(erased)
                .build();
    }

    private static String name(Refusal.Code code) {
        return code.name().toLowerCase(Locale.ROOT);
    }
}
