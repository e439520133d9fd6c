package io.exogenesis.omega.viewer.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublicApiTest {
    /** More parts than a reader of a constructor call can tell apart. */
    /** A pattern on the wire has eight parts; a type with more than that has a builder. */
    private static final int MOST_COMPONENTS = 8;

    private static final Path BASELINES = Path.of(System.getProperty("omega.root", ".."))
            .toAbsolutePath()
            .normalize()
            .resolve("viewer-client-jar/src/test/api");

    static List<Class<?>> packages() {
        return PublicApi.ONE_OF_EACH;
    }

    private static Set<String> calls(Class<?> one, Predicate<Executable> wrong) throws Exception {
        Set<String> found = new TreeSet<>();
        for (Class<?> type : PublicApi.typesBeside(one)) {
            PublicApi.calls(type).stream()
                    .filter(wrong)
                    .map(Executable::toGenericString)
                    .forEach(found::add);
        }
        return found;
    }

    /** A parameter that may be missing is an overload, a builder's method, or a {@code with…}. */
    @ParameterizedTest
    @MethodSource("packages")
    void parameters_noneIsOptional(Class<?> one) throws Exception {
        assertThat(calls(
                        one,
                        m -> !m.getName().equals("equals")
                                && Stream.of(m.getGenericParameterTypes())
                                        .anyMatch(t -> t.getTypeName().contains("java.util.Optional"))))
                .isEmpty();
    }

    /** Two flags side by side are swapped without anybody noticing. */
    @ParameterizedTest
    @MethodSource("packages")
    void parameters_atMostOneIsAFlag(Class<?> one) throws Exception {
        Set<String> pairs = calls(
                one,
                m -> Stream.of(m.getParameterTypes())
                                .filter(t -> t == boolean.class)
                                .count()
                        > 1);
        // a page of the bank as the wire has it; made by the Core, read by the agent
        pairs.removeIf(m -> m.contains("model.BankDelta("));
        assertThat(pairs).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void signatures_nameNoTypeOfOthersAndNoneThatIsInternal(Class<?> one) throws Exception {
        assertThat(calls(one, m -> m.toGenericString().matches(".*(\\.internal\\.|com\\.google\\.|\\.wire\\.).*")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void records_haveFewComponents(Class<?> one) throws Exception {
        assertThat(PublicApi.typesBeside(one))
                .filteredOn(Class::isRecord)
                .allSatisfy(r -> assertThat(r.getRecordComponents()).hasSizeLessThanOrEqualTo(MOST_COMPONENTS));
    }

    /** Whatever changes here changes for those who depend on it: it is seen in the commit. */
    @ParameterizedTest
    @MethodSource("packages")
    void signatures_areThoseOfTheBaseline(Class<?> one) throws Exception {
        List<String> now = PublicApi.signatures(PublicApi.typesBeside(one));
        Path baseline = BASELINES.resolve(one.getPackageName() + ".txt");
        if (Boolean.getBoolean("api.update")) {
            Files.createDirectories(BASELINES);
            Files.write(baseline, now);
        }
        assertThat(now)
                .as("the public API changed; if that is meant, run this test with -Dapi.update=true and commit "
                        + baseline)
                .isEqualTo(Files.readAllLines(baseline));
    }

    @Test
    void baselines_areOfThePackagesThatThePagePromises() throws IOException {
        try (Stream<Path> files = Files.list(BASELINES)) {
            assertThat(files.map(f -> f.getFileName().toString().replace(".txt", "")))
                    .containsExactlyInAnyOrderElementsOf(PublicApi.ONE_OF_EACH.stream()
                            .map(Class::getPackageName)
                            .toList());
        }
    }
}
