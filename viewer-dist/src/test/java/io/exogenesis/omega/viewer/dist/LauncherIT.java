package io.exogenesis.omega.viewer.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.lab.bench.agent.AgentHome;
import io.exogenesis.omega.lab.bench.agent.Distribution;
import io.exogenesis.omega.lab.bench.agent.StartUp;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts take a second or two each on a busy machine, so there are few, and each is looked at from several sides. */
@DisabledOnOs(OS.WINDOWS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LauncherIT {
    private static final Distribution DISTRIBUTION = new Distribution(Path.of(System.getProperty("omega.dist")));

    @TempDir
    private static Path work;

    private static AgentHome agent;

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void layAgent() {
        Dataset data = data(60, 90);
        agent = AgentHome.lay(work.resolve("agent"), data, content(data), 3);
    }

    /** Viewers of three groups; each likes titles of its own. */
    private static Dataset data(int viewers, int titles) {
        List<MediaItem> items = IntStream.range(0, titles)
                .mapToObj(i -> MediaItem.builder(new MediaId("i" + i), "Title " + i)
                        .year(1950 + i % 60)
                        .genres(List.of("Drama"))
                        .build())
                .toList();
        List<ViewerHistory> histories = new ArrayList<>();
        for (int v = 0; v < viewers; v++) {
            List<RatingEvent> events = new ArrayList<>();
            for (int k = 0; k < 15; k++) {
                events.add(new RatingEvent((v % 3) + 3 * ((v + k) % (titles / 3)), k % 5 == 4 ? 2 : 5, 1_000L * k));
            }
            histories.add(new ViewerHistory("v" + v, events));
        }
        return new Dataset("groups", items, histories, true);
    }

    private static ContentSpace content(Dataset data) {
        Random random = new Random(5);
        List<Embedding> raw = new ArrayList<>();
        for (int i = 0; i < data.items().size(); i++) {
            float[] v = new float[Embedding.DIMENSIONS];
            for (int d = 0; d < v.length; d++) {
                v[d] = (float) random.nextGaussian();
            }
            raw.add(Embedding.of(v));
        }
        return ContentSpace.of(data.items().stream().map(MediaItem::id).toList(), raw);
    }

    private static Map<String, String> environment(String options) {
        Map<String, String> environment = new HashMap<>();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("TMPDIR", work.resolve("tmp").toString());
        environment.put("OMEGA_VIEWER_CACHE", work.resolve("cache").toString());
        environment.put("OMEGA_VIEWER_JAVA_OPTS", options);
        return environment;
    }

    private static Ended run(Path launcher, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Files.createDirectories(work.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile(work, "run", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, Files.readString(err));
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    // A library for another platform is dead weight that every viewer would download; a licence left behind is a
    // breach.
    @Test
    @Order(1)
    void distribution_holdsOnePlatform_modelAndLicences() throws IOException {
        Path home = DISTRIBUTION.home();
        assertThat(home.resolve("LICENSE")).isRegularFile();
        assertThat(home.resolve("NOTICE")).isRegularFile();
        assertThat(home.resolve("licences/onnxruntime-ThirdPartyNotices.txt")).isRegularFile();
        assertThat(home.resolve("model/all-minilm-l6-v2-q.onnx")).isRegularFile();
        assertThat(Files.readString(home.resolve("README.md"))).doesNotContain("@version@", "@platform@");
        List<String> natives = new ArrayList<>();
        for (Path jar : list(home.resolve("lib"))) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                zip.stream()
                        .map(e -> e.getName())
                        .filter(n -> n.matches(".*\\.(so|dll|dylib)"))
                        .forEach(natives::add);
            }
        }
        assertThat(natives).as("quiche for this machine").hasSize(1);
        assertThat(list(home.resolve("native"))).hasSize(3);
    }

    /** Through a link from elsewhere, from a directory whose owner died: both are swept or resolved, and output is only ours. */
    @Test
    @Order(2)
    void recommend_cold_printsJsonOnly_inAPrivateDirectory_andSweepsTheDead() throws Exception {
        Path tmp = Files.createDirectories(work.resolve("tmp"));
        Path base = tmp.resolve("omega-" + Files.getAttribute(tmp, "unix:uid"));
        Path dead = Files.createDirectories(base.resolve("999999999"));
        Files.writeString(dead.resolve("lib.so"), "left by a kill");
        Path link = Files.createSymbolicLink(work.resolve("omega-viewer"), DISTRIBUTION.launcher());

        Ended ended = run(
                link,
                environment(""),
                "recommend",
                "--json",
                "--data",
                agent.directory().toString());

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out().strip()).startsWith("[").endsWith("]").contains("\"mediaId\"");
        assertThat(dead).doesNotExist();
        assertThat(list(base)).hasSize(1);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(list(base).getFirst())))
                .isEqualTo("rwx------");
        assertThat(work.resolve("cache"))
                .as("nothing is cached unless asked for")
                .doesNotExist();
    }

    @Test
    @Order(3)
    void badUsage_exitsTwo() throws Exception {
        Ended ended = run(DISTRIBUTION.launcher(), environment(""), "fly");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err().lines()).hasSize(1);
    }

    /** AOTMode=on makes the JVM refuse to start if the cache does not fit: a launcher that is faster only on paper fails. */
    @Test
    @Order(4)
    void warmUp_thenQuery_usesBothCaches() throws Exception {
        Ended warmUp = run(DISTRIBUTION.launcher(), environment(""), "warm-up");
        assertThat(warmUp.code()).as(warmUp.err()).isZero();
        Path cache = list(work.resolve("cache")).getFirst();
        assertThat(list(cache))
                .hasSize(2)
                .anyMatch(f -> f.toString().endsWith(".ort"))
                .anyMatch(f -> f.endsWith("omega-viewer.aot"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwx------");

        List<String> command = List.of(
                DISTRIBUTION.launcher().toString(),
                "recommend",
                "--data",
                agent.directory().toString(),
                "--query",
                "a storm at sea");
        StartUp.Start start = StartUp.measure(new StartUp.Launch("warm", command, environment("-XX:AOTMode=on")), 1)
                .getFirst();
        assertThat(start.firstMillis()).isPositive().isLessThanOrEqualTo(start.endMillis());
        assertThat(list(cache)).as("the kept graph fits: none is made anew").hasSize(2);
    }

    /** Would catch a cache of yesterday's program that speaks up, or keeps today's from starting. */
    @Test
    @Order(5)
    void recommend_cacheOfAnotherProgram_startsWithoutAWord() throws Exception {
        Map<String, String> environment = environment("");
        environment.put("OMEGA_VIEWER_CACHE", work.resolve("stale").toString());
        Path other = list(work.resolve("cache")).getFirst();
        Path stale = Files.createDirectories(work.resolve("stale").resolve(other.getFileName()));
        byte[] cache = Files.readAllBytes(other.resolve("omega-viewer.aot"));
        Files.write(stale.resolve("omega-viewer.aot"), Arrays.copyOf(cache, cache.length / 2));
        Ended ended = run(
                DISTRIBUTION.launcher(),
                environment,
                "recommend",
                "--data",
                agent.directory().toString());
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("  1. ");
    }

    @Test
    @Order(6)
    void launcher_noJava_saysWhatToDo() throws Exception {
        Map<String, String> environment = environment("");
        Path old = Files.createDirectories(work.resolve("old/bin"));
        Files.writeString(work.resolve("old/release"), "JAVA_VERSION=\"17.0.2\"\n");
        Files.createSymbolicLink(old.resolve("java"), Path.of("/bin/true"));
        // The functions alone, with no usual places to look in.
        String script = Files.readString(DISTRIBUTION.launcher())
                .replaceAll("(?m)^home=.*$", "home=" + work)
                .replaceAll("(?s)for place in /usr/lib/jvm.*?; do", "for place in /nowhere; do");
        Path probe = Files.writeString(work.resolve("probe"), script);
        assertThat(probe.toFile().setExecutable(true)).isTrue();
        environment.put("JAVA_HOME", work.resolve("old").toString());
        environment.put("PATH", old + ":/usr/bin:/bin");
        Ended ended = run(probe, environment, "stats");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err().lines()).singleElement().asString().contains("no Java 25 or newer");
    }

    /** Would catch a launcher whose Java reads arguments as ASCII, or that lacks the library that reads other services' files. */
    @Test
    @Order(7)
    void import_inThePlainestLocale_namesAndTitlesKeepTheirAccents() throws Exception {
        Map<String, String> environment = environment("");
        environment.put("LC_ALL", "C");
        environment.put("COLUMNS", "40");
        Path directory = Files.createDirectories(work.resolve("Amélie"));
        Path titles = Files.writeString(directory.resolve("titles.csv"), "id,title\né-1,Amélie (2001)\n");
        Path history = Files.writeString(
                directory.resolve("ratings.csv"),
                "Date,Name,Year,Letterboxd URI,Rating\n2023-09-13,Amelie,2001,u,4.5\n");
        String data = directory.resolve("agent").toString();
        Ended imported = run(
                DISTRIBUTION.launcher(),
                environment,
                "import",
                history.toString(),
                "--catalogue",
                titles.toString(),
                "--data",
                data);
        assertThat(imported.err()).isEmpty();
        assertThat(imported.out()).isEqualTo("Letterboxd: 1 entry read, 1 imported, 0\n  were known already.\n");
        Ended exported = run(DISTRIBUTION.launcher(), environment, "export", "--data", data);
        assertThat(exported.out()).contains("\"mediaId\":\"é-1\"");
        assertThat(run(DISTRIBUTION.launcher(), environment, "--version").out()).startsWith("Exogenesis Omega 1.");
    }
}
