package io.exogenesis.omega.core.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.port.ViewerStore.ViewerRow;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DerbyDialectTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    /** Files that hold this text. */
    private List<String> holding(String text) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> read(f).contains(text))
                    .map(f -> f.getFileName().toString())
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ViewerRow row(int i, String name) {
        return new ViewerRow(
                new ViewerId("v" + i), Optional.of(name), Consents.ALL, T0, Optional.empty(), Optional.empty());
    }

    // The name that an owner took back stood in the transaction log, a deleted row's in the table's pages.
    @Test
    void scrub_afterRemovals_namesAreInNoFile() throws IOException, SQLException {
        try (TestDatabase database = TestDatabase.in(directory.resolve("derby"))) {
            JpaViewerStore store = new JpaViewerStore(database);
            List<String> codes =
                    IntStream.range(0, 300).mapToObj("%064x"::formatted).toList();
            store.addCodes(codes, T0);
            List<String> names = List.of("Withdrawnsname", "Removedsname", "Deletedsname");
            for (int i = 0; i < codes.size(); i++) {
                int special = i - 150;
                String name = special >= 0 && special < 3 ? names.get(special) : "Somebody" + i;
                store.enrol(codes.get(i), Instant.EPOCH, row(i, name));
            }
            store.scrub();
            assertThat(holding("Deletedsname")).isNotEmpty();
            store.changeConsents(new ViewerId("v150"), Consents.NONE);
            store.revoke(new ViewerId("v151"), T0);
            store.revoke(new ViewerId("v152"), T0);
            store.delete(List.of(new ViewerId("v152")));
            store.scrub();
            for (String name : names) {
                assertThat(holding(name)).as(name).isEmpty();
            }
            assertThat(holding("Somebody149")).isNotEmpty();
            assertThat(store.page(0, 10_000)).hasSize(299);
        }
    }
}
