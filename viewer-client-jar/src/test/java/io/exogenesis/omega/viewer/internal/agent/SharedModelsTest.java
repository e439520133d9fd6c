package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedModelsTest {
    @TempDir
    Path directory;

    private final List<MediaItem> items = TestCatalogue.catalogue(10).items();

    private Catalogue hosts(SharedModels shared) {
        return shared.models().hostCatalogue().orElseThrow();
    }

    // The two were embedded by two pieces of code, and their titles lay in slightly different places.
    @Test
    void useCatalogue_keptOrNot_isTheSame() {
        try (SharedModels one = TestAgents.shared(directory.resolve("one"));
                SharedModels other = TestAgents.shared(directory.resolve("other"))) {
            one.useCatalogue(items);
            List<Integer> told = Collections.synchronizedList(new ArrayList<>());
            other.useCatalogue(items, 7, told::add);
            assertThat(hosts(one).content().raw()).isPresent();
            assertThat(hosts(one).content().mean())
                    .isEqualTo(hosts(other).content().mean());
            assertThat(hosts(one).content().int8().codes())
                    .isEqualTo(hosts(other).content().int8().codes());
            assertThat(hosts(one).version()).isZero();
            assertThat(one.useKeptCatalogue()).isFalse();
            assertThat(other.useKeptCatalogue()).isTrue();
            assertThat(told)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, items.size()).boxed().toList());
        }
    }
}
