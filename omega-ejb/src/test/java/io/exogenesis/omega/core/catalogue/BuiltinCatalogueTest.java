package io.exogenesis.omega.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.MediaItem;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltinCatalogueTest {
    @Test
    void titles_allReadable_withYearAndGenres_eachIdOnce() {
        List<MediaItem> titles = BuiltinCatalogue.titles();
        assertThat(titles).hasSizeGreaterThan(450);
        assertThat(titles).allSatisfy(t -> {
            assertThat(t.year()).isPresent();
            assertThat(t.genres()).isNotEmpty();
            assertThat(t.description()).isNotBlank();
        });
        assertThat(titles.stream().map(MediaItem::id).distinct()).hasSameSizeAs(titles);
    }
}
