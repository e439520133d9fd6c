package io.exogenesis.omega.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltInCatalogueTest {
    @Test
    void titles_allReadable_withYearAndGenres_eachIdOnce() {
        List<MediaItem> titles = BuiltInCatalogue.titles();
        assertThat(titles).hasSizeGreaterThan(450);
        assertThat(titles).allSatisfy(t -> {
            assertThat(t.year()).isPresent();
            assertThat(t.genres()).isNotEmpty();
            assertThat(t.description()).isNotBlank();
        });
        assertThat(titles.stream().map(MediaItem::id).distinct()).hasSameSizeAs(titles);
    }
}
