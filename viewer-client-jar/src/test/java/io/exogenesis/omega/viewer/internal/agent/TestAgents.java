package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.QuicEngine;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import io.exogenesis.omega.viewer.internal.sync.SerialisedFrames;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Agents for tests: no pauses, a clock that stands, a transport of the test's. */
public final class TestAgents {
    public static final String PIN = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    public static final Instant NOW = Instant.parse("2026-03-01T20:00:00Z");

    private TestAgents() {}

    public static ViewerAgentConfig.Builder config(String viewer, Path directory, FrameTransport transport) {
        return ViewerAgentConfig.builder(new ViewerId(viewer), directory)
                .omegaCoreEndpoint("quic://127.0.0.1:4433")
                .pin(PIN)
                .token(viewer)
                .consents(Consents.NONE.withPatterns(true).withSample(true))
                .syncInterval(Duration.ZERO)
                .retry(new RetryPolicy(5, Duration.ZERO, Duration.ZERO))
                .zone(ZoneOffset.UTC)
                .clock(() -> NOW)
                .transportHook(real -> SerialisedFrames.bytes(transport));
    }

    public static SharedModels shared(Path directory) {
        return SharedModels.in(
                directory, SharedModels.Options.defaults().withEmbedder(TestCatalogue.GenreEmbedder::new));
    }

    /** The same over another engine. */
    public static SharedModels shared(Path directory, QuicEngine engine) {
        return SharedModels.in(
                directory,
                SharedModels.Options.defaults()
                        .withEmbedder(TestCatalogue.GenreEmbedder::new)
                        .withDialer(() -> engine.dialer(DialConfig.defaults())));
    }

    /** Ratings of titles {@code from} (inclusive) to {@code to} of a genre, a minute apart. */
    public static List<ViewerEvent> ratings(int genre, int from, int to, double rating) {
        List<ViewerEvent> events = new ArrayList<>();
        for (int n = from; n < to; n++) {
            events.add(new ViewerEvent.Rating(
                    TestCatalogue.id(genre, n),
                    rating,
                    NOW.minusSeconds(100_000).plusSeconds(60L * n)));
        }
        return events;
    }
}
