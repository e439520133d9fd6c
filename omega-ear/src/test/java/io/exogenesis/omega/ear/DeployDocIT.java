package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.exogenesis.omega.core.testdb.NeedsPostgres;
import io.exogenesis.omega.core.testdb.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Follows docs/deploy.md: takes its files and commands as they stand there, on a Liberty with a user directory of its own, so
 * that nothing of our packaged server's configuration takes part.
 */
class DeployDocIT {
    private static final Path ROOT = Path.of(System.getProperty("omega.root"));
    private static final Path WLP = Path.of(System.getProperty("omega.wlp"));
    private static final Pattern BLOCK = Pattern.compile("<!-- test: (\\S+) -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern DERBY = Pattern.compile(" *<library id=\"derby\">.*?</dataSource>\n", Pattern.DOTALL);

    private Process server;

    @AfterEach
    void stop() throws InterruptedException {
        if (server != null) {
            server.destroy();
            if (!server.waitFor(30, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    /** Would catch a page that promises what the EAR no longer does: a feature missing, a path moved, a flag renamed. */
    @Test
    void page_followed_startsACoreThatEnrolsAViewer() throws Exception {
        Map<String, String> page = blocks();
        assertThat(page).containsOnlyKeys("commands", "server.xml", "jvm.options", "start", "role", "postgresql.xml");
        follow(page, page.get("server.xml"), Work.fresh("deploy"), Map.of());
    }

    /** Would catch a role that may not make tables, and a data source that differs from the one that is tried elsewhere. */
    @Nested
    @NeedsPostgres
    class OnPostgresql {
        @Test
        void page_followed_startsACoreThatEnrolsAViewer(PostgresServer postgres) throws Exception {
            Map<String, String> page = blocks();
            String source = page.get("postgresql.xml");
            assertThat(Files.readString(ROOT.resolve("liberty-config/db-postgresql.xml")))
                    .containsIgnoringWhitespaces(source.substring(0, source.indexOf("<library")))
                    .contains(source.substring(source.indexOf("<properties.postgresql")));
            try (Connection connection = postgres.dataSource("postgres").getConnection();
                    Statement statement = connection.createStatement()) {
                for (String one : page.get("role").split(";")) {
                    statement.execute(one);
                }
            }
            String server = DERBY.matcher(page.get("server.xml")).replaceFirst(Matcher.quoteReplacement(source));
            assertThat(server).doesNotContain("derby");
            Path work = Work.fresh("deploy-postgresql");
            Path driver = work.resolve("user/shared/resources/postgresql");
            Files.createDirectories(driver);
            try (var jars = Files.list(WLP.resolve("usr/shared/resources/postgresql"))) {
                for (Path jar : jars.toList()) {
                    Files.copy(jar, driver.resolve(jar.getFileName()));
                }
            }
            follow(
                    page,
                    server,
                    work,
                    Map.of("OMEGA_DB_PORT", Integer.toString(postgres.port()), "OMEGA_DB_PASSWORD", "choose one"));
        }
    }

    private void follow(Map<String, String> page, String serverXml, Path work, Map<String, String> more)
            throws Exception {
        Path data = work.resolve("data");
        Path servers = work.resolve("user/servers/omega");
        int[] ports = Work.freePorts(3);
        Map<String, String> environment = environment(work, data, ports);
        environment.putAll(more);

        assertThat(bash(page.get("commands"), environment, work).waitFor()).isZero();
        Files.writeString(servers.resolve("server.xml"), serverXml);
        Files.writeString(servers.resolve("jvm.options"), page.get("jvm.options"));
        server = bash(page.get("start"), environment, work);

        Api api = new Api("http://127.0.0.1:" + ports[0]);
        Path bootstrap = data.resolve("bootstrap.json");
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    assertThat(server.isAlive())
                            .as("the server runs; log:\n%s", log(work))
                            .isTrue();
                    return api.ready() && Files.exists(bootstrap);
                });

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bootstrap)))
                .isEqualTo("rw-------");
        JsonObject keys = JsonParser.parseString(Files.readString(bootstrap)).getAsJsonObject();
        String code = api.codes(keys.get("enrolmentKey").getAsString(), 1).getFirst();
        JsonObject viewer = api.enrol(code);
        assertThat(viewer.get("pin").getAsString()).isEqualTo(keys.get("pin").getAsString());
        assertThat(api.get(
                                "/api/omega/viewers/" + viewer.get("viewerId").getAsString(),
                                viewer.get("token").getAsString())
                        .status())
                .isEqualTo(200);
    }

    private static Map<String, String> blocks() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(ROOT.resolve("docs/deploy.md")));
        Map<String, String> found = new LinkedHashMap<>();
        while (block.find()) {
            found.put(block.group(1), block.group(2));
        }
        return found;
    }

    private static Map<String, String> environment(Path work, Path data, int[] ports) {
        Map<String, String> environment = new HashMap<>();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("WLP_HOME", WLP.toString());
        environment.put("WLP_USER_DIR", work.resolve("user").toString());
        environment.put("OMEGA_EAR", System.getProperty("omega.ear"));
        environment.put("DERBY_JARS", WLP.resolve("usr/shared/resources/derby").toString());
        environment.put("OMEGA_DATA", data.toString());
        environment.put("OMEGA_KEYSTORE_PASSWORD", "a-password-of-this-test");
        environment.put("OMEGA_HTTP_PORT", Integer.toString(ports[0]));
        environment.put("OMEGA_HTTPS_PORT", Integer.toString(ports[1]));
        environment.put("OMEGA_QUIC_PORT", Integer.toString(ports[2]));
        environment.put("OMEGA_HTTPS_HOST", "127.0.0.1");
        return environment;
    }

    /** Each block of the page sees the variables that the one before it set by default, as in one terminal. */
    private static Process bash(String script, Map<String, String> environment, Path work) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-eu", "-c", script)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        work.resolve("console.log").toFile()));
        shell.environment()
                .keySet()
                .removeIf(n -> n.startsWith("WLP_") || n.startsWith("OMEGA_") || n.equals("LOG_DIR"));
        shell.environment().putAll(environment);
        return shell.start();
    }

    private static String log(Path work) throws IOException {
        return Files.readString(work.resolve("console.log"));
    }
}
