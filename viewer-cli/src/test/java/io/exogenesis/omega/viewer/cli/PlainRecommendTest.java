package io.exogenesis.omega.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainRecommendTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Optional<Integer> plain(String... args) {
        return PlainRecommend.execute(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private String[] on(String data, String line) {
        List<String> args = new ArrayList<>(Arrays.asList(line.split(" ")));
        args.addAll(List.of("--data", directory.resolve(data).toString()));
        return args.toArray(String[]::new);
    }

    /** Would catch an option that means something else on the short way than on the long one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "recommend",
                "recommend --json -k 3",
                "recommend -k 5 --genre sci-fi --genre Crime --json",
                "recommend --query space --mood calm --time-of-day evening --json"
            })
    void execute_plainForm_printsWhatTheLongWayPrints(String line) throws Exception {
        String catalogue = CommandRun.catalogue(directory).toString();
        for (String data : List.of("short", "long")) {
            Path identity = Files.createDirectories(directory.resolve(data)).resolve("identity.json");
            Files.writeString(identity, "{\"viewerId\": \"v\", \"unknown\": [1], \"token\": null}");
            CommandRun.of(directory.resolve(data), "", "track", "rating", "7", "5", "--catalogue", catalogue);
        }

        assertThat(plain(on("short", line))).contains(0);

        CommandRun expected = CommandRun.of(directory.resolve("long"), "", line.split(" "));
        assertThat(expected.exit()).isZero();
        assertThat(out.toString()).isEqualTo(expected.out()).isNotBlank();
        assertThat(err.toString()).isEqualTo(expected.err());
    }

    /** Would catch a list that nobody tells the agent of, and a search that turns titles down. */
    @ParameterizedTest
    @CsvSource({"recommend -k 3, 3", "recommend -k 3 --query space, 0"})
    void execute_list_countsAsShownUnlessItWasASearch(String line, int showings) throws Exception {
        String catalogue = CommandRun.catalogue(directory).toString();
        Path identity = Files.createDirectories(directory.resolve("data")).resolve("identity.json");
        Files.writeString(identity, "{\"viewerId\": \"v\"}");
        CommandRun.of(directory.resolve("data"), "", "track", "rating", "7", "5", "--catalogue", catalogue);
        assertThat(plain(on("data", line))).contains(0);
        try (ViewerAgent agent =
                ViewerRuntime.openAlone(ViewerAgentConfig.builder(new ViewerId("v"), directory.resolve("data"))
                        .build())) {
            agent.trackView(new MediaId("12"), Duration.ofHours(2), true).join();
            agent.shown(List.of(new MediaId("11"))).join();
            assertThat(agent.decidedImpressions()).hasSize(showings);
        }
    }

    /** Would catch a mistake that is swallowed, or explained by somebody who does not know how. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "stats",
                "recommend --help",
                "recommend -k 0",
                "recommend -k x",
                "recommend -k 3 -k 4",
                "recommend -k=3",
                "recommend --query",
                "recommend --query --json",
                "recommend --query @file",
                "recommend --json --json",
                "recommend comedy"
            })
    void execute_anythingElse_leftToTheLibrary(String line) {
        assertThat(plain(line.split(" "))).isEmpty();
        assertThat(plain()).isEmpty();
        assertThat(out.toString() + err).isEmpty();
    }

    @Test
    void execute_noCatalogue_exitOneAsOnTheLongWay() {
        assertThat(plain(on("none", "recommend"))).contains(1);
        assertThat(plain(on("none", "recommend --json"))).contains(1);
    }

    @Test
    void execute_badIdentity_oneLineAndExitOne() throws Exception {
        Files.writeString(Files.createDirectories(directory.resolve("bad")).resolve("identity.json"), "[]");
        assertThat(plain(on("bad", "recommend"))).contains(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("viewer recommend: ", "identity.json");
    }
}
