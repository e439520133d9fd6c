package io.exogenesis.omega.viewer.internal.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.vector.search.SearchSpace;
import io.exogenesis.omega.viewer.internal.agent.TestCatalogue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReadyCatalogueTest {
    private static final int SOURCE = 77;
    private static final Catalogue CATALOGUE = catalogue();
    private static final byte[] BYTES =
            ReadyCatalogue.encoded(CATALOGUE, SOURCE).orElseThrow();

    private static Catalogue catalogue() {
        return catalogue(TestCatalogue.entries(4));
    }

    private static Catalogue catalogue(List<CatalogueEntry> entries) {
        ContentSpace content = ContentSpace.of(
                entries.stream().map(e -> e.item().id()).toList(),
                entries.stream().map(CatalogueEntry::embedding).toList());
        return new Catalogue(
                3, entries.stream().map(CatalogueEntry::item).toList(), content, SearchSpace.of(content, entries));
    }

    /** Every second title has a description that lies where the title before it lies. */
    private static Catalogue described() {
        List<CatalogueEntry> entries = new ArrayList<>(TestCatalogue.entries(4));
        for (int i = 1; i < entries.size(); i += 2) {
            MediaItem item = entries.get(i).item();
            entries.set(
                    i,
                    new CatalogueEntry(
                            item.toBuilder().description("Sharks " + i).build(),
                            entries.get(i).embedding(),
                            entries.get(i - 1).embedding()));
        }
        return catalogue(entries);
    }

    /** Would catch a search that finds other titles after a restart than before it. */
    @Test
    void decoded_ofTitlesWithDescriptions_searchesAsBefore() {
        Catalogue before = described();
        byte[] bytes = ReadyCatalogue.encoded(before, SOURCE).orElseThrow();
        Catalogue after =
                ReadyCatalogue.decoded(ByteBuffer.wrap(bytes), SOURCE, 3).orElseThrow();
        assertThat(after.items()).isEqualTo(before.items());
        try (TestCatalogue.GenreEmbedder embedder = new TestCatalogue.GenreEmbedder()) {
            assertThat(after.search().find("Space sharks", embedder).scores())
                    .isEqualTo(before.search().find("Space sharks", embedder).scores());
        }
        assertThat(ReadyCatalogue.encoded(after, SOURCE)).contains(bytes);
    }

    @Test
    void decoded_encoded_isTheSame() {
        Catalogue read =
                ReadyCatalogue.decoded(ByteBuffer.wrap(BYTES), SOURCE, 3).orElseThrow();
        List<MediaItem> items = CATALOGUE.items();
        assertThat(read.items()).isEqualTo(items);
        assertThat(read.content().centredRows()).isEqualTo(CATALOGUE.content().centredRows());
        assertThat(read.facts()).hasToString(CATALOGUE.facts().toString());
        assertThat(ReadyCatalogue.encoded(read, SOURCE)).contains(BYTES);
    }

    @Test
    void decoded_ofAnotherSourceVersionOrForm_isNone() {
        assertThat(ReadyCatalogue.decoded(ByteBuffer.wrap(BYTES), SOURCE + 1, 3))
                .isEmpty();
        assertThat(ReadyCatalogue.decoded(ByteBuffer.wrap(BYTES), SOURCE, 4)).isEmpty();
        byte[] later = BYTES.clone();
        ByteBuffer.wrap(later).putInt(4, 1_000);
        assertThat(ReadyCatalogue.decoded(ByteBuffer.wrap(later), SOURCE, 3)).isEmpty();
    }

    /** Would catch an exception that leaves a viewer without a catalogue whose source lies beside it. */
    @Test
    void decoded_anyLengthAndAnyDamage_throwsNothing() {
        damaged(BYTES);
        damaged(ReadyCatalogue.encoded(described(), SOURCE).orElseThrow());
    }

    private static void damaged(byte[] whole) {
        SplittableRandom random = new SplittableRandom(1);
        for (int n = 0; n < 2_000; n++) {
            byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 100));
            for (int flips = random.nextInt(4); flips > 0 && bytes.length > 40; flips--) {
                bytes[20 + random.nextInt(bytes.length - 20)] = (byte) random.nextInt();
            }
            assertThatCode(() -> ReadyCatalogue.decoded(ByteBuffer.wrap(bytes), SOURCE, 3))
                    .doesNotThrowAnyException();
        }
    }
}
