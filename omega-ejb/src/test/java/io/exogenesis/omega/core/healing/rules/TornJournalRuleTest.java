package io.exogenesis.omega.core.healing.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.healing.HealingRule.Symptom;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TornJournalRuleTest {
    private final CoreFixture core = CoreFixture.inMemory();
    private final PowerLossFileLayer disk = (PowerLossFileLayer) core.disk;
    private final TornJournalRule rule = new TornJournalRule(core.log, core.ledger);
    private final SyncSession session = core.session(core.register());

    private void push(long from, long to) {
        assertThat(core.push(
                                session,
                                LongStream.rangeClosed(from, to)
                                        .mapToObj(Samples::pattern)
                                        .toArray(io.exogenesis.omega.model.Contribution[]::new))
                        .hasPushAck())
                .isTrue();
    }

    private String newestSegment() throws IOException {
        return Collections.max(disk.list());
    }

    private enum Damage {
        CUT {
            @Override
            void to(FileLayer.File file) throws IOException {
                file.truncate(file.size() - 700);
            }
        },
        GARBLED {
            @Override
            void to(FileLayer.File file) throws IOException {
                file.write(file.size() - 100, ByteBuffer.wrap(new byte[40]));
            }
        },
        FOLLOWED_BY_RUBBISH {
            @Override
            void to(FileLayer.File file) throws IOException {
                file.write(file.size(), ByteBuffer.wrap(new byte[] {1, 2, 3}));
            }
        },
        HEADER_GONE {
            @Override
            void to(FileLayer.File file) throws IOException {
                file.write(0, ByteBuffer.wrap(new byte[20]));
            }
        };

        abstract void to(FileLayer.File file) throws IOException;
    }

    private void seesNothing() {
        Awaitility.await().untilAsserted(() -> assertThat(core.log.trouble()).isEmpty());
        assertThat(rule.look()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void heal_newestEntriesAreDamagedOnDisk_aRestartFindsAllThatWasAcknowledged(Damage damage) throws IOException {
        push(1, 3);
        seesNothing();
        try (FileLayer.File file = disk.open(newestSegment())) {
            damage.to(file);
        }
        Symptom seen = Awaitility.await().until(rule::look, s -> s.isPresent()).orElseThrow();
        rule.heal(seen);
        seesNothing();
        push(4, 4);

        CoreFixture after = core.killAndRestart();
        assertThat(after.accounting.total().acknowledged()).isEqualTo(4);
        assertThat(after.rounds.runNow(true).votes()).isEqualTo(4);
        assertThat(core.metrics.count(Metric.JOURNAL_RECOVERIES)).isEqualTo(1);
    }

    @Test
    void heal_anAppendFailed_isWritableWithoutAPush_andTheRetryCountsOnce() {
        push(1, 2);
        disk.failSyncs(true);
        assertThat(core.push(session, Samples.pattern(3)).hasRefusal()).isTrue();
        disk.failSyncs(false);

        Symptom seen = rule.look().orElseThrow();
        assertThat(seen.reason()).contains("contributions cannot be stored");
        rule.heal(seen);
        seesNothing();
        assertThat(core.log.writable()).isTrue();
        push(3, 3);
        assertThat(core.killAndRestart().rounds.runNow(true).votes()).isEqualTo(3);
    }

    @Test
    void heal_diskStillFails_saysSo_andTheFaultStaysSeen() {
        push(1, 2);
        disk.failSyncs(true);
        assertThat(core.push(session, Samples.pattern(3)).hasRefusal()).isTrue();
        Symptom seen = rule.look().orElseThrow();
        assertThatThrownBy(() -> rule.heal(seen))
                .isInstanceOf(CoreException.class)
                .hasMessageContaining("could not be repaired");
        assertThat(rule.look()).isPresent();

        disk.failSyncs(false);
        rule.heal(seen);
        seesNothing();
        push(3, 3);
        assertThat(core.accounting.total().acknowledged()).isEqualTo(3);
    }

    /** Would catch a repair that makes a hole into what was acknowledged, and calls it well. */
    @Test
    void heal_moreIsMissingThanIsKept_changesNothing() throws IOException {
        push(1, 3);
        String gone = newestSegment();
        disk.delete(gone);

        Symptom seen = rule.look().orElseThrow();
        assertThatThrownBy(() -> rule.heal(seen)).isInstanceOf(CoreException.class);
        assertThat(disk.list()).doesNotContain(gone);
        assertThat(rule.look()).isPresent();
    }

    /** Would catch a rule that tries in vain to mend what only the disk's rule can, and keeps it from its turn. */
    @Test
    void look_anAppendHadNoRoom_leavesItToTheDisksRule() {
        push(1, 2);
        disk.capacity(disk.used() + 100);
        assertThat(core.push(session, Samples.pattern(3)).hasRefusal()).isTrue();
        assertThat(core.log.trouble()).isPresent();
        assertThat(rule.look()).isEmpty();
    }
}
