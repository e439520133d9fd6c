package io.exogenesis.omega.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoreSettingsTest {
    private static CoreSettings of(Map<String, String> values) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
        return CoreSettings.from(config);
    }

    @Test
    void from_nothingSet_isTheSpecification() {
        CoreSettings settings = of(Map.of("omega.data", "/data"));
        assertThat(settings).isEqualTo(CoreSettings.of(Path.of("/data")));
        assertThat(settings.aggregate().interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.ingest().minQuality()).isEqualTo(.7);
        assertThat(settings.aggregate().sampleLease()).isEqualTo(30);
        assertThat(settings.effective()).contains("omega.aggregate.sample-lease=30");
        assertThat(of(Map.of("omega.aggregate.sample-lease", "1")).aggregate().sampleLease())
                .isEqualTo(1);
        assertThat(settings.server().keystore()).isEqualTo(Path.of("/data/keys/omega.p12"));
    }

    /** The database may have made the directory by then; wrong settings end the start before anything else closes it. */
    @Test
    void settings_oneIsWrong_directoryIsItsOwnersAlone(@TempDir Path dir) throws IOException {
        for (String name : List.of("new/data", "old")) {
            Path data = dir.resolve(name);
            Files.createDirectories(dir.resolve("old"));
            SmallRyeConfig config = new SmallRyeConfigBuilder()
                    .withSources(new PropertiesConfigSource(
                            Map.of("omega.data", data.toString(), "omega.registry.max-viewers", "-5"), "test", 100))
                    .build();
            assertThatThrownBy(() -> SettingsProducer.settings(config)).hasMessageContaining("max-viewers");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
        }
    }

    private static SmallRyeConfig config(Path data, String id) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of("omega.data", data.toString(), "omega.coordinator.id", id), "test", 100))
                .build();
    }

    // Reports of a Core before and after a restart must name the same one.
    @Test
    void coordinatorId_notSet_isMadeOnceAndKept(@TempDir Path dir) {
        Path data = dir.resolve("data");
        String made = SettingsProducer.settings(config(data, "")).server().coordinatorId();
        assertThat(made).matches("core-[0-9a-f]{16}");
        CoreSettings again = SettingsProducer.settings(config(data, ""));
        assertThat(again.server().coordinatorId()).isEqualTo(made);
        assertThat(again.effective()).contains("omega.coordinator.id=" + made);
        assertThat(SettingsProducer.settings(config(dir.resolve("other"), ""))
                        .server()
                        .coordinatorId())
                .isNotEqualTo(made);
        assertThat(SettingsProducer.settings(config(data, "east-1")).server().coordinatorId())
                .isEqualTo("east-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-east", "two words", "a/b", "<b>", "ä"})
    void coordinatorId_notOfItsForm_isRefusedByName(String id) {
        assertThatThrownBy(() -> of(Map.of("omega.coordinator.id", id))).hasMessageContaining("omega.coordinator.id");
    }

    @Test
    void coordinatorId_fileIsDamaged_stopsTheStart(@TempDir Path data) throws IOException {
        Files.writeString(data.resolve("coordinator.id"), "two words");
        assertThatThrownBy(() -> SettingsProducer.settings(config(data, ""))).hasMessageContaining("coordinator.id");
    }

    @Test
    void from_environment_mapsDashesAndDots() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(
                        Map.of(
                                "OMEGA_AGGREGATE_VOTING_WINDOW", "PT0S",
                                "OMEGA_QUIC_PORT", "14433",
                                "OMEGA_AGGREGATE_EPOCH", "round",
                                "OMEGA_KEYSTORE_PASSWORD", "hush"),
                        300))
                .build();
        CoreSettings settings = CoreSettings.from(config);
        assertThat(settings.aggregate().votingWindow()).isEqualTo(Duration.ZERO);
        assertThat(settings.aggregate().epoch()).isEmpty();
        assertThat(settings.server().quicPort()).isEqualTo(14433);
        assertThat(settings.server().keystorePassword()).isEqualTo("hush");
        assertThat(settings.toString()).doesNotContain("hush");
        assertThat(settings.effective()).contains("omega.aggregate.epoch=round", "omega.quic.port=14433");
        assertThat(settings.effective()).noneMatch(l -> l.contains("hush"));
    }

    @ParameterizedTest
    @CsvSource({
        "omega.ingest.min-quality,1.5",
        "omega.ingest.min-quality,high",
        "omega.aggregate.min-voters,2",
        "omega.aggregate.interval,5 minutes",
        "omega.aggregate.interval,PT0S",
        "omega.aggregate.enabled,yes",
        "omega.quic.port,70000",
        "omega.registry.max-viewers,0",
        "omega.bank.page-size,99999999999",
        "omega.aggregate.rule,mean",
        "omega.aggregate.tolerance,.5",
        "omega.aggregate.sample-lease,0",
        "omega.aggregate.sample-lease,367",
        "omega.registry.token-lifetime,PT0S",
        "omega.registry.renewal-grace,-PT1S",
        "omega.disk.floor,-1",
        "omega.registry.code-lifetime,PT0S",
        "omega.registry.max-open-codes,0",
        "omega.bank.decision-rounds,0",
        "omega.bank.max-decisions,999",
        "omega.ingest.bytes-per-minute,100000000000",
        "omega.door.reads-per-minute,0",
        "omega.http.bytes-in-flight,1000",
        "omega.http.body-deadline,PT0S",
        "omega.quic.max-streams,0",
        "omega.metrics.open,perhaps"
    })
    void from_badValue_namesKeyAndValue(String key, String value) {
        assertThatThrownBy(() -> of(Map.of(key, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(key)
                .hasMessageNotContaining("\n");
    }

    @Test
    void from_unknownRule_listsThoseThereAre() {
        assertThat(of(Map.of("omega.aggregate.rule", "krum")).aggregate().rule())
                .isEqualTo("krum");
        assertThatThrownBy(() -> of(Map.of("omega.aggregate.rule", "mean")))
                .hasMessageContaining("coordinate-median, ")
                .hasMessageContaining("omega, ");
    }
}
