package io.exogenesis.omega.viewer.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.ContentSpace;
import io.exogenesis.omega.viewer.TestCatalogue;
import java.nio.ByteBuffer;
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
        List<CatalogueEntry> entries = TestCatalogue.entries(4);
        ContentSpace content = ContentSpace.of(
                entries.stream().map(e -> e.item().id()).toList(),
                entries.stream().map(CatalogueEntry::embedding).toList());
        return new Catalogue(3, entries.stream().map(CatalogueEntry::item).toList(), content);
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
        SplittableRandom random = new SplittableRandom(1);
        for (int n = 0; n < 2_000; n++) {
            byte[] bytes = Arrays.copyOf(BYTES, random.nextInt(BYTES.length + 100));
            for (int flips = random.nextInt(4); flips > 0 && bytes.length > 40; flips--) {
                bytes[20 + random.nextInt(bytes.length - 20)] = (byte) random.nextInt();
            }
            assertThatCode(() -> ReadyCatalogue.decoded(ByteBuffer.wrap(bytes), SOURCE, 3))
                    .doesNotThrowAnyException();
        }
    }
}
