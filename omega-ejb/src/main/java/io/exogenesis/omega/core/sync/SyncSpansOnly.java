package io.exogenesis.omega.core.sync;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Drops every span but those of {@link SyncTraces}. The server makes one of each HTTP request, with its path in it, and a path
 * may name a viewer or a pattern. Found by OpenTelemetry as a service of the application.
 */
public final class SyncSpansOnly implements AutoConfigurationCustomizerProvider {
    @Override
    public void customize(AutoConfigurationCustomizer configuration) {
        configuration.addSamplerCustomizer(SyncSpansOnly::sampler);
    }

    static Sampler sampler(Sampler operators, ConfigProperties config) {
        boolean exported = !"none".equals(config.getString("otel.traces.exporter"));
        return exported ? new OwnSpans(operators) : Sampler.alwaysOff();
    }

    private record OwnSpans(Sampler operators) implements Sampler {
        @Override
        public SamplingResult shouldSample(
                Context parent, String trace, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
            return name.startsWith(SyncTraces.PREFIX)
                    ? operators.shouldSample(parent, trace, name, kind, attributes, links)
                    : SamplingResult.drop();
        }

        @Override
        public String getDescription() {
            return "OwnSpans{" + operators.getDescription() + "}";
        }
    }
}
