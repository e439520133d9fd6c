package io.exogenesis.omega.viewer.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.ViewerAgent;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingPageTest {
    private static final Path ROOT =
            Path.of(System.getProperty("omega.root", "..")).toAbsolutePath().normalize();

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/embedding.md"));
    }

    /** The page shows what compiles here, not what compiled once. */
    @Test
    void page_example_isThisFile() throws IOException {
        String source = Files.readString(
                ROOT.resolve("viewer-client-jar/src/test/java/io/exogenesis/omega/viewer/example/Evening.java"));
        assertThat(page()).contains("```java\n" + source.substring(source.indexOf("/**")) + "```");
    }

    @Test
    void example_run_recommendsWhatWasNotSeen(@TempDir Path home) {
        List<MediaItem> catalogue = List.of(
                item(0, "The Quiet Harbour", "Drama"),
                item(1, "Whales of the North", "Documentary"),
                item(2, "Storm over the Atlantic", "Drama"),
                item(3, "Laughing in Vienna", "Comedy"),
                item(4, "The Last Lighthouse", "Drama"),
                item(5, "Robots at War", "Action"));
        List<Recommendation> best = Evening.watch(home, catalogue);
        assertThat(best).hasSize(3);
        assertThat(best)
                .extracting(Recommendation::mediaId)
                .doesNotContain(catalogue.get(0).id(), catalogue.get(1).id());
        assertThat(best).allSatisfy(r -> assertThat(r.reason()).isNotBlank());
    }

    private static MediaItem item(int n, String title, String genre) {
        return new MediaItem(
                new MediaId("t" + n), title, OptionalInt.of(1990 + n), List.of(genre), MediaItem.Kind.MOVIE);
    }

    /** The promise of stability covers what a host can reach: a type of another package in a signature would be left out. */
    @Test
    void api_typesInSignatures_lieInThePackagesThatThePagePromises() throws Exception {
        Matcher promised =
                Pattern.compile("\\| `(io\\.exogenesis\\.omega[a-z0-9.]*)` \\|").matcher(page());
        Set<String> packages = new TreeSet<>();
        while (promised.find()) {
            packages.add(promised.group(1));
        }
        Set<String> named = new TreeSet<>();
        for (Class<?> type : publicTypes()) {
            Stream.<Executable>concat(Stream.of(type.getMethods()), Stream.of(type.getConstructors()))
                    .filter(m -> Modifier.isPublic(m.getModifiers()))
                    .flatMap(m -> Stream.concat(
                            Stream.of(m.getGenericParameterTypes()),
                            Stream.of(m.getAnnotatedReturnType().getType())))
                    .forEach(t -> packagesIn(t.getTypeName(), named));
        }
        assertThat(named).isSubsetOf(packages);
    }

    private static void packagesIn(String typeName, Set<String> into) {
        Matcher matcher = Pattern.compile("(io\\.exogenesis\\.omega(?:\\.[a-z0-9]+)*)\\.[A-Z]")
                .matcher(typeName);
        while (matcher.find()) {
            into.add(matcher.group(1));
        }
    }

    private static List<Class<?>> publicTypes() throws IOException, URISyntaxException, ClassNotFoundException {
        Path classes = Path.of(ViewerAgent.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("io/exogenesis/omega/viewer");
        List<String> names;
        try (Stream<Path> files = Files.list(classes)) {
            names = files.map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(".class") && !n.equals("package-info.class"))
                    .map(n -> "io.exogenesis.omega.viewer." + n.substring(0, n.length() - ".class".length()))
                    .sorted()
                    .toList();
        }
        assertThat(names).as("the test sees the product").hasSizeGreaterThan(10);
        List<Class<?>> types = new ArrayList<>();
        for (String name : names) {
            Class<?> type = Class.forName(name, false, ViewerAgent.class.getClassLoader());
            if (Modifier.isPublic(type.getModifiers())) {
                types.add(type);
            }
        }
        return types;
    }
}
