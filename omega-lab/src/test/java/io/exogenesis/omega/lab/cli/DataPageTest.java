package io.exogenesis.omega.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.lab.data.RatingsReader;
import io.exogenesis.omega.lab.data.Reading;
import io.exogenesis.omega.ops.console.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The examples of {@code docs/data.md} are read, with the options that stand there. */
class DataPageTest {
    private static final Pattern PART = Pattern.compile(
            "^(?:File `(?<file>[^`]+)`|With `(?<options>[^`]+)`|Without options):\n\n```\n(?<text>.*?)```$",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final int EXAMPLES = 4;

    @TempDir
    private Path dir;

    /** The page shows what the product prints, not what it printed once. */
    @Test
    void page_examples_recognisedAsItSays() throws IOException {
        Path root =
                Path.of(System.getProperty("omega.root", "..")).toAbsolutePath().normalize();
        Terminal silent =
                Terminal.plain(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Matcher part = PART.matcher(Files.readString(root.resolve("docs/data.md")));
        Map<String, String> files = new LinkedHashMap<>();
        int examples = 0;
        while (part.find()) {
            if (part.group("file") != null) {
                files.put(part.group("file"), part.group("text"));
                continue;
            }
            Path set = Files.createDirectory(dir.resolve("example" + ++examples));
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(set.resolve(file.getKey()), file.getValue());
            }
            files.clear();
            String options = part.group("options");
            RatingsOptions said = new RatingsOptions();
            new CommandLine(new Holder(said)).parseArgs(options == null ? new String[0] : options.split(" "));
            Reading read = RatingsReader.read(set, said.options(), silent);
            assertThat(read.recognised()).isEqualTo(part.group("text").strip());
        }
        assertThat(examples).isEqualTo(EXAMPLES);
    }

    /** A command with these options and no other. */
    @CommandLine.Command
    private static final class Holder {
        @CommandLine.Mixin
        private final RatingsOptions options;

        Holder(RatingsOptions options) {
            this.options = options;
        }
    }
}
