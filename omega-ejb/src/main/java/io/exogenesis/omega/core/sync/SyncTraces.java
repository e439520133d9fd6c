package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.wire.v1.ClientFrame;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Core's spans in the trace of a sync, which a viewer's host may begin: one for CONNECT and one for each PUSH_PATTERNS. The
 * trace ends there: nothing behind PUSH_ACK has a span, and no span names a viewer, a pattern or a title, so that no trace ties a
 * viewer to a pattern.
 *
 * <p>Only for a caller that has proved itself: nobody else writes into the operator's traces.
 */
@Singleton
public class SyncTraces {
    /** What the Core's own spans are called begins so; {@link SyncSpansOnly} lets no other through. */
    static final String PREFIX = "omega.sync ";

    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("omega.outcome");
    private static final AttributeKey<Long> CONTRIBUTIONS = AttributeKey.longKey("omega.contributions");
    private static final AttributeKey<Long> BYTES = AttributeKey.longKey("omega.bytes");

    private final Tracer tracer;
    private final InstantSource clock;

    @Inject
    public SyncTraces(OpenTelemetry telemetry, InstantSource clock) {
        this.clock = clock;
        tracer = telemetry.getTracer("io.exogenesis.omega.core");
    }

    /**
     * A frame was answered just now.
     *
     * @param outcome {@code ok}, {@code error}, or the code of the refusal
     */
    void answered(SyncSession session, ClientFrame frame, Duration took, String outcome) {
        if (session.principal().isEmpty()) {
            return;
        }
        if (frame.hasConnect() && outcome.equals("ok")) {
            session.traced(callOf(frame.getConnect().getTraceparent()));
            end(span(session, "connect", took), frame, outcome);
        } else if (frame.hasPush()) {
            SpanBuilder push = span(session, "push", took);
            push.setAttribute(CONTRIBUTIONS, (long) frame.getPush().getContributionsCount());
            end(push, frame, outcome);
        }
    }

    private SpanBuilder span(SyncSession session, String frame, Duration took) {
        return tracer.spanBuilder(PREFIX + frame)
                .setParent(session.trace())
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(clock.instant().minus(took));
    }

    private void end(SpanBuilder builder, ClientFrame frame, String outcome) {
        Span span = builder.setAttribute(OUTCOME, outcome)
                .setAttribute(BYTES, (long) frame.getSerializedSize())
                .startSpan();
        if (outcome.equals("error")) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(clock.instant());
    }

    /** The host's span of which this sync is a part; none for anything that is not a {@code traceparent} of W3C Trace Context. */
    private static Context callOf(String traceparent) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, TRACEPARENT);
    }

    private static final TextMapGetter<String> TRACEPARENT = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals("traceparent") ? carrier : null;
        }
    };
}
