package io.exogenesis.omega.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.adapter.file.FileBlobStore;
import io.exogenesis.omega.core.adapter.jpa.JpaBankStore;
import io.exogenesis.omega.core.adapter.jpa.JpaCatalogueStore;
import io.exogenesis.omega.core.adapter.jpa.JpaViewerStore;
import io.exogenesis.omega.core.adapter.jpa.TestDatabase;
import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.bank.PatternFilter;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.journal.FileLayer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data of an older Core opens and goes on; what is in each archive stands in the README beside it. */
public class FormerDataTest {
    private static final String OF_85BFCD3 = "/data-of-85bfcd3/data.zip";

    @TempDir
    Path data;

    /** The data directory of 85bfcd3. */
    public static void unzip(Path into) throws IOException {
        unzip(OF_85BFCD3, into);
    }

    private static void unzip(String resource, Path into) throws IOException {
        try (InputStream in = Objects.requireNonNull(FormerDataTest.class.getResourceAsStream(resource));
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                Path to = into.resolve(e.getName());
                Files.createDirectories(e.isDirectory() ? to : Objects.requireNonNull(to.getParent()));
                if (!e.isDirectory()) {
                    Files.copy(zip, to);
                }
            }
        }
    }

    private static CoreFixture open(TestDatabase database, BlobStore blobs, Path data) {
        TestClock clock = new TestClock();
        return CoreFixture.over(
                new JpaViewerStore(database),
                new JpaBankStore(database, clock),
                blobs,
                new JpaCatalogueStore(database),
                FileLayer.directory(data.resolve("journal")),
                UnaryOperator.identity());
    }

    // A killed Core of 85bfcd3: all that it had acknowledged is there, and is decided once.
    @Test
    void dataOf85bfcd3_opens_runsARoundAndClosesTheEpoch() throws Exception {
        unzip(data);
        try (TestDatabase database = TestDatabase.existing(data.resolve("derby"))) {
            BlobStore blobs = new FileBlobStore(data.resolve("state"));
            CoreFixture core = open(database, blobs, data);
            Accounting.Report before = core.accounting.total();
            assertThat(before.viewers()).isEqualTo(150);
            assertThat(core.viewerStore.page(0, 150))
                    .as("nobody was asked for a larger sample")
                    .allSatisfy(row -> assertThat(row.consents().largeSample()).isFalse())
                    .allSatisfy(row -> assertThat(row.consents().sample()).isTrue());
            assertThat(before.acknowledged()).isEqualTo(632);
            assertThat(before.decided()).isEqualTo(new Accounting.Decided(162, 0, 0));
            assertThat(before.pending()).isEqualTo(470);
            assertThat(core.catalogue.status().items()).isEqualTo(556);
            BankHead head = core.bankStore.head();
            assertThat(head.round()).isEqualTo(3);
            assertThat(core.bank.contents().patterns())
                    .hasSize(3)
                    .allSatisfy(p -> assertThat(core.bank.search(p.embedding(), 1, PatternFilter.ALL))
                            .as("the index finds each by its own embedding")
                            .singleElement()
                            .satisfies(found -> assertThat(found.pattern()).isEqualTo(p)));
            assertThat(core.bank.itemModel().orElseThrow().version()).isEqualTo(1);
            assertThat(core.bankStore.rounds(10, RoundRecord.MAX_DECISIONS))
                    .extracting(RoundRecord::round)
                    .containsExactly(3L, 2L, 1L);
            assertThat(core.bank.contents().patterns())
                    .allSatisfy(p -> assertThat(core.bankStore.decisions(p.id(), 10))
                            .as("why it was admitted")
                            .isNotEmpty());
            assertThat(core.embedder.calls).as("no text is embedded again").hasValue(0);

            core.clock.advance(
                    Duration.between(core.clock.instant(), head.epochStartedAt().plusSeconds(600)));
            RoundRecord round = core.rounds.runNow(false);
            assertThat(round.round()).isEqualTo(4);
            assertThat(round.votes()).isEqualTo(482);
            assertThat(round.rows()).isEqualTo(150);
            assertThat(core.accounting.total().acknowledged()).isEqualTo(632);
            assertThat(core.bank.contents().patterns()).hasSizeGreaterThanOrEqualTo(3);

            core.rounds.runNow(true);
            Accounting.Report closed = core.accounting.total();
            assertThat(closed.acknowledged()).isEqualTo(632);
            assertThat(closed.pending()).isZero();
            assertThat(closed.decided().admitted()
                            + closed.decided().refused()
                            + closed.decided().expired())
                    .isEqualTo(632);
            core.log.close();

            CoreFixture after = open(database, blobs, data);
            assertThat(after.accounting.total()).isEqualTo(closed);
            assertThat(after.bankStore.head().epoch()).isEqualTo(1);
            assertThat(after.epoch.status(0).standing()).isEqualTo(150);
            assertThat(after.rounds.runNow(true).rows()).isEqualTo(150);
            after.log.close();
        }
    }
}
