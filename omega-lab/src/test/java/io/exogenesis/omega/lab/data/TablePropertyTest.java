package io.exogenesis.omega.lab.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.ops.console.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What RFC 4180 says of writing, read back. */
class TablePropertyTest {
    private static final int WIDTH = 3;

    @Provide
    Arbitrary<List<List<String>>> rows() {
        Arbitrary<String> field =
                Arbitraries.strings().withChars("ab0 ,;\t|:\"\né\u20ac\u4e2d").ofMaxLength(12);
        return field.list().ofSize(WIDTH).list().ofMinSize(1).ofMaxSize(8);
    }

    /** Would catch a separator, a quote or a line break inside of a field that ends it, in each encoding and packing. */
    @Property(tries = 300)
    void read_anyFieldsQuoted_comeBack(
            @ForAll("rows") List<List<String>> rows,
            @ForAll Separator separator,
            @ForAll boolean gzip,
            @ForAll boolean wide)
            throws IOException {
        Assume.that(separator != Separator.DOUBLE_COLON); // its files know no quotes
        String text = rows.stream()
                .map(r -> r.stream()
                        .map(f -> '"' + f.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(separator.text())))
                .collect(Collectors.joining("\r\n"));
        byte[] bytes = text.getBytes(wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        assertThat(read(bytes, separator, gzip)).isEqualTo(rows);
    }

    /** Files without quotes: a quotation mark is a letter of a title like any other. */
    @Property(tries = 300)
    void read_doubleColons_quotesAreLetters(@ForAll("rows") List<List<String>> rows) throws IOException {
        List<List<String>> plain = rows.stream()
                .map(r -> r.stream().map(f -> "x" + f.replaceAll("[:\n]", "\"")).toList())
                .toList();
        String text = plain.stream().map(r -> String.join("::", r)).collect(Collectors.joining("\n"));
        assertThat(read(text.getBytes(StandardCharsets.UTF_8), Separator.DOUBLE_COLON, false))
                .isEqualTo(plain);
    }

    private static List<List<String>> read(byte[] bytes, Separator separator, boolean gzip) throws IOException {
        Path file = Files.createTempFile("table", ".csv");
        try {
            try (OutputStream out =
                    gzip ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
                out.write(bytes);
            }
            Terminal silent =
                    Terminal.plain(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            List<List<String>> read = new ArrayList<>();
            Table.of(file, separator, new ReadContext(ReadOptions.STRICT, new Skipped(0), silent))
                    .read(row -> read.add(row.fields()));
            return read;
        } finally {
            Files.delete(file);
        }
    }
}
