package io.exogenesis.omega.core.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.catalogue.CatalogueRetry;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CatalogueHealthTest {
    private final CoreFixture core = CoreFixture.inMemory();
    private final CatalogueRetry retry = new CatalogueRetry(core.catalogue, core.clock, new Random(1));
    private final CatalogueHealth health = new CatalogueHealth(core.catalogue, retry, core.metrics);

    // An alert asks for this figure: it must rise with the fault and fall with its cure.
    @Test
    void failed_isOneWhileTitlesCannotBeEmbedded() {
        core.embedder.beforeText = () -> {
            throw new EmbedderUnavailableException("the model is missing: put it back");
        };
        core.importTitles(2);
        assertThat(core.metrics.gauge(Metric.CATALOGUE_FAILED)).isEqualTo(1);
        assertThat(health.check().up()).isFalse();

        core.embedder.beforeText = () -> {};
        retry.runIfDue();
        core.clock.advance(Duration.ofMinutes(5));
        retry.runIfDue();
        assertThat(core.metrics.gauge(Metric.CATALOGUE_FAILED)).isZero();
        assertThat(core.metrics.gauge(Metric.CATALOGUE_TITLES)).isEqualTo(2);
        assertThat(core.metrics.gauge(Metric.CATALOGUE_EMBEDDED)).isEqualTo(2);
        assertThat(health.check().up()).isTrue();
    }
}
