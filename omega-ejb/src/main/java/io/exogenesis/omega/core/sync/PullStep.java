package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.distribute.DeltaPage;
import io.exogenesis.omega.core.distribute.PatternDistribution;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.viewers.ViewerActivity;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.PullFilterCodec;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.CataloguePage;
import io.exogenesis.omega.wire.v1.CatalogueRequest;
import io.exogenesis.omega.wire.v1.ItemModelChunk;
import io.exogenesis.omega.wire.v1.ItemModelRequest;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PullResponse;
import io.exogenesis.omega.wire.v1.SyncMetadata;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What a viewer fetches: the bank's changes, the item model, the catalogue. */
@Singleton
public class PullStep {
    private final RateLimits limits;
    private final PatternDistribution distribution;
    private final ContributionLedger ledger;
    private final SyncPace pace;
    private final ViewerDirectory viewers;
    private final InstantSource clock;

    @Inject
    public PullStep(
            RateLimits limits,
            PatternDistribution distribution,
            ContributionLedger ledger,
            SyncPace pace,
            ViewerDirectory viewers,
            InstantSource clock) {
        this.limits = limits;
        this.distribution = distribution;
        this.ledger = ledger;
        this.pace = pace;
        this.viewers = viewers;
        this.clock = clock;
    }

    /** PULL. */
    PullResponse pull(ViewerId viewer, PullRequest pull) {
        begin(viewer);
        return answer(viewer, pull);
    }

    /**
     * A PULL counts when it begins, however long it waits.
     *
     * @throws RefusedException {@code RATE_LIMITED}
     */
    void begin(ViewerId viewer) {
        limits.request(viewer);
    }

    /**
     * Where its viewer is.
     *
     * @throws MalformedMessageException if it could not be answered
     */
    BankVersion checked(PullRequest pull) {
        PullFilterCodec.fromWire(pull.getFilter());
        return WireCodec.since(pull);
    }

    /** Whether the bank is at another version, of which something may be sent now. */
    boolean hasNewsFor(BankVersion since) {
        return distribution.hasNewsFor(since);
    }

    /** The answer to one that has begun. */
    PullResponse answer(ViewerId viewer, PullRequest pull) {
        DeltaPage page = distribution.changes(
                WireCodec.since(pull), pull.getMaxPatterns(), PullFilterCodec.fromWire(pull.getFilter()));
        BankDelta delta = page.delta();
        distribution.given(delta, viewers.activity().of(viewer).flatMap(ViewerActivity.Known::version));
        if (!delta.more()) {
            viewers.pulled(viewer, delta.upTo(), clock.instant());
        }
        PullResponse.Builder answer = page.wire().toBuilder();
        distribution.itemModel().ifPresent(answer::setItemModel);
        distribution.catalogue().ifPresent(answer::setCatalogue);
        return answer.setMetadata(SyncMetadata.newBuilder()
                        .setViewerRank(ledger.reputation(viewer))
                        .setPatternsReceived(ledger.rawOf(viewer))
                        .setPatternsSent(delta.upserts().size())
                        .setNextSyncMs(pace.next().toMillis()))
                .build();
    }

    /** ITEM_MODEL: a chunk of it. */
    ItemModelChunk itemModel(ViewerId viewer, ItemModelRequest request) {
        limits.download(viewer);
        return distribution.chunk(request);
    }

    /** CATALOGUE: a page of it. */
    CataloguePage catalogue(ViewerId viewer, CatalogueRequest request) {
        limits.download(viewer);
        return distribution.page(request);
    }
}
