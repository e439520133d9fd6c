package io.exogenesis.omega.core.healing.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RecordingMetrics;
import io.exogenesis.omega.core.WatchedBlobStore;
import io.exogenesis.omega.core.admin.DataDisk;
import io.exogenesis.omega.core.admin.SpareFiles;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.DiskSettings;
import io.exogenesis.omega.core.healing.HealingRule.Symptom;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFullRuleTest {
    private static final int MIB = 1 << 20;
    private static final List<String> NEEDED = List.of(
            "journal/00000000000000000000.journal",
            "state/round-1.ledger",
            "derby/service.properties",
            "keys/password",
            "restore.omega",
            "bootstrap.json",
            "wlp/omega/logs/messages.log",
            "logs/console.log",
            "logs/supervisor.log");
    private static final List<String> SPARE = List.of(
            "state/round-2.ledger.tmp",
            "backup.part",
            "java_pid12.hprof",
            "wlp/omega/core.12",
            "wlp/omega/logs/messages_26.12.01_10.00.00.0.log",
            "logs/console.previous.log",
            "hs_err_pid12.log");

    @TempDir
    Path data;

    private final WatchedBlobStore blobs = new WatchedBlobStore();
    private final CoreFixture core = CoreFixture.inMemory(blobs);
    private int calls;
    private final PowerLossFileLayer journal = (PowerLossFileLayer) core.disk;
    /** Bytes that the disk has. */
    private long size = 1_000L * MIB;

    private DiskFullRule rule;

    @BeforeEach
    void everyFileHasAMebibyte() throws IOException {
        for (String name : Stream.concat(NEEDED.stream(), SPARE.stream()).toList()) {
            Path file = data.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[MIB]);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3_600)));
        }
        DataDisk disk = new DataDisk(CoreSettings.of(data).with(new DiskSettings(10L * MIB)), new RecordingMetrics()) {
            @Override
            public long free() {
                return size - used();
            }
        };
        rule = new DiskFullRule(disk, new SpareFiles(data), core.log, core.ledger, core.watch, () -> {
            calls++;
            core.rounds.runScheduled();
        });
    }

    private long used() {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> left(List<String> names) {
        return names.stream().filter(n -> Files.exists(data.resolve(n))).toList();
    }

    @Test
    void heal_littleRoom_deletesAsMuchAsIsNeeded_whatMayExplainSomethingLast() {
        assertThat(rule.look()).isEmpty();
        size = used() + 7L * MIB;

        Symptom seen = rule.look().orElseThrow();
        assertThat(seen.reason()).contains("7 MiB free");
        assertThat(rule.heal(seen).action()).contains("3 MiB");
        assertThat(rule.look()).isEmpty();
        assertThat(left(SPARE)).hasSize(4).doesNotContain("state/round-2.ledger.tmp", "backup.part");
        assertThat(left(NEEDED)).isEqualTo(NEEDED);
    }

    @Test
    void heal_nothingElseMayGo_saysSo_andDataIsUntouched() {
        size = used();
        Symptom seen = rule.look().orElseThrow();
        assertThatThrownBy(() -> rule.heal(seen))
                .isInstanceOf(CoreException.class)
                .hasMessageContaining("freed 7 MiB, which is not enough");
        assertThat(rule.look()).isPresent();
        assertThat(left(SPARE)).isEmpty();
        assertThat(left(NEEDED)).isEqualTo(NEEDED);
    }

    /** Would catch the deletion of a file that somebody writes just now. */
    @Test
    void heal_temporaryFileIsYoung_stays() throws IOException {
        Path young = data.resolve("state/round-3.ledger.tmp");
        Files.write(young, new byte[MIB]);
        size = used();
        assertThatThrownBy(() -> rule.heal(new Symptom(""))).isInstanceOf(CoreException.class);
        assertThat(young).exists();
    }

    @Test
    void heal_anAppendHadNoRoom_theLogIsOpenAgain() {
        SyncSession session = core.session(core.register());
        core.push(session, Samples.pattern(1));
        journal.capacity(journal.used() + 100);
        assertThat(core.push(session, Samples.pattern(2)).hasRefusal()).isTrue();

        Symptom seen = rule.look().orElseThrow();
        assertThat(seen.reason()).contains("the disk had no room");
        journal.capacity(Long.MAX_VALUE);
        rule.heal(seen);
        assertThat(rule.look()).isEmpty();
        assertThat(core.log.writable()).isTrue();
        assertThat(core.push(session, Samples.pattern(2)).hasPushAck()).isTrue();
    }

    /** Would catch a Core whose disk has room again and whose rounds wait ten intervals for it. */
    @Test
    void heal_aRoundHadNoRoom_theNextOneIsCalledForAtOnce() {
        core.push(core.session(core.register()), Samples.pattern(1));
        blobs.whenWritten("", () -> {
            throw new CoreException("the file round-1.ledger cannot be written: No space left on device");
        });
        assertThatThrownBy(core.rounds::runScheduled).isInstanceOf(CoreException.class);

        Symptom seen = rule.look().orElseThrow();
        assertThat(seen.reason()).isEqualTo("a round could not be stored since the disk had no room");
        assertThat(rule.heal(seen).action()).endsWith("called for the round that had no room");
        assertThat(calls).isEqualTo(1);
        assertThat(core.announced).hasSize(1);
        assertThat(rule.look()).isEmpty();
    }
}
