package io.exogenesis.omega.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.DiskText;
import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Consents;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WithdrawalErasureTest {
    private final CoreFixture core = CoreFixture.inMemory();

    /** As if the time had come. */
    private static int erase(CoreFixture core) {
        core.clock.advance(core.settings.ingest().epoch().eraseWithin());
        return core.erasure.runIfDue();
    }

    // What an owner took back must not be found on the disk afterwards.
    @Test
    void withdrawal_isErasedFromTheDisk_othersAreKept() throws IOException {
        core.importTitles(10);
        Registration leaver = core.register();
        Registration stayer = core.register();
        SyncSession staying = core.session(stayer);
        core.push(core.session(leaver), Samples.sample(1, List.of("secret-of-leaver", "t1")), Samples.pattern(2));
        core.push(staying, Samples.sample(1, List.of("secret-of-stayer", "t2")), Samples.pattern(2));
        erase(core);
        core.registry.changeConsents(leaver.viewerId(), Consents.NONE);
        assertThat(DiskText.isOn(core.disk, "secret-of-leaver")).isTrue();

        assertThat(erase(core)).isEqualTo(2);
        assertThat(DiskText.isOn(core.disk, "secret-of-leaver")).isFalse();
        assertThat(DiskText.isOn(core.disk, "secret-of-stayer")).isTrue();
        assertThat(erase(core)).isZero();

        Accounting.Report books = core.accounting.total();
        CoreFixture after = core.restart(((PowerLossFileLayer) core.disk).crash(new Random(3)));
        assertThat(after.accounting.total()).isEqualTo(books);
        assertThat(after.rounds.runNow(true).votes()).isEqualTo(1);
        assertThat(after.accounting.total().pending()).isZero();
    }

    // One segment that could not be read kept all behind it from being erased, for ever.
    @Test
    void segmentThatCannotBeRewritten_keepsNoOtherFromBeingErased_andIsTriedAgain() throws IOException {
        core.importTitles(10);
        Registration first = core.register();
        Registration second = core.register();
        core.push(core.session(first), Samples.sample(1, List.of("secret-of-first", "t1")));
        core.log.seal();
        core.push(core.session(second), Samples.sample(1, List.of("secret-of-second", "t1")));
        core.log.seal();
        core.registry.changeConsents(first.viewerId(), Consents.NONE);
        core.registry.changeConsents(second.viewerId(), Consents.NONE);

        flip(core.disk, "secret-of-first");
        assertThat(erase(core)).isEqualTo(1);
        assertThat(DiskText.isOn(core.disk, "secret-of-second")).isFalse();

        flip(core.disk, "tecret-of-first");
        assertThat(erase(core)).isEqualTo(1);
        assertThat(DiskText.isOn(core.disk, "secret-of-first")).isFalse();
    }

    /** Changes the lowest bits of the first byte of this text on the disk, and back. */
    private static void flip(FileLayer disk, String text) throws IOException {
        for (String name : disk.list()) {
            try (FileLayer.File file = disk.open(name)) {
                ByteBuffer all = ByteBuffer.allocate((int) file.size());
                file.read(0, all);
                int at = new String(all.array(), StandardCharsets.ISO_8859_1).indexOf(text);
                if (at >= 0) {
                    file.write(at, ByteBuffer.wrap(new byte[] {(byte) (text.charAt(0) ^ 's' ^ 't')}));
                }
            }
        }
    }

    @Test
    void withdrawal_afterARound_keepsTheLearnersState() {
        core.importTitles(10);
        List<Registration> viewers = new ArrayList<>();
        for (int v = 0; v < 4; v++) {
            Registration viewer = core.register();
            viewers.add(viewer);
            core.push(core.session(viewer), Samples.pattern(1, Samples.near(5, v), .9));
        }
        core.rounds.runNow(false);
        core.registry.changeConsents(viewers.getFirst().viewerId(), Consents.NONE);
        assertThat(erase(core)).isEqualTo(1);
        CoreFixture after = core.killAndRestart();
        after.rounds.runNow(true);
        assertThat(after.bank.contents().patterns()).hasSize(1);
        assertThat(after.bank.contents().patterns().getFirst().supporters()).isEqualTo(3);
    }

    // A compaction that writes an old entry behind a newer withdrawal must not bring it back.
    @Test
    void entryBehindItsWithdrawal_doesNotCount() {
        Registration viewer = core.register();
        core.push(core.session(viewer), Samples.pattern(1));
        core.registry.changeConsents(viewer.viewerId(), Consents.NONE);
        core.log.append(List.of(new LogEntry.Received(viewer.viewerId(), core.clock.instant(), Samples.pattern(1))));
        assertThat(core.killAndRestart().rounds.runNow(false).votes()).isZero();
    }

    @Test
    void death_betweenWritingAgainAndTheMove_countsOnce() {
        Registration leaver = core.register();
        Registration stayer = core.register();
        core.push(core.session(leaver), Samples.pattern(1));
        core.push(core.session(stayer), Samples.pattern(1));
        core.registry.changeConsents(leaver.viewerId(), Consents.NONE);
        // the stayer's entry was written again, then the process died before the head moved
        core.log.append(List.of(new LogEntry.Received(stayer.viewerId(), core.clock.instant(), Samples.pattern(1))));
        CoreFixture after = core.killAndRestart();
        assertThat(after.accounting.total()).isEqualTo(core.accounting.total());
        assertThat(after.rounds.runNow(true).votes()).isEqualTo(1);
    }
}
