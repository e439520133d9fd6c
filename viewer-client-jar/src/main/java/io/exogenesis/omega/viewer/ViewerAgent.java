package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.wire.v1.PushPatterns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One viewer's agent. */
public final class ViewerAgent implements AutoCloseable {

    private ViewerAgent() {}

    public static ViewerAgent open(ViewerAgentConfig config) {
        throw new UnsupportedOperationException("follows");
    }

    public static ViewerAgent open(ViewerAgentConfig config, SharedModels shared) {
        throw new UnsupportedOperationException("follows");
    }

    public CompletableFuture<Void> initialize() {
        throw new UnsupportedOperationException("follows");
    }

    public CompletableFuture<Void> trackView(MediaId media, Duration duration, boolean completed) {
        throw new UnsupportedOperationException("follows");
    }

    public CompletableFuture<Void> trackView(MediaId media, Duration duration, boolean completed, Instant at) {
        throw new UnsupportedOperationException("follows");
    }

    public CompletableFuture<Void> trackSearch(String query, List<MediaId> results, Optional<MediaId> selected) {
        throw new UnsupportedOperationException("follows");
    }

    public CompletableFuture<Void> trackRating(MediaId media, double rating) {
        throw new UnsupportedOperationException("follows");
    }

    public CompletableFuture<Void> trackRating(MediaId media, double rating, Instant at) {
        throw new UnsupportedOperationException("follows");
    }

    public CompletableFuture<Void> trackSkip(MediaId media, Duration skipTime) {
        throw new UnsupportedOperationException("follows");
    }

    public CompletableFuture<Void> trackBrowse(List<MediaId> path) {
        throw new UnsupportedOperationException("follows");
    }

    public CompletableFuture<Void> trackShare(MediaId media) {
        throw new UnsupportedOperationException("follows");
    }

    /** Any event with its own time. */
    public CompletableFuture<Void> track(ViewerEvent event) {
        throw new UnsupportedOperationException("follows");
    }

    /** Many events as one durable batch, in the order given; counts as one call for the queue. */
    public CompletableFuture<Void> replay(List<ViewerEvent> events) {
        throw new UnsupportedOperationException("follows");
    }

    public CompletableFuture<List<ExogenesisPattern>> learnFromSession() {
        throw new UnsupportedOperationException("follows");
    }

    public CompletableFuture<List<Recommendation>> getRecommendations(ViewerContext context) {
        throw new UnsupportedOperationException("follows");
    }

    /** All unseen titles of the catalogue, best first: a strict total order (ties by media id). Computed on the caller's thread. */
    public List<MediaId> rank(RankMode mode) {
        throw new UnsupportedOperationException("follows");
    }

    public CompletableFuture<SyncReport> syncWithCore() {
        throw new UnsupportedOperationException("follows");
    }

    public CompletableFuture<Void> changeConsents(Consents consents) {
        throw new UnsupportedOperationException("follows");
    }

    public Consents consents() {
        throw new UnsupportedOperationException("follows");
    }

    public List<PushPatterns> whatWouldLeave() {
        throw new UnsupportedOperationException("follows");
    }

    public Ledger ledger() {
        throw new UnsupportedOperationException("follows");
    }

    public ViewerStats stats() {
        throw new UnsupportedOperationException("follows");
    }

    public CompletableFuture<Void> shutdown() {
        throw new UnsupportedOperationException("follows");
    }

    /** {@link #shutdown()}, waited for. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("follows");
    }
}
