package io.exogenesis.omega.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.CountingFileLayer;
import io.exogenesis.omega.core.port.InMemoryBankStore;
import io.exogenesis.omega.core.port.InMemoryBlobStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.InMemoryViewerStore;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** How much work rounds and withdrawals are, counted in entries, votes and bytes: time would only be true on one machine. */
class RoundWorkTest {
    private static final int HONEST = 400;

    private final CountingFileLayer disk = new CountingFileLayer(new PowerLossFileLayer());
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private final CoreFixture core = CoreFixture.over(
            new InMemoryViewerStore(),
            new InMemoryBankStore(),
            blobs,
            new InMemoryCatalogueStore(),
            disk,
            UnaryOperator.identity());

    private List<Registration> honest() {
        List<Registration> viewers = new ArrayList<>();
        for (int v = 0; v < HONEST; v++) {
            Registration viewer = core.register();
            viewers.add(viewer);
            core.push(
                    core.session(viewer),
                    Samples.pattern(1, Samples.near(v % 20, v), .9),
                    Samples.pattern(2, Samples.near(100 + v % 20, v), .9),
                    Samples.sample(3, List.of("t" + v % 10, "u" + v % 7)));
        }
        return viewers;
    }

    // Every round read the whole epoch before.
    @Test
    void round_readsEveryEntryOnce_andWritesTheAccountsThatChanged() {
        List<Registration> viewers = honest();
        core.rounds.runNow(false);
        long all = core.feed.entriesRead();
        assertThat(all).isEqualTo(3L * HONEST);
        int whole = blobs.read(core.bankStore.head().ledgerBlob()).length;

        core.push(core.session(viewers.getFirst()), Samples.pattern(4, Samples.near(3, 9), .9));
        core.rounds.runNow(false);
        assertThat(core.feed.entriesRead()).isEqualTo(all + 1);
        assertThat(blobs.read(core.bankStore.head().ledgerBlob()).length).isLessThan(whole / 5);
        assertThat(core.restart(disk).accounting.total()).isEqualTo(core.accounting.total());
    }

    // One viewer that pushes whatever its rate allows, for an epoch, beside honest ones.
    @Test
    void flood_ofOneViewer_addsNoMoreThanItsPlacesToARound_andItsQuotaToTheLog() {
        honest();
        RoundRecord quiet = core.rounds.runNow(false);
        long readQuiet = core.feed.entriesRead();
        long bytesQuiet = core.epoch.status(0).bytes();

        SyncSession flood = core.session(core.register());
        long seq = 1;
        int refused = 0;
        for (int frame = 0; frame < 120; frame++) {
            core.clock.advance(Duration.ofSeconds(1));
            Contribution[] many = new Contribution[64];
            for (int i = 0; i < many.length; i++) {
                // by turns new ids, which take places, and the same ones again, which take none
                many[i] = frame % 2 == 0
                        ? Samples.pattern(seq + i)
                        : new Contribution(seq + i, Samples.pattern(1 + i).payload());
            }
            boolean taken = core.push(flood, many).hasPushAck();
            seq += taken ? many.length : 0;
            refused += taken ? 0 : 1;
        }
        RoundRecord flooded = core.rounds.runNow(false);
        int places = core.settings.ingest().epoch().patterns();
        int most = core.settings.ingest().epoch().acceptedPerEpoch();
        assertThat(refused).isGreaterThan(60);
        assertThat(flooded.votes() - quiet.votes()).isLessThanOrEqualTo(places);
        assertThat(flooded.votes()).isLessThanOrEqualTo(quiet.votes() * 110 / 100);
        assertThat(core.feed.entriesRead() - readQuiet).isLessThanOrEqualTo(most);
        assertThat(core.epoch.status(0).bytes() - bytesQuiet).isLessThan(most * 800L);

        // and once it has had its share, rounds read nothing more of it
        long before = core.feed.entriesRead();
        core.rounds.runNow(false);
        assertThat(core.feed.entriesRead()).isEqualTo(before);
    }

    // Toggling a consent beside many who wait rewrote the whole log each time.
    @Test
    void toggling_aConsent_touchesTheSegmentsOfThatViewerOnly_onceAPass() {
        honest();
        Registration toggler = core.register();
        long written = disk.written();
        long read = disk.read();
        long seq = 1;
        for (int second = 0; second < 60; second++) {
            core.clock.advance(Duration.ofSeconds(2));
            core.push(core.session(toggler), Samples.pattern(seq++));
            core.registry.changeConsents(toggler.viewerId(), Consents.NONE);
            core.registry.changeConsents(toggler.viewerId(), Consents.ALL);
            core.erasure.runIfDue();
        }
        core.clock.advance(Duration.ofMinutes(10));
        int erased = 0;
        for (int call = 0; call < 10; call++) {
            erased += core.erasure.runIfDue();
        }
        assertThat(erased).isEqualTo(60);
        // what it pushed, what it withdrew, and its own segments once
        long own = 60 * 800L;
        long segments = 6 * (16L << 10);
        assertThat(disk.written() - written).isLessThan(2 * own + segments);
        assertThat(disk.read() - read).isLessThan(3 * (own + segments));
    }
}
