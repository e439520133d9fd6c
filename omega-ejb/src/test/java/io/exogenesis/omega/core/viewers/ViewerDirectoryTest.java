package io.exogenesis.omega.core.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.port.InMemoryViewerStore;
import io.exogenesis.omega.core.port.ViewerStore.ViewerRow;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViewerDirectoryTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    // More than are read at once; two of them were registered in the same millisecond on the border.
    @Test
    void load_moreThanAPage_knowsEachOnce() {
        InMemoryViewerStore store = new InMemoryViewerStore() {
            @Override
            public synchronized List<ViewerRow> page(int offset, int limit) {
                assertThat(limit).isLessThanOrEqualTo(10_000);
                return super.page(offset, limit);
            }
        };
        List<String> codes = IntStream.range(0, 10_002).mapToObj(i -> "c" + i).toList();
        store.addCodes(codes, T0);
        for (int i = 0; i < codes.size(); i++) {
            store.enrol(
                    codes.get(i),
                    Instant.EPOCH,
                    new ViewerRow(
                            new ViewerId("v" + i),
                            Optional.empty(),
                            Consents.ALL,
                            T0.plusSeconds(i / 3),
                            Optional.empty(),
                            Optional.empty()));
        }
        store.revoke(new ViewerId("v10001"), T0);
        ViewerDirectory directory = new ViewerDirectory(store);
        directory.load();
        assertThat(directory.count()).isEqualTo(10_001);
        assertThat(directory.removed()).isEqualTo(1);
        assertThat(IntStream.range(0, 10_001)).allMatch(i -> directory.mayTakePart(new ViewerId("v" + i)));
    }
}
