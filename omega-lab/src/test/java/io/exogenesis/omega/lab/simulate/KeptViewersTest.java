package io.exogenesis.omega.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptViewersTest {
    @TempDir
    Path data;

    // What was made and not acknowledged may be at the Core: forgotten, it would count as doubled.
    @Test
    void write_viewersWithSomethingUnderWay_areReadBack() {
        List<KeptViewers.Kept> viewers =
                List.of(new KeptViewers.Kept("a", "t", 8, 1, 12), new KeptViewers.Kept("b", "u", 0, 0, 0));
        new KeptViewers(data).write(viewers);
        assertThat(new KeptViewers(data).read()).isEqualTo(viewers);
    }

    @Test
    void read_lineOfAnEarlierRelease_hadNothingUnderWay() throws IOException {
        Files.createDirectories(data.resolve("simulate"));
        Files.writeString(data.resolve("simulate").resolve("viewers.tsv"), "a\tt\t8\t1\n");
        assertThat(new KeptViewers(data).read()).containsExactly(new KeptViewers.Kept("a", "t", 8, 1, 8));
    }

    @Test
    void close_ofAKeeper_writesWhatViewersHaveNow() {
        KeptViewers file = new KeptViewers(data);
        List<KeptViewers.Kept> all =
                List.of(new KeptViewers.Kept("a", "t", 8, 1, 12), new KeptViewers.Kept("b", "u", 0, 0, 0));
        SimViewer.World world = new SimViewer.World(null, null, null, false);
        new LedgerKeeper(file, all, List.of(new SimViewer(0, all.getFirst(), world))).close();
        assertThat(file.read()).isEqualTo(all);
    }
}
