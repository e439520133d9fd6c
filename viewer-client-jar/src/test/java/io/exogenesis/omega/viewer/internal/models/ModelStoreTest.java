package io.exogenesis.omega.viewer.internal.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.internal.agent.TestCatalogue;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.CataloguePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
    @TempDir
    Path directory;

    private final AtomicInteger fetched = new AtomicInteger();

    private static List<CataloguePage> pages(long version) {
        CataloguePage.Builder page =
                CataloguePage.newBuilder().setVersion(version).setLast(true);
        TestCatalogue.entries(2).forEach(e -> page.addItems(WireCodec.toWire(e)));
        for (int i = 0; i < 384; i++) {
            page.addMean(.001f);
        }
        return List.of(page.build());
    }

    private Supplier<List<CataloguePage>> counted(long version) {
        return () -> {
            fetched.incrementAndGet();
            return pages(version);
        };
    }

    @Test
    void catalogue_askedByManyAtOnce_fetchedOnce() {
        ModelStore store = new ModelStore(directory);
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<Catalogue>> asked = IntStream.range(0, 50)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                go.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            return store.catalogue("bank", 1, counted(1));
                        },
                        Thread::startVirtualThread))
                .toList();
        go.countDown();
        Catalogue first = asked.getFirst().join();
        assertThat(asked).allMatch(f -> f.join() == first);
        assertThat(fetched).hasValue(1);
    }

    @Test
    void catalogue_fetchFailed_nextOneFetchesAgain() {
        ModelStore store = new ModelStore(directory);
        assertThatThrownBy(() -> store.catalogue("bank", 1, () -> {
                    throw new ViewerException("away");
                }))
                .hasMessage("away");
        assertThat(store.catalogue("bank", 1, counted(1)).size()).isEqualTo(6);
    }

    @Test
    void keptCatalogue_afterRestart_fromDisk() {
        new ModelStore(directory).catalogue("bank", 3, counted(3));
        ModelStore store = new ModelStore(directory);
        assertThat(store.keptCatalogue("bank", 3))
                .hasValueSatisfying(c -> assertThat(c.size()).isEqualTo(6));
        assertThat(store.keptCatalogue("other", 3)).isEmpty();
        store.catalogue("bank", 3, counted(3));
        assertThat(fetched).hasValue(1);
    }

    @Test
    void keptCatalogue_versionGone_newestOfTheBank() {
        ModelStore store = new ModelStore(directory);
        for (long version = 1; version <= 6; version++) {
            store.catalogue("bank", version, counted(version));
        }
        try (var files = Files.list(directory)) {
            assertThat(files.filter(f -> f.getFileName().toString().startsWith("catalogue-")))
                    .hasSize(3);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        assertThat(new ModelStore(directory).keptCatalogue("bank", 1).map(Catalogue::version))
                .contains(6L);
    }

    private Path file(String kind) {
        return directory.resolve(kind + "-bank-v1.omega");
    }

    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void catalogue_fileDamaged_fetchedAgain() throws IOException {
        new ModelStore(directory).catalogue("bank", 1, counted(1));
        damage(file("catalogue"));
        Files.delete(file("ready"));
        ModelStore store = new ModelStore(directory);
        assertThat(store.keptCatalogue("bank", 1)).isEmpty();
        store.catalogue("bank", 1, counted(1));
        assertThat(fetched).hasValue(2);
    }

    // Files that an interrupted thread uses are closed under it: a host's titles were gone until the next repair.
    @Test
    void keptCatalogue_onAnInterruptedThread_isRead() {
        new ModelStore(directory).catalogue("bank", 1, counted(1));
        Thread.currentThread().interrupt();
        Optional<Catalogue> kept = new ModelStore(directory).keptCatalogue("bank", 1);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(kept).isPresent();
    }

    private static void assertSame(Catalogue one, Catalogue other) {
        assertThat(one.version()).isEqualTo(other.version());
        assertThat(one.items()).isEqualTo(other.items());
        assertThat(one.content().ids()).isEqualTo(other.content().ids());
        assertThat(one.content().mean()).isEqualTo(other.content().mean());
        assertThat(one.content().int8().codes())
                .isEqualTo(other.content().int8().codes());
        assertThat(one.content().int8().scales())
                .isEqualTo(other.content().int8().scales());
        assertThat(one.content().centredRows()).isEqualTo(other.content().centredRows());
        for (int j = 0; j < one.size(); j++) {
            assertThat(one.placeById(j)).isEqualTo(other.placeById(j));
            assertThat(one.atPlace(j)).isEqualTo(other.atPlace(j));
        }
    }

    /** Would catch a start that recommends otherwise because it was quicker. */
    @Test
    void keptCatalogue_ready_isTheOneOfItsSource() throws IOException {
        Catalogue made = new ModelStore(directory).catalogue("bank", 1, counted(1));
        damage(file("catalogue")); // so that it can only be the ready one
        assertSame(new ModelStore(directory).keptCatalogue("bank", 1).orElseThrow(), made);
    }

    @Test
    void keptCatalogue_readyDamagedOrMissing_madeAnewFromItsSource() throws IOException {
        Catalogue made = new ModelStore(directory).catalogue("bank", 1, counted(1));
        byte[] ready = Files.readAllBytes(file("ready"));
        damage(file("ready"));
        assertSame(new ModelStore(directory).keptCatalogue("bank", 1).orElseThrow(), made);
        assertThat(file("ready")).hasBinaryContent(ready);
        Files.delete(file("ready"));
        assertSame(new ModelStore(directory).keptCatalogue("bank", 1).orElseThrow(), made);
        assertThat(file("ready")).hasBinaryContent(ready);
    }

    /** Would catch titles of yesterday under the number of today: a file of the same name may have come again. */
    @Test
    void keptCatalogue_readyOfAnotherSource_madeAnew() throws IOException {
        new ModelStore(directory).catalogue("bank", 1, counted(1));
        byte[] stale = Files.readAllBytes(file("ready"));
        Files.delete(file("catalogue"));
        List<CataloguePage> fewer =
                List.of(pages(1).getFirst().toBuilder().removeItems(0).build());
        Catalogue made = new ModelStore(directory).catalogue("bank", 1, () -> fewer);
        Files.write(file("ready"), stale);
        assertSame(new ModelStore(directory).keptCatalogue("bank", 1).orElseThrow(), made);
    }

    /** Would catch a guess that is not joined, or one that keeps the right answer from who asks for something else. */
    @Test
    void readAhead_askedForItOrForAnother_getsWhatItAskedFor() throws IOException {
        new ModelStore(directory).catalogue("bank", 1, counted(1));
        new ModelStore(directory).catalogue("other-v2", 7, counted(7));
        Files.writeString(directory.resolve("catalogue-x.omega"), "of somebody else");
        Files.setLastModifiedTime(
                directory.resolve("catalogue-other-v2-v7.omega"),
                FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(new ModelFiles(directory).latest("catalogue"))
                .contains(new ModelFiles.Key("catalogue", "other-v2", 7));
        ModelStore store = new ModelStore(directory);
        store.readAhead((model, titles) -> {});
        assertThat(store.keptCatalogue("bank", 1).map(Catalogue::version)).contains(1L);
        assertThat(store.keptCatalogue("other-v2", 7).map(Catalogue::version)).contains(7L);
        assertThat(store.keptCatalogue("third", 1)).isEmpty();
    }

    @Test
    void readAhead_nothingKeptOrDamaged_isNoError() throws IOException {
        ModelStore empty = new ModelStore(directory);
        empty.readAhead((model, titles) -> {});
        assertThat(empty.keptCatalogue("bank", 1)).isEmpty();
        Files.writeString(directory.resolve("catalogue-bank-v1.omega"), "no catalogue");
        Files.writeString(directory.resolve("items-bank-v1.omega"), "no item model");
        ModelStore store = new ModelStore(directory);
        store.readAhead((model, titles) -> {});
        assertThat(store.keptCatalogue("bank", 1)).isEmpty();
        assertThat(store.keptItemModel("bank", 1)).isEmpty();
        assertThat(store.catalogue("bank", 1, counted(1)).size()).isEqualTo(6);
    }

    /** The bank's id comes from outside and becomes part of a file name. */
    @Test
    void catalogue_bankIdThatWouldLeaveTheDirectory_staysInside() throws IOException {
        new ModelStore(directory.resolve("in")).catalogue("../../evil", 1, counted(1));
        try (var files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allMatch(f -> f.getParent().endsWith("in"));
        }
    }

    @Test
    void catalogue_pagesWithoutMean_refused() {
        List<CataloguePage> pages =
                List.of(pages(1).getFirst().toBuilder().clearMean().build());
        assertThatThrownBy(() -> new ModelStore(directory).catalogue("bank", 1, () -> pages))
                .isInstanceOf(ViewerException.class)
                .hasMessageContaining("a mean of 0 values");
    }
}
