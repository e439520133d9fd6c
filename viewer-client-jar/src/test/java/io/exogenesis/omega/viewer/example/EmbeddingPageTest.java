package io.exogenesis.omega.viewer.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.viewer.Recommendation;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingPageTest {
    private static final Path ROOT =
            Path.of(System.getProperty("omega.root", "..")).toAbsolutePath().normalize();

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/embedding.md"));
    }

    /** The page shows what compiles here, not what compiled once. */
    @ParameterizedTest
    @ValueSource(strings = {"Evening", "EveningWithCore"})
    void page_examples_areTheseFiles(String name) throws IOException {
        String source = Files.readString(
                ROOT.resolve("viewer-client-jar/src/test/java/io/exogenesis/omega/viewer/example/" + name + ".java"));
        assertThat(page()).contains("```java\n" + source.substring(source.indexOf("import ")) + "```");
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
        return MediaItem.builder(new MediaId("t" + n), title)
                .year(1990 + n)
                .genres(List.of(genre))
                .build();
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
        List<Class<?>> types = new ArrayList<>();
        for (Class<?> one : PublicApi.ONE_OF_EACH) {
            types.addAll(PublicApi.typesBeside(one));
        }
        for (Class<?> type : types) {
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
}
