package io.exogenesis.omega.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.model.ViewerId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class ReputationHistoryTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void with_beyondTheBound_leavesTheOldestOut() throws IOException {
        ReputationHistory history = ReputationHistory.EMPTY;
        for (int epoch = 0; epoch < ReputationHistory.MOST + 3; epoch++) {
            history = history.with(epoch, T0.plusSeconds(epoch), epoch / 100.0);
        }
        assertThat(history.changes()).hasSize(ReputationHistory.MOST);
        assertThat(history.changes().getFirst()).isEqualTo(new ReputationChange(14, T0.plusSeconds(14), .14f));
        assertThat(history.changes().getLast().epoch()).isEqualTo(3);

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        history.write(new DataOutputStream(bytes));
        ReputationHistory read =
                ReputationHistory.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(read.changes()).isEqualTo(history.changes());
        assertThat(bytes.size()).isEqualTo(1 + 12 * ReputationHistory.MOST);
    }

    /** A push and the end of its epoch. */
    private static void epoch(CoreFixture core, Registration viewer, int seq) {
        core.push(core.session(viewer), Samples.pattern(seq));
        core.clock.advance(Duration.ofDays(1));
        core.rounds.runNow(true);
    }

    private static List<ReputationChange> history(CoreFixture core, ViewerId viewer) {
        return core.registry.standing(viewer).history();
    }

    // It must be that of the committed rounds: not less after a kill, and no end of an epoch twice.
    @Test
    void endsOfEpochs_areEachKeptOnce_alsoAfterAKill_andOnlyWhereTheReputationChanged() {
        CoreFixture core = CoreFixture.inMemory();
        Registration viewer = core.register();
        Registration silent = core.register();
        epoch(core, viewer, 1);
        Instant first = core.clock.instant();
        core.rounds.runNow(true); // nobody is there
        epoch(core, viewer, 2);

        List<ReputationChange> history = history(core, viewer.viewerId());

        assertThat(history).extracting(ReputationChange::epoch).containsExactly(2L, 0L);
        assertThat(history).extracting(ReputationChange::reputation).containsExactly(.13f, .115f);
        assertThat(history.getLast().at()).isEqualTo(first);
        assertThat(history(core, silent.viewerId())).isEmpty();
        CoreFixture later = core.killAndRestart();
        assertThat(history(later, viewer.viewerId())).isEqualTo(history);
        assertThat((float) later.ledger.reputation(viewer.viewerId()))
                .isEqualTo(history.getFirst().reputation());
    }

    @Test
    void removedViewer_hasNone_alsoAfterARestart() {
        CoreFixture core = CoreFixture.inMemory();
        Registration viewer = core.register();
        Registration other = core.register();
        epoch(core, viewer, 1);
        assertThat(history(core, viewer.viewerId())).hasSize(1);

        core.desk.removeViewer(viewer.viewerId(), "", new Operator("admin", ""));

        assertThat(history(core, viewer.viewerId())).isEmpty();
        CoreFixture killed = core.killAndRestart();
        assertThat(history(killed, viewer.viewerId()))
                .as("the last checkpoint was written before")
                .isEmpty();
        epoch(killed, other, 1);
        assertThat(history(killed.killAndRestart(), viewer.viewerId())).isEmpty();
    }

    // A Core of an earlier release has checkpoints without it.
    @Test
    void checkpointOfVersion3_isRead_withoutAHistory() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0x4F4D4C33);
        out.writeLong(77);
        out.writeInt(0);
        out.writeInt(1);
        out.writeUTF("v1");
        for (long n : new long[] {5, 3, 1, 1, 1, 0}) {
            out.writeLong(n);
        }
        out.writeDouble(.25);
        out.writeInt(4);
        out.writeInt(1);
        out.writeByte(5);
        out.writeByte(2);
        CRC32C crc = new CRC32C();
        crc.update(bytes.toByteArray());
        out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());

        LedgerCheckpoint.Decoded read = LedgerCheckpoint.decode(bytes.toByteArray());

        assertThat(read.position()).isEqualTo(77);
        assertThat(read.accounts().get(new ViewerId("v1"))).satisfies(a -> {
            assertThat(a.highSeq).isEqualTo(5);
            assertThat(a.epochSeq).isEqualTo(3);
            assertThat(a.epochs).isEqualTo(4);
            assertThat(a.reputation.value()).isEqualTo(.25);
            assertThat(a.raw.seq(0)).isEqualTo(5);
            assertThat(a.history.changes()).isEmpty();
        });
    }
}
