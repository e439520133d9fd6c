package io.exogenesis.omega.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WrappingWriterTest {
    private static final int NARROW = 40;

    @TempDir
    Path directory;

    private record Printed(int code, String out, String err) {}

    private static Printed run(int columns, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = ViewerProgram.execute(
                args,
                WrappingWriter.of(new PrintWriter(out), columns),
                WrappingWriter.of(new PrintWriter(err), columns));
        return new Printed(code, out.toString(), err.toString());
    }

    private static List<String> tooLong(String text) {
        // a word alone on its line cannot be broken
        return text.lines()
                .filter(line -> line.codePointCount(0, line.length()) > NARROW)
                .filter(line -> line.strip().contains(" "))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            short|short
            one two three four five six seven|one two three four/  five six seven
            a         b b b b b b b b b b b b|a         b b b b b/          b b b b b/          b b
             12. title of many words here ok| 12. title of many/     words here ok
                indented text that goes on and on|    indented text/    that goes on and/    on
            averyveryverylongwordthatfitsnoline x|averyveryverylongwordthatfitsnoline/  x
            é́é́é́é́é́é́é́é́ é́é́|é́é́é́é́é́é́é́é́/  é́é́
            """)
    void wrapped_longLine_breaksBetweenWords_underItsText(String line, String expected) {
        assertThat(WrappingWriter.wrapped(line, 20)).isEqualTo(expected.replace('/', '\n'));
    }

    @Test
    void write_promptWithoutAnEnd_isShownAtOnce() {
        StringWriter shown = new StringWriter();
        PrintWriter out = WrappingWriter.of(new PrintWriter(shown), NARROW);
        out.print("> ");
        assertThat(shown.toString()).isEmpty();
        out.flush();
        assertThat(shown.toString()).isEqualTo("> ");
    }

    static Stream<String> commands() {
        return Stream.of(
                "--help",
                "run --help",
                "recommend --help",
                "track --help",
                "stats --help",
                "export --help",
                "import --help",
                "forget --help",
                "sync --help",
                "doctor --help",
                "mcp --help",
                "completion --help",
                "--version",
                "import --version",
                "fly",
                "import",
                "track rating m-1",
                "track rating m-1 4.5 --data DATA",
                "stats --data DATA",
                "recommend --data DATA",
                "doctor --data DATA",
                "sync --data DATA",
                "run --data DATA",
                "import none.csv --data DATA");
    }

    /** Would catch a table, a help page or an error that a narrow terminal breaks within words. */
    @ParameterizedTest
    @MethodSource("commands")
    void everyCommand_atFortyColumns_fits(String command) {
        Printed printed = run(NARROW, arguments(command, "narrow"));
        assertThat(printed.out + printed.err).isNotBlank();
        assertThat(tooLong(printed.out + printed.err)).isEmpty();
        Printed wide = run(10_000, arguments(command, "wide"));
        // whatever was broken, was broken at a space
        if (!command.contains("--help") && !command.startsWith("sync --data")) {
            assertThat(words(printed)).isEqualTo(words(wide));
        }
    }

    /** Each run begins with a directory of its own: a count of the first one is another in the second. */
    private String[] arguments(String command, String data) {
        return Arrays.stream(command.split(" "))
                .map(arg -> arg.equals("DATA") ? directory.resolve(data).toString() : arg)
                .toArray(String[]::new);
    }

    private static String words(Printed printed) {
        return Stream.of((printed.out + "\n" + printed.err).strip().split("\\s+"))
                .filter(word -> !word.matches(".*\\d.*"))
                .collect(Collectors.joining(" "));
    }

    /** What is for programs is one line, however narrow the terminal. */
    @Test
    void export_andJson_areNeverBroken() {
        assertThat(run(NARROW, "track", "--data", directory.toString(), "rating", "m-1", "4.5").code)
                .isZero();
        assertThat(run(NARROW, "export", "--data", directory.toString()).out.lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(run(NARROW, "stats", "--json", "--data", directory.toString()).out)
                .isEqualTo(run(10_000, "stats", "--json", "--data", directory.toString()).out);
        assertThat(run(NARROW, "completion").out).isEqualTo(run(10_000, "completion").out);
    }
}
