package io.exogenesis.omega.lab.bench.agent;

import io.exogenesis.omega.lab.bench.Row;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an app adds to itself with the agent, in bytes of jars: alone, with the sentence embedder, with QUIC. The jars are those of this
 * process's class path; which belong together is what {@code mvn dependency:tree} says of the modules. Native code for all systems
 * is in them.
 */
final class EmbeddedJars {
    private static final double MB = 1 << 20;

    private static final List<String> AGENT = List.of(
            "viewer-client-jar-",
            "omega-protocol-",
            "omega-vector-",
            "omega-learning-",
            "omega-quic-1",
            "protobuf-java-4",
            "zstd-jni-",
            "lucene-core-",
            "ejml-",
            "gson-",
            "error_prone_annotations-",
            "jspecify-");
    private static final List<String> EMBEDDER =
            List.of("omega-embedder-", "onnxruntime-", "langchain4j-embeddings-all-minilm");
    private static final List<String> QUIC = List.of("omega-quic-jetty-", "jetty-", "slf4j-api-");

    private EmbeddedJars() {}

    /** A row for each part; none where a part's jars are not on the class path, as in a test. */
    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        add("jars of the embedded agent", AGENT, rows);
        add("jars that the sentence embedder adds", EMBEDDER, rows);
        add("jars that QUIC adds", QUIC, rows);
        return rows;
    }

    private static void add(String name, List<String> prefixes, List<Row> rows) {
        List<Path> jars = jars();
        boolean whole = prefixes.stream().allMatch(p -> jars.stream().anyMatch(j -> named(j, p)));
        if (whole) {
            long bytes = jars.stream()
                    .filter(j -> prefixes.stream().anyMatch(p -> named(j, p)))
                    .mapToLong(EmbeddedJars::size)
                    .sum();
            rows.add(Row.of("5c", name, "MB", bytes / MB));
        }
    }

    private static boolean named(Path jar, String prefix) {
        return jar.getFileName().toString().startsWith(prefix);
    }

    private static List<Path> jars() {
        return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .map(Path::of)
                .filter(f -> f.toString().endsWith(".jar"))
                .toList();
    }

    private static long size(Path jar) {
        try {
            return Files.size(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
