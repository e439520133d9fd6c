package io.exogenesis.omega.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncTracesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALL = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private final CoreFixture core = CoreFixture.inMemory();
    private final Registration viewer = core.register();
    private final SyncSession session = SyncSession.of("test");

    @Test
    void sync_withTheHostsCall_hasSpansOfItsTraceUpToPushAckAndNoneBehind() {
        connect(viewer.token(), CALL);
        core.push(session, Samples.pattern(1, Samples.near(5, 100), .9));
        core.answer(session, CoreFixture.pull());
        core.rounds.runNow(true);

        List<SpanData> spans = core.spans.getFinishedSpanItems();
        assertThat(spans).extracting(SpanData::getName).containsExactly("omega.sync connect", "omega.sync push");
        assertThat(spans).allSatisfy(span -> {
            assertThat(span.getTraceId()).isEqualTo(TRACE);
            assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
            assertThat(span.getEndEpochNanos()).isGreaterThanOrEqualTo(span.getStartEpochNanos());
        });
    }

    /** Attributes are listed by name: a new one has to be thought about. */
    @Test
    void spans_nameNoViewerAndNoPattern() {
        connect(viewer.token(), CALL);
        core.push(session, Samples.pattern(1, Samples.near(5, 100), .9));

        for (SpanData span : core.spans.getFinishedSpanItems()) {
            assertThat(span.getAttributes().asMap().keySet())
                    .extracting(Object::toString)
                    .isSubsetOf("omega.outcome", "omega.bytes", "omega.contributions");
            assertThat(span.toString()).doesNotContain(viewer.viewerId().value());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-and-more"
            })
    void connect_withWhatIsNoTraceparent_isAnsweredAndBeginsATraceOfItsOwn(String traceparent) {
        assertThat(connect(viewer.token(), traceparent)).isTrue();

        SpanData span = core.spans.getFinishedSpanItems().getFirst();
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getTraceId()).isNotEqualTo(TRACE);
    }

    @Test
    void connect_withoutAToken_writesNoSpanAndLendsItsTraceToNobody() {
        assertThat(connect("garbage", CALL)).isFalse();
        core.push(session, Samples.pattern(1, Samples.near(5, 100), .9));
        assertThat(core.spans.getFinishedSpanItems()).isEmpty();

        connect(viewer.token(), "");
        connect("garbage", CALL);
        core.push(session, Samples.pattern(1, Samples.near(5, 100), .9));
        assertThat(core.spans.getFinishedSpanItems())
                .extracting(SpanData::getTraceId)
                .hasSize(2)
                .doesNotContain(TRACE);
    }

    @Test
    void sampler_dropsWhatIsNotOursAndAsksTheOperatorsForTheRest() {
        Sampler sampler = customized(Sampler.alwaysOn(), "otlp");

        assertThat(decision(sampler, "GET /api/omega/viewers/v-1")).isEqualTo(SamplingDecision.DROP);
        assertThat(decision(sampler, SyncTraces.PREFIX + "push")).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
        assertThat(decision(customized(Sampler.alwaysOff(), "otlp"), SyncTraces.PREFIX + "push"))
                .isEqualTo(SamplingDecision.DROP);
    }

    /** Nothing is even recorded while nobody gets it. */
    @Test
    void sampler_withoutAnExporter_dropsAll() {
        assertThat(decision(customized(Sampler.alwaysOn(), "none"), SyncTraces.PREFIX + "push"))
                .isEqualTo(SamplingDecision.DROP);
    }

    private boolean connect(String token, String traceparent) {
        return core.answer(
                        session,
                        ClientFrame.newBuilder()
                                .setConnect(Connect.newBuilder()
                                        .setProtocol(1)
                                        .setToken(token)
                                        .setTraceparent(traceparent))
                                .build())
                .hasAuth();
    }

    private static SamplingDecision decision(Sampler sampler, String name) {
        return sampler.shouldSample(Context.root(), TRACE, name, SpanKind.SERVER, Attributes.empty(), List.of())
                .getDecision();
    }

    private static Sampler customized(Sampler operators, String exporter) {
        return SyncSpansOnly.sampler(
                operators, DefaultConfigProperties.createFromMap(Map.of("otel.traces.exporter", exporter)));
    }
}
