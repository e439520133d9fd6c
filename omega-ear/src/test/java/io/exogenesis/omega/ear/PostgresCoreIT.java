package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.exogenesis.omega.core.testdb.NeedsPostgres;
import io.exogenesis.omega.core.testdb.PostgresServer;
import io.exogenesis.omega.ops.cli.CoreCommand;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreBackups;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProblem;
import io.exogenesis.omega.ops.core.CoreProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The packaged Core on PostgreSQL, from the first viewer over a database that is killed to the move onto another database. One
 * Core and one database serve all, in order.
 */
@NeedsPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PostgresCoreIT {
    /** Six of each taste: three that agree make a group. */
    private static final int AGENTS = 18;

    private static final int EVENINGS = 4;

    private Path work;
    private PostgresServer postgres;
    private CorePorts ports;
    private CoreProcess core;
    private Bootstrap keys;
    private Api api;
    private Agents agents;
    private KillSwitch kill;

    @BeforeAll
    void start() throws IOException {
        work = Work.fresh("postgres");
        postgres = PostgresServer.start();
        int[] free = Work.freePorts(3);
        ports = new CorePorts(free[0], free[1], free[2]);
        startCore();
        await().atMost(Duration.ofMinutes(3))
                .until(() -> api.get("/api/admin/catalogue", keys.adminToken())
                        .json()
                        .get("state")
                        .getAsString()
                        .equals("READY"));
        kill = new KillSwitch(AGENTS + 6);
        agents = new Agents(work.resolve("agents"), keys.http(), api.codes(keys.adminToken(), AGENTS), kill::watch);
    }

    private Map<String, String> database(String name) {
        return new HashMap<>(Map.of(
                "OMEGA_DB",
                "postgresql",
                "OMEGA_DB_PORT",
                Integer.toString(postgres.port()),
                "OMEGA_DB_NAME",
                name,
                "OMEGA_DB_USER",
                PostgresServer.ROLE,
                "OMEGA_DB_PASSWORD",
                postgres.password()));
    }

    private void startCore() {
        Map<String, String> settings = database(name());
        settings.putAll(Map.of(
                "OMEGA_HTTPS_HOST", "127.0.0.1",
                "OMEGA_AGGREGATE_ENABLED", "false",
                "OMEGA_AGGREGATE_VOTING_WINDOW", "PT0S",
                "OMEGA_INGEST_REQUESTS_PER_MINUTE", "6000"));
        core = CoreProcess.start(CoreInstall.found(), work.resolve("data"), ports, settings);
        keys = core.awaitReady();
        api = new Api(keys.http());
    }

    private String name;

    private String name() {
        if (name == null) {
            name = postgres.newDatabase();
        }
        return name;
    }

    @AfterAll
    void stop() {
        if (agents != null) {
            agents.close();
        }
        if (core != null) {
            core.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    @Order(1)
    void round_andRestart_onPostgresql_accountsStayEqual() {
        agents.each(i -> {
            agents.agent(i).initialize().join();
            agents.agent(i).firstPull().join();
            agents.watch(i, 0);
            agents.agent(i).syncWithCore().join();
        });
        JsonObject round =
                api.call("POST", "/api/admin/rounds", keys.adminToken(), "").ok(200);
        assertThat(round.get("bankPatterns").getAsInt()).as("%s", round).isPositive();
        JsonObject books = books();
        String bank = bank();
        assertThat(work.resolve("data/derby")).doesNotExist();

        core.stop();
        startCore();

        assertThat(books()).isEqualTo(books);
        assertThat(bank()).isEqualTo(bank);
        assertBooksEqualLedgers();
    }

    /** Would catch a contribution that is acknowledged and lost, and a Core that needs a restart of its own afterwards. */
    @Test
    @Order(2)
    void postgresqlKilledUnderLoad_isReportedAndComesBack_nothingAcknowledgedIsLost() throws Exception {
        String code = api.codes(keys.adminToken(), 1).getFirst();
        CompletableFuture<Void> pushing = CompletableFuture.runAsync(() -> agents.each(this::pushEvenings));
        CompletableFuture<Integer> rounds = CompletableFuture.supplyAsync(() ->
                api.call("POST", "/api/admin/rounds", keys.adminToken(), "").status());
        assertThat(kill.await())
                .as("pushes on their way when the database died")
                .isPositive();
        postgres.kill();

        await().atMost(Duration.ofMinutes(1))
                .until(() -> api.get("/health/ready", "").status() == 503);
        assertThat(api.get("/health/ready", "").text()).contains("database").contains("DOWN");
        assertThat(api.get("/health/live", "").status()).isEqualTo(200);
        HttpResponse<String> refused = enrol(code);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.body()).contains("UNAVAILABLE");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(rounds.join())
                .as("a round is done, or refused as unavailable")
                .isIn(200, 503);
        Api.Answer round = api.call("POST", "/api/admin/rounds", keys.adminToken(), "");
        assertThat(round.status()).as(round.text()).isEqualTo(503);

        postgres.startAgain();
        await().atMost(Duration.ofMinutes(1)).until(api::ready);
        pushing.join();
        agents.each(i -> agents.agent(i).syncWithCore().join());
        assertThat(agents.pending()).as("nothing waits in an outbox").isZero();
        assertBooksEqualLedgers();
        api.enrol(code);
        api.call("POST", "/api/admin/rounds?endOfEpoch=true", keys.adminToken(), "")
                .ok(200);
        assertThat(books().get("pending").getAsLong()).isZero();
        assertBooksEqualLedgers();
    }

    private HttpResponse<String> enrol(String code) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(keys.http() + "/api/omega/viewers"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(Api.enrolment(code)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private void pushEvenings(int i) {
        for (int evening = 1; evening <= EVENINGS; evening++) {
            agents.watch(i, evening);
            agents.agent(i).syncWithCore().join();
        }
    }

    /** The way of an operator who moves: from PostgreSQL to Derby, and from there to a new PostgreSQL, which is what it was. */
    @Test
    @Order(3)
    void backup_ofARunningCore_overDerbyToPostgresql_accountsAndBankEqual() throws IOException {
        agents.each(i -> {
            agents.watch(i, EVENINGS + 1);
            agents.agent(i).syncWithCore().join();
        });
        JsonObject books = books();
        assertThat(books.get("pending").getAsLong()).isPositive();
        String bank = bank();
        Path file = work.resolve("omega.backup");

        assertThat(command("backup", file, work.resolve("data"))).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> new CoreBackups(work.resolve("data"), line -> {}).backup(file, ""))
                .isInstanceOf(CoreProblem.class)
                .hasMessageContaining("is there already");
        core.stop();

        Path onDerby = work.resolve("on-derby");
        assertThat(command("import", file, onDerby)).isZero();
        assertThat(onDerby.resolve("derby")).isDirectory();

        Path back = work.resolve("derby.backup");
        assertThat(command("export", back, onDerby))
                .as("of a Core that is stopped")
                .isZero();
        Map<String, String> fresh = database(postgres.newDatabase());
        Path onPostgres = work.resolve("on-postgres");
        new CoreBackups(onPostgres, fresh, line -> {}).restore(back);
        assertThat(onPostgres.resolve("derby")).doesNotExist();
        same(onPostgres, fresh, books, bank);

        Path refused = work.resolve("refused");
        assertThatThrownBy(() -> new CoreBackups(refused, database(name()), line -> {}).restore(back))
                .isInstanceOf(CoreProblem.class)
                .hasMessageContaining("the database holds a Core's data already");
        assertThat(refused.resolve("keys")).doesNotExist();
    }

    private static int command(String name, Path file, Path data) {
        return CoreCommand.commandLine(Terminal.plain(System.out))
                .execute(name, file.toString(), "--data", data.toString());
    }

    /** A Core on a restored directory knows the viewers' tokens, the books and the bank. */
    private void same(Path data, Map<String, String> database, JsonObject books, String bank) {
        Map<String, String> settings = new HashMap<>(database);
        settings.putAll(Map.of("OMEGA_HTTPS_HOST", "127.0.0.1", "OMEGA_AGGREGATE_ENABLED", "false"));
        try (CoreProcess other = CoreProcess.start(CoreInstall.found(), data, CorePorts.ANY, settings)) {
            Bootstrap its = other.awaitReady();
            Api to = new Api(its.http());
            assertThat(to.get("/api/admin/accounting", its.adminToken()).ok(200))
                    .isEqualTo(books);
            assertThat(bank(to, its)).isEqualTo(bank);
            assertThat(its.pin()).as("viewers know it by its key").isEqualTo(keys.pin());
            assertThat(its.enrolmentKey()).isEqualTo(keys.enrolmentKey());
        }
    }

    private JsonObject books() {
        return api.get("/api/admin/accounting", keys.adminToken()).ok(200);
    }

    /** Id and version of the bank, and its patterns by their ids. */
    private String bank() {
        return bank(api, keys);
    }

    private static String bank(Api api, Bootstrap keys) {
        JsonObject page =
                api.get("/api/omega/patterns?limit=500", keys.adminToken()).ok(200);
        Map<String, JsonElement> patterns = new TreeMap<>();
        page.getAsJsonArray("patterns")
                .forEach(p -> patterns.put(p.getAsJsonObject().get("id").getAsString(), p));
        assertThat(patterns).isNotEmpty();
        return api.get("/api/omega/status", keys.adminToken()).json().getAsJsonObject("bank") + " " + patterns;
    }

    private void assertBooksEqualLedgers() {
        for (int i = 0; i < agents.size(); i++) {
            JsonObject books = api.get("/api/admin/accounting?viewer=" + agents.id(i), keys.adminToken())
                    .ok(200);
            assertThat(books.get("acknowledged").getAsLong())
                    .as("agent %d: %s against %s", i, books, agents.ledger(i))
                    .isEqualTo(agents.ledger(i).acknowledged())
                    .isEqualTo(decided(books) + books.get("pending").getAsLong());
        }
        assertThat(books().get("acknowledged").getAsLong()).isEqualTo(agents.acknowledged());
    }

    private static long decided(JsonObject books) {
        JsonObject decided = books.getAsJsonObject("decided");
        return decided.get("admitted").getAsLong()
                + decided.get("refused").getAsLong()
                + decided.get("expired").getAsLong();
    }
}
