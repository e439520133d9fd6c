package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Consent, quality and embedding model decide about each contribution by itself. What is refused here is refused for good. */
@Singleton
public class Judge {
    private final double minQuality;
    private final ViewerDirectory viewers;
    private final InstantSource clock;
    private final Catalogue catalogue;

    @Inject
    public Judge(CoreSettings settings, ViewerDirectory viewers, InstantSource clock, Catalogue catalogue) {
        this.catalogue = catalogue;
        this.minQuality = settings.ingest().minQuality();
        this.viewers = viewers;
        this.clock = clock;
    }

    /** Contributions of one viewer that are judged in one go. */
    private final class Sitting {
        private final ViewerId viewer;
        private final Consents consents;
        private final Instant now = clock.instant();
        private final List<PushOutcome.Refused> refused;

        Sitting(ViewerId viewer, List<PushOutcome.Refused> refused) {
            this.viewer = viewer;
            this.consents = viewers.consents(viewer);
            this.refused = refused;
        }

        LogEntry entry(Incoming incoming) {
            return switch (incoming) {
                case Incoming.Good good -> entry(good.contribution());
                case Incoming.Bad bad -> refuse(bad.seq(), bad.code(), bad.reason());
            };
        }

        private LogEntry entry(Contribution contribution) {
            if (!consents.allow(contribution.payload())) {
                return refuse(contribution.seq(), Refusal.Code.CONSENT, withoutConsent(contribution.payload()));
            }
            return switch (contribution.payload()) {
                case Contribution.OfSession s ->
                    new LogEntry.Settled(viewer, contribution.seq(), new LogEntry.Verdict.Counted());
                case Contribution.OfPattern p
                when !p.pattern().model().equals(model()) ->
                    refuse(
                            contribution.seq(),
                            Refusal.Code.UNSUPPORTED,
                            "the pattern is of the embedding model "
                                    + p.pattern().model() + ", this Core's catalogue and bank are of " + model());
                case Contribution.OfPattern p
                when p.pattern().successRate() < minQuality ->
                    refuse(
                            contribution.seq(),
                            Refusal.Code.QUALITY,
                            "success rate " + p.pattern().successRate() + " is below " + minQuality);
                default -> new LogEntry.Received(viewer, now, contribution);
            };
        }

        private String withoutConsent(Contribution.Payload payload) {
            return consents.sample() && payload instanceof Contribution.OfSample s
                    ? "the owner has consented to samples of at most " + consents.sampleLimit() + " titles, not "
                            + s.sample().items().size()
                    : "the owner has not consented to this kind of contribution";
        }

        private LogEntry refuse(long seq, Refusal.Code code, String reason) {
            refused.add(new PushOutcome.Refused(seq, code, reason));
            return new LogEntry.Settled(viewer, seq, new LogEntry.Verdict.Refused(code));
        }
    }

    private EmbeddingModel model() {
        try {
            return catalogue.patternModel();
        } catch (EmbedderUnavailableException e) {
            throw new RefusedException(Refusal.Code.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    /**
     * To be called under the viewer's lock, so that a withdrawal of consent is either seen here or erases what is taken here.
     *
     * @throws RefusedException {@code UNAVAILABLE} if a pattern cannot be judged while the embedder cannot be loaded
     * @param refused takes what is refused, in order
     */
    List<LogEntry> judge(ViewerId viewer, List<Incoming> incoming, List<PushOutcome.Refused> refused) {
        Sitting sitting = new Sitting(viewer, refused);
        List<LogEntry> entries = new ArrayList<>(incoming.size());
        incoming.forEach(i -> entries.add(sitting.entry(i)));
        return entries;
    }

    /** A push was acknowledged: a sign of life. */
    void acknowledged(ViewerId viewer) {
        viewers.seen(viewer, clock.instant());
    }
}
