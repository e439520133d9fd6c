package io.exogenesis.omega.lab.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of {@code ./omega} that need no build. */
class OmegaScriptTest {
    private static final Path SCRIPT = Path.of(System.getProperty("omega.root", ".."), "omega");

    private record Ended(int code, String out, String err) {}

    private static Ended run(Path script, List<String> arguments, String javaHome)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", javaHome);
        Path err = Files.createTempFile("omega", "err");
        Process process = builder.redirectError(err.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String errors = Files.readString(err);
        Files.delete(err);
        return new Ended(process.exitValue(), out, errors);
    }

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        return run(SCRIPT, List.of(arguments), System.getProperty("java.home"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void help_exit0_withoutABuild(String argument) throws Exception {
        Ended ended = run(argument);
        assertThat(ended.code).isZero();
        assertThat(ended.out).contains("./omega demo").contains("./omega test").contains("Exit codes");
        assertThat(ended.err).isEmpty();
    }

    @Test
    void unknown_exit2_oneLineThatSaysWhatToDo() throws Exception {
        for (String[] arguments :
                new String[][] {{"fly"}, {"--fly"}, {"test", "--fly"}, {"test", "omega-lab"}, {"package", "--fly"}}) {
            Ended ended = run(arguments);
            assertThat(ended.code).isEqualTo(2);
            assertThat(ended.err.lines()).hasSize(1);
            assertThat(ended.out).isEmpty();
        }
        assertThat(run("test", "--help").out).contains("Usage: ./omega test");
        assertThat(run("package", "--help").out).contains("Usage: ./omega package");
    }

    /** Would catch a JDK that is too old being taken from JAVA_HOME: the script must pass it by. */
    @Test
    void findJdk_oldJavaHome_passedBy(@TempDir Path dir) throws Exception {
        Path old = dir.resolve("jdk-17");
        Files.createDirectories(old.resolve("bin"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.2\"\n");
        for (String tool : List.of("java", "javac")) {
            assertThat(Files.createFile(old.resolve("bin").resolve(tool))
                            .toFile()
                            .setExecutable(true))
                    .isTrue();
        }
        // The functions alone, without the call of main at the end.
        String functions = Files.readString(SCRIPT).replaceAll("(?m)^main \"\\$@\"$", "");
        Path probe = Files.writeString(dir.resolve("probe"), functions + "\nfind_jdk\njdk_major \"$JAVA_HOME\"\n");
        Ended found = run(probe, List.of(), old.toString());
        assumeTrue(found.code == 0, "skipped: no other JDK in the usual places: " + found.err);
        assertThat(Integer.parseInt(found.out.strip())).isGreaterThanOrEqualTo(25);
    }

    /** The JVM warns of the module before the first line of output: only who computes has to see that. */
    @Test
    void runJava_onlyWhatComputes_getsTheVectorModule(@TempDir Path dir) throws Exception {
        Path java = Files.createDirectories(dir.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        String functions = Files.readString(SCRIPT).replaceAll("(?m)^main \"\\$@\"$", "");
        Path probe = Files.writeString(
                dir.resolve("probe"), functions + "\nTMPDIR=" + dir + "\nrun=" + dir + "\nrun_java \"$@\"\n");
        for (String command : List.of(
                "core status",
                "core start --data x",
                "viewer --help",
                "lab bench -h",
                "viewer --version",
                "viewer export",
                "viewer stats --json",
                "viewer import a.csv",
                "viewer recommend --query sea")) {
            Ended ended =
                    run(probe, List.of(command.split(" ")), dir.resolve("jdk").toString());
            assertThat(ended.out).endsWith(" " + command + "\n").doesNotContain("incubator");
        }
        for (String command : List.of("demo", "lab bench all")) {
            Ended ended =
                    run(probe, List.of(command.split(" ")), dir.resolve("jdk").toString());
            assertThat(ended.out).endsWith(" " + command + "\n").contains("--add-modules=jdk.incubator.vector");
        }
    }

    /** The script's functions with a tree of their own, and then some lines. */
    private static Path probe(Path tree, String lines) throws IOException {
        String functions = Files.readString(SCRIPT).replaceAll("(?m)^main \"\\$@\"$", "");
        return Files.writeString(tree.resolve("probe"), functions + "\nroot=" + tree + "\n" + lines + "\n");
    }

    @Test
    void version_namesVersionAndJava_withoutABuild() throws Exception {
        Ended ended = run("--version");
        assertThat(ended.code).isZero();
        assertThat(ended.err).isEmpty();
        assertThat(ended.out)
                .startsWith("Exogenesis Omega 1.")
                .contains("\nJava " + Runtime.version().feature());
    }

    /** Would catch a build for every option of a JVM that somebody sets, which Java reports where it reports its version. */
    @Test
    void sourcesStamp_environmentChanges_staysTheSame(@TempDir Path tree) throws Exception {
        Files.createDirectories(tree.resolve("omega-lab/src/main"));
        Files.writeString(tree.resolve("pom.xml"), "<project/>");
        Files.writeString(tree.resolve("omega-lab/src/main/A.java"), "class A {}");
        Path probe = probe(tree, """
                plain=$(sources_stamp lab)
                export JAVA_TOOL_OPTIONS=-Da=1 JDK_JAVA_OPTIONS=-Db=2 _JAVA_OPTIONS=-Dc=3 MAVEN_OPTS=-Dd=4 LC_ALL=C COLUMNS=40
                [ "$plain" = "$(sources_stamp lab)" ] && echo same
                echo 'class B {}' >"$root/omega-lab/src/main/A.java"
                [ "$plain" = "$(sources_stamp lab)" ] || echo other
                """);
        for (String java :
                List.of(System.getProperty("java.home"), withoutRelease(tree).toString())) {
            Files.writeString(tree.resolve("omega-lab/src/main/A.java"), "class A {}");
            Ended ended = run(probe, List.of(), java);
            assertThat(ended.out).isEqualTo("same\nother\n");
            assertThat(ended.err).isEmpty();
        }
    }

    private static Path withoutRelease(Path tree) throws IOException {
        Path bin = Files.createDirectories(tree.resolve("jdk/bin"));
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho \"$JAVA_TOOL_OPTIONS java 25\" >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return tree.resolve("jdk");
    }

    /** Would catch a command that loses its classes when somebody builds or tests in the same tree. */
    @Test
    void keepRun_copiesTheJars_thatABuildDoesNotTouch(@TempDir Path tree) throws Exception {
        Path lib = Files.createDirectories(tree.resolve("omega-lab/target/lib"));
        Files.writeString(tree.resolve("omega-lab/target/omega-lab-1.jar"), "lab");
        Files.writeString(lib.resolve("omega-protocol-1.jar"), "ours");
        Files.writeString(lib.resolve("gson-1.jar"), "theirs");
        Ended ended = run(probe(tree, """
                        keep_run stamp
                        lab_built stamp && run=$(run_directory stamp) && use_run
                        echo changed >"$root/omega-lab/target/lib/omega-protocol-1.jar"
                        rm "$root"/omega-lab/target/lib/gson-1.jar
                        cat "$run"/omega-lab.jar "$run"/lib/*
                        for other in 1 2 3 4 5 6; do keep_run $other 2>/dev/null || true; done
                        ls "$root/target/run" | wc -l
                        [ -f "$run/complete" ] && echo kept
                        """), List.of(), System.getProperty("java.home"));
        assertThat(ended.out.replace(" ", "")).startsWith("labtheirsours").endsWith("5\nkept\n");
    }

    // The first start of a Core said that the sources had changed, when nobody had touched them.
    @Test
    void buildReason_saysWhatIsMissing(@TempDir Path tree) throws Exception {
        Path lib = Files.createDirectories(tree.resolve("omega-lab/target/lib"));
        Files.writeString(tree.resolve("omega-lab/target/omega-lab-1.jar"), "lab");
        Files.writeString(lib.resolve("gson-1.jar"), "theirs");
        Ended ended = run(probe(tree, """
                        build_reason stamp && echo
                        keep_run stamp
                        build_reason stamp && echo
                        build_reason other && echo
                        echo 'all former' >"$root/target/omega.stamp"
                        build_reason stamp && echo
                        """), List.of(), System.getProperty("java.home"));
        assertThat(ended.out.lines())
                .containsExactly(
                        "nothing is built yet",
                        "the Core is not built yet",
                        "the sources changed since the last build",
                        "the sources changed since the last build");
    }

    /** Nobody asked for a report of a build that was over at once. */
    @Test
    void runMaven_quickAndNoTerminal_saysNothing_unlessItFails(@TempDir Path tree) throws Exception {
        Files.createDirectories(tree.resolve("target"));
        Path maven = Files.writeString(tree.resolve("maven"), "#!/bin/sh\necho '[ERROR] broken'\nexit $CODE\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        String lines = "mvn=$root/maven log=$root/target/log\nrun_maven 'because' package\n";
        Ended quick = run(probe(tree, "export CODE=0\n" + lines), List.of(), System.getProperty("java.home"));
        assertThat(quick.code).isZero();
        assertThat(quick.out + quick.err).isEmpty();
        Ended failed = run(probe(tree, "export CODE=1\n" + lines), List.of(), System.getProperty("java.home"));
        assertThat(failed.code).isEqualTo(1);
        assertThat(failed.err).contains("[ERROR] broken", "the build failed");
        Ended slow =
                run(probe(tree, "export CODE=0\nlong_build=0\n" + lines), List.of(), System.getProperty("java.home"));
        assertThat(slow.err).contains("omega: because", "omega: built in");
    }

    /** Would catch a green run that ends with a line about a failed build, and classes of two engines counted for one. */
    @Test
    void summary_greenBuild_countsEveryCase_andNamesNoFailure(@TempDir Path dir) throws Exception {
        Path reports = Files.createDirectories(dir.resolve("some-module/target/surefire-reports"));
        Files.writeString(reports.resolve("TEST-a.xml"), """
                <testsuite name="a" time="1" tests="1" errors="0" skipped="0" failures="0">
                  <testcase name="x" classname="a" time="0"/>
                  <testcase name="y" classname="a" time="0"><system-out><![CDATA[no <failure here]]></system-out></testcase>
                  <testcase name="z" classname="a" time="0">
                    <skipped/>
                  </testcase>
                </testsuite>
                """);
        String functions = Files.readString(SCRIPT).replaceAll("(?m)^main \"\\$@\"$", "");
        Path probe = Files.writeString(dir.resolve("probe"), functions + "\nroot=" + dir + "\nsummary \"$1\" 7\n");

        Ended green = run(probe, List.of("0"), System.getProperty("java.home"));
        assertThat(green.out)
                .contains("in 7 s")
                .endsWith("tests: 2 passed, 0 failed, 1 skipped\n")
                .doesNotContain("build failed");
        assertThat(green.err).isEmpty();

        Ended red = run(probe, List.of("1"), System.getProperty("java.home"));
        assertThat(red.out + red.err).contains("the build failed outside of a test");
    }
}
