package io.exogenesis.omega.viewer.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows docs/embedding.md in an empty directory: its POM, its class, its two commands. Offline, with the jars just built. */
class EmbeddingProjectIT {
    private static final Path ROOT =
            Path.of(System.getProperty("omega.root", "..")).toAbsolutePath().normalize();
    private static final String VERSION = "1.0.0-SNAPSHOT";
    private static final List<String> PUBLISHED = List.of(
            "omega-protocol", "omega-vector", "omega-learning", "omega-quic", "viewer-client-jar", "omega-embedder");

    @TempDir
    Path temporary;

    @Test
    void page_followedInAnEmptyProject_printsRecommendations() throws Exception {
        Path project = Files.createDirectory(temporary.resolve("player"));
        String page = Files.readString(ROOT.resolve("docs/embedding.md"));
        Files.writeString(project.resolve("pom.xml"), block(page, "xml", "<artifactId>player</artifactId>"));
        Path sources = Files.createDirectories(project.resolve("src/main/java"));
        Files.writeString(sources.resolve("Evening.java"), block(page, "java", "public final class Evening "));

        run(
                project,
                "mvn",
                "-o",
                "-B",
                "-q",
                "-Dmaven.repo.local=" + repository(),
                "compile",
                "dependency:copy-dependencies",
                "-DincludeScope=runtime");
        assertThat(names(project.resolve("target/dependency")))
                .as("no server, no command line, no MCP, no log provider")
                .noneMatch(jar ->
                        jar.matches("(jetty|viewer-cli-|picocli|mcp|slf4j|omega-ejb|omega-web|derby|jakarta).*"));
        String printed = run(
                project,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                "target/classes" + java.io.File.pathSeparator + "target/dependency/*",
                "Evening",
                "memory");
        assertThat(printed.lines().filter(line -> line.matches(".+: .+"))).hasSizeGreaterThanOrEqualTo(3);
    }

    private static String block(String page, String language, String with) {
        Matcher blocks =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
        while (blocks.find()) {
            if (blocks.group(1).contains(with)) {
                return blocks.group(1);
            }
        }
        throw new AssertionError("the page has no " + language + " with " + with);
    }

    /** The local repository of this build, with what was just built in place of what may have been installed. */
    private Path repository() throws IOException {
        Path theirs = Path.of(System.getProperty("omega.repository"));
        Path mine = Files.createDirectory(temporary.resolve("repository"));
        linkAllBut("io", theirs, mine);
        linkAllBut("exogenesis", theirs.resolve("io"), Files.createDirectory(mine.resolve("io")));
        for (String artifact : PUBLISHED) {
            Path target = ROOT.resolve(artifact).resolve("target");
            Path there = Files.createDirectories(
                    mine.resolve("io/exogenesis/omega").resolve(artifact).resolve(VERSION));
            String name = artifact + "-" + VERSION;
            Files.copy(target.resolve(name + ".jar"), there.resolve(name + ".jar"));
            Files.copy(target.resolve(".flattened-pom.xml"), there.resolve(name + ".pom"));
        }
        return mine;
    }

    private static void linkAllBut(String left, Path from, Path to) throws IOException {
        for (String name : names(from)) {
            if (!name.equals(left)) {
                Files.createSymbolicLink(to.resolve(name), from.resolve(name));
            }
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private String run(Path directory, String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(temporary, "out", ".txt");
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        String printed = Files.readString(out);
        assertThat(ended && process.exitValue() == 0).as(printed).isTrue();
        return printed;
    }
}
