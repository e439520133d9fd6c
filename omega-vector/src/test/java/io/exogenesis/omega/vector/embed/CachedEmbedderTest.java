package io.exogenesis.omega.vector.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachedEmbedderTest {
    private final Recording behind = new Recording();
    private final CachedEmbedder cache = new CachedEmbedder(behind, 2);

    @Test
    void embed_sameTextTwice_asksOnce() {
        assertThat(cache.embed("a")).isEqualTo(cache.embed("a"));
        assertThat(behind.asked).containsExactly("a");
        assertThat(cache.hits()).isEqualTo(1);
        assertThat(cache.misses()).isEqualTo(1);
    }

    // Least recently *used*, not first in: "a" is asked for again before "c" comes.
    @Test
    void embed_overCapacity_forgetsTheLeastRecentlyUsed() {
        cache.embed("a");
        cache.embed("b");
        cache.embed("a");
        cache.embed("c");
        cache.embed("a");
        cache.embed("b");
        assertThat(behind.asked).containsExactly("a", "b", "c", "b");
    }

    @Test
    void embed_callerChangesTheVector_doesNotChangeWhatIsRemembered() {
        cache.embed("a")[0] = 9;
        cache.embed("a")[0] = 9;
        assertThat(cache.embed("a")[0]).isEqualTo(1);
    }

    @Test
    void embed_veryLongText_isNotRemembered() {
        String text = "x".repeat(CachedEmbedder.MAX_REMEMBERED_TEXT + 1);
        cache.embed(text);
        cache.embed(text);
        assertThat(behind.asked).hasSize(2);
    }

    @Test
    void nameAndClose_goToTheEmbedderBehind() {
        assertThat(cache.name()).isEqualTo("recording");
        cache.close();
        assertThat(behind.closed).isTrue();
    }

    @Test
    void construct_withoutRoom_isRefused() {
        assertThatThrownBy(() -> new CachedEmbedder(behind, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static final class Recording implements Embedder {
        final List<String> asked = new ArrayList<>();
        boolean closed;

        @Override
        public String name() {
            return "recording";
        }

        @Override
        public float[] embed(String text) {
            asked.add(text);
            return new float[] {text.length() == 1 ? 1 : 2};
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
