package io.exogenesis.omega.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.PullFilter;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ConflictStrategies;
import io.exogenesis.omega.viewer.ConflictStrategy;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewerSettingsTest {
    private static final String[] KEYS = {
        "sync-interval", "min-quality", "conflict-strategy", "pull-task-types", "pull-min-quality"
    };

    private static ViewerAgentConfig.Builder builder() {
        return ViewerAgentConfig.builder(new ViewerId("v"), Path.of("state"));
    }

    @AfterEach
    void clear() {
        for (String key : KEYS) {
            System.clearProperty("omega.viewer." + key);
        }
    }

    @Test
    void build_nothingSet_specificationsDefaults() {
        ViewerAgentConfig config =
                ViewerSettings.ofEnvironment().applyTo(builder()).build();
        assertThat(config.syncInterval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.minQualityThreshold()).isEqualTo(.7);
        assertThat(config.maxLocalPatterns()).isEqualTo(10_000);
        assertThat(config.sampleSize()).as("the owner's consents decide").isEqualTo(200);
        assertThat(config.pullFilter()).isEqualTo(PullFilter.ALL);
        assertThat(config.consents()).isEqualTo(io.exogenesis.omega.model.Consents.NONE);
    }

    @Test
    void applyTo_set_replacesTheDefaults() {
        System.setProperty("omega.viewer.sync-interval", "PT5M");
        System.setProperty("omega.viewer.min-quality", "0.8");
        System.setProperty("omega.viewer.conflict-strategy", "quality-wins");
        ViewerAgentConfig config =
                ViewerSettings.ofEnvironment().applyTo(builder()).build();
        assertThat(config.syncInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.minQualityThreshold()).isEqualTo(.8);
        assertThat(config.conflictStrategies()).isEqualTo(ConflictStrategies.all(ConflictStrategy.QUALITY_WINS));
    }

    @Test
    void applyTo_whatToPull_replacesEverything_orNamesTheKey() {
        System.setProperty("omega.viewer.pull-task-types", "preference, Discovery");
        System.setProperty("omega.viewer.pull-min-quality", "0.75");
        assertThat(ViewerSettings.ofEnvironment().applyTo(builder()).build().pullFilter())
                .isEqualTo(new PullFilter(Set.of(TaskType.PREFERENCE, TaskType.DISCOVERY), .75));
        System.setProperty("omega.viewer.pull-min-quality", "75");
        assertThatThrownBy(() -> ViewerSettings.ofEnvironment().applyTo(builder()))
                .hasMessageContaining("omega.viewer.pull-min-quality cannot be '75'");
        System.setProperty("omega.viewer.pull-task-types", "films");
        assertThatThrownBy(() -> ViewerSettings.ofEnvironment().applyTo(builder()))
                .hasMessageContaining("omega.viewer.pull-task-types cannot be 'films'");
    }

    @Test
    void applyTo_nonsense_namesTheKey() {
        System.setProperty("omega.viewer.sync-interval", "soon");
        assertThatThrownBy(() -> ViewerSettings.ofEnvironment().applyTo(builder()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("omega.viewer.sync-interval cannot be 'soon'");
    }

    @Test
    void build_valuesOutOfTheirLimits_refusedByName() {
        assertThatThrownBy(() -> builder().minQualityThreshold(1.1).build()).hasMessageContaining("quality threshold");
        assertThatThrownBy(() -> builder().sampleSize(201).build()).hasMessageContaining("sample");
        assertThatThrownBy(() -> builder().embeddingModel("an other").build()).hasMessageContaining("embedding model");
        assertThatThrownBy(() -> builder().omegaCoreEndpoint("ftp://x").build()).hasMessageContaining("endpoint");
        assertThat(builder().embeddingModel("Xenova/all-MiniLM-L6-v2").build().embeddingModel())
                .contains("MiniLM");
    }

    /** Would catch a setting that the look at the environment, which spares the library, does not see. */
    @Test
    void applyTo_setForAProfile_replacesTheDefault() {
        System.setProperty("smallrye.config.profile", "tv");
        System.setProperty("%tv.omega.viewer.sample-size", "20");
        try {
            assertThat(ViewerSettings.ofEnvironment().applyTo(builder()).build().sampleSize())
                    .isEqualTo(20);
        } finally {
            System.clearProperty("smallrye.config.profile");
            System.clearProperty("%tv.omega.viewer.sample-size");
        }
    }
}
