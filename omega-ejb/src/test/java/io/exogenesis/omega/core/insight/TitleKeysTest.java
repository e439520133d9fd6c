package io.exogenesis.omega.core.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.catalogue.PublishedCatalogue;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.model.MediaId;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TitleKeysTest {
    private final CoreFixture core = CoreFixture.inMemory();
    private final AtomicInteger hashes = new AtomicInteger();
    private final TitleKeys titles = new TitleKeys(counting());

    private Keys counting() {
        Keys keys = new Keys(core.keyDirectory) {
            @Override
            public String pseudonym(String name) {
                hashes.incrementAndGet();
                return super.pseudonym(name);
            }
        };
        keys.open();
        return keys;
    }

    private PublishedCatalogue catalogue(int titles) {
        core.importTitles(titles);
        return core.catalogue.published().orElseThrow();
    }

    // Each answer about trends hashed the whole catalogue, and each round every title of every sample.
    @Test
    void title_askedAgain_hashesNothing() {
        PublishedCatalogue catalogue = catalogue(30);
        MediaId id = Samples.title(7).id();
        long key = titles.key(id);
        for (int i = 0; i < 10; i++) {
            assertThat(titles.title(key, catalogue)).contains(Samples.title(7));
            assertThat(titles.key(id)).isEqualTo(key);
        }
        assertThat(hashes).hasValue(30);
        assertThat(titles.title(key + 1, catalogue)).isEmpty();
    }

    @Test
    void title_ofANewerCatalogue_isFound() {
        long key = titles.key(Samples.title(35).id());
        assertThat(titles.title(key, catalogue(30))).isEmpty();
        assertThat(titles.title(key, catalogue(40))).contains(Samples.title(35));
        assertThat(hashes).hasValue(40);
    }

    @Test
    void key_ofMoreTitlesThanACatalogueHas_remembersNoMore() {
        TitleKeys few = new TitleKeys(counting(), 10);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 25; i++) {
                few.key(Samples.title(i).id());
            }
        }
        assertThat(few.remembered()).isLessThanOrEqualTo(10);
        assertThat(few.key(Samples.title(3).id()))
                .isEqualTo(titles.key(Samples.title(3).id()));
    }
}
