package io.exogenesis.omega.ops.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.HeapNeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeapSizeTest {
    private static final long LARGE = 64_000;

    @Test
    void of_noSetting_whatTheDefaultViewersNeed() {
        HeapSize size = HeapSize.of(Map.of(), LARGE);
        assertThat(size.megabytes()).isEqualTo(new HeapNeed(HeapNeed.DEFAULT_VIEWERS).megabytes());
        assertThat(size.option()).isEqualTo("-Xmx" + size.megabytes() + "m");
        assertThat(size.shortage()).isEmpty();
    }

    @Test
    void of_fewViewers_theLeast() {
        assertThat(HeapSize.of(Map.of(HeapSize.VIEWERS, "1000"), LARGE).megabytes())
                .isEqualTo(HeapNeed.LEAST_MEGABYTES);
    }

    /** A heap larger than the machine would be worse than a small one: the system would kill the Core. */
    @Test
    void of_smallMachine_cappedAndSaidInOneLine() {
        HeapSize size = HeapSize.of(Map.of(), 1024);
        assertThat(size.megabytes()).isEqualTo(512);
        assertThat(size.shortage())
                .hasValueSatisfying(line -> assertThat(line)
                        .contains("512 MB", "100000 viewers", "1024 MB", HeapSize.VIEWERS + " to at most 5461")
                        .doesNotContain("\n"));
        assertThat(HeapSize.of(Map.of(HeapSize.VIEWERS, "5461"), 1024).shortage())
                .as("what the line advises helps")
                .isEmpty();
    }

    /** No number of viewers helps there, and the line must not ask for one. */
    @Test
    void of_heapBelowThatOfAnyCore_saysTheLeast_andWhatGivesIt() {
        HeapSize small = HeapSize.of(Map.of(HeapSize.VIEWERS, "1"), 600);
        assertThat(small.shortage())
                .hasValue("the heap is 300 MB, and any Core needs at least 512 MB: "
                        + "give it a machine of at least 1024 MB (this one has 600 MB)");
        assertThat(HeapSize.of(Map.of(HeapSize.VIEWERS, "1"), 1024).shortage())
                .as("what the line advises helps")
                .isEmpty();
        HeapSize set = HeapSize.of(Map.of(HeapSize.OVERRIDE, "256m"), LARGE);
        assertThat(set.shortage())
                .hasValue("the heap is 256 MB, and any Core needs at least 512 MB: set OMEGA_HEAP to at least 512m");
    }

    @Test
    void of_override_winsAndIsStillChecked() {
        assertThat(HeapSize.of(Map.of(HeapSize.OVERRIDE, "3g"), 1024).megabytes())
                .isEqualTo(3072);
        assertThat(HeapSize.of(Map.of(HeapSize.OVERRIDE, "600m"), LARGE).shortage())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "much", "3", "-1g", "100m", "99999999999g", "3gb"})
    void of_overrideThatIsNoSize_refusedInOneLine(String size) {
        assertThatThrownBy(() -> HeapSize.of(Map.of(HeapSize.OVERRIDE, size), LARGE))
                .isInstanceOfSatisfying(
                        CoreProblem.class, p -> assertThat(p.isUsage()).isTrue())
                .hasMessageContaining("OMEGA_HEAP")
                .hasMessageContaining("3g");
    }

    /** Would catch a page or a configuration whose heap no longer carries the viewers that the Core admits by default. */
    @ParameterizedTest
    @ValueSource(strings = {"liberty-config/jvm.options", "docs/deploy.md"})
    void filesThatStateAHeap_carryTheDefaultViewers(String file) throws IOException {
        String text = Files.readString(Path.of("..").resolve(file));
        assertThat(text).contains("-XX:+ExitOnOutOfMemoryError");
        Matcher heap = Pattern.compile("(?m)^-Xmx(\\d+)g$").matcher(text);
        assertThat(heap.find()).isTrue();
        assertThat(Long.parseLong(heap.group(1)) * 1024)
                .isGreaterThanOrEqualTo(new HeapNeed(HeapNeed.DEFAULT_VIEWERS).megabytes());
    }

    /** The Core names a wrong setting in the words of all settings; the heap must not be in its way. */
    @Test
    void of_viewersThatAreNoNumber_leftToTheCore() {
        assertThat(HeapSize.of(Map.of(HeapSize.VIEWERS, "many"), LARGE).megabytes())
                .isEqualTo(HeapSize.of(Map.of(), LARGE).megabytes());
    }
}
