package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonObject;
import com.google.protobuf.util.JsonFormat;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.PushPatterns;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** A running Core against the document that it serves: each request of the document, and each route for who may not call it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiContractIT {
    private static final Map<String, String> SETTINGS = Map.of(
            "OMEGA_HTTPS_HOST", "127.0.0.1",
            "OMEGA_AGGREGATE_ENABLED", "false",
            "OMEGA_AGGREGATE_VOTING_WINDOW", "PT0S",
            "OMEGA_INGEST_REQUESTS_PER_MINUTE", "6000",
            "OMEGA_DOOR_READS_PER_MINUTE", "100000");

    /** Strangers whose token is genuine: they are known and may not. */
    private static final Set<String> HOLDING = Set.of("a removed viewer's token", "an access token");

    private CoreProcess core;
    private Bootstrap keys;
    private Api api;
    private ApiDocument document;
    private ApiCaller caller;
    private JsonObject viewer;
    private JsonObject other;
    private Path data;

    @BeforeAll
    void start() throws IOException {
        data = Work.fresh("contract").resolve("data");
        int[] free = Work.freePorts(3);
        core = CoreProcess.start(CoreInstall.found(), data, new CorePorts(free[0], free[1], free[2]), SETTINGS);
        keys = core.awaitReady();
        api = new Api(keys.http());
        document = new ApiDocument(api.get("/openapi?format=json", "").text());
        viewer = enrolled();
        other = enrolled();
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> "READY"
                        .equals(api.get("/api/admin/catalogue", keys.adminToken())
                                .ok(200)
                                .get("state")
                                .getAsString()));
        String pattern = aPatternOfTheBank();
        caller = new ApiCaller(keys.http(), document, variables(pattern), tokens());
    }

    @AfterAll
    void stop() {
        if (core != null) {
            core.close();
        }
    }

    private JsonObject enrolled() {
        return api.enrol(api.codes(keys.enrolmentKey(), 1).getFirst());
    }

    private Map<String, Supplier<String>> variables(String pattern) {
        return Map.ofEntries(
                Map.entry("long", () -> "a".repeat(200)),
                Map.entry("viewer", () -> text(viewer, "viewerId")),
                Map.entry("other", () -> text(other, "viewerId")),
                Map.entry("fresh", () -> text(enrolled(), "viewerId")),
                Map.entry("code", () -> api.codes(keys.enrolmentKey(), 1).getFirst()),
                Map.entry("pattern", () -> pattern),
                Map.entry("pinned", () -> pinned("PUT", pattern)),
                Map.entry("unpinned", () -> pinned("DELETE", pattern)),
                Map.entry("title", () -> "omega-0001"),
                Map.entry("withdrawable", this::aTitleToWithdraw),
                Map.entry("import", () -> imported("import-" + UUID.randomUUID())),
                Map.entry("rolledBackImport", this::aRolledBackImport),
                Map.entry("changedImport", this::anImportWhoseTitleLeft),
                Map.entry("accessToken", () -> text(accessToken(), "id")),
                Map.entry("evening", () -> api.evening()),
                Map.entry("bank", () -> text(asAdmin("/api/admin/bank"), "bankId")),
                Map.entry("lastCursor", () -> base64("~~~~")),
                Map.entry("lastViewerCursor", () -> base64(Long.MAX_VALUE + ":a")),
                Map.entry("adminToken", keys::adminToken),
                Map.entry("viewerToken", () -> text(viewer, "token")),
                Map.entry("sessionCookie", () -> cookie(signedIn())),
                Map.entry("lostCookie", () -> cookie("nothing")),
                Map.entry("epoch", () -> text(asAdmin("/api/admin/epoch"), "epoch")));
    }

    private JsonObject asAdmin(String path) {
        return api.get(path, keys.adminToken()).ok(200);
    }

    private String cookie(String value) {
        return "omega-session-" + URI.create(keys.http()).getPort() + "=" + value;
    }

    /** The cookie's value of a session of the operator. */
    private String signedIn() {
        HttpRequest signIn = HttpRequest.newBuilder(URI.create(keys.http() + "/api/session"))
                .header("Content-Type", "application/json")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + keys.adminToken() + "\"}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String cookie = client.send(signIn, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow();
            return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String pinned(String method, String pattern) {
        api.call(method, "/api/admin/patterns/" + pattern + "/pin", keys.adminToken(), "");
        return pattern;
    }

    private JsonObject accessToken() {
        return api.call(
                        "POST",
                        "/api/admin/tokens",
                        keys.adminToken(),
                        "{\"scopes\":[\"omega:operate\",\"omega:prune\"]}")
                .ok(201);
    }

    private Map<String, Supplier<String>> tokens() {
        return Map.of(
                "nobody", () -> "",
                "viewer", () -> text(viewer, "token"),
                "fresh", () -> text(enrolled(), "token"),
                "admin", keys::adminToken,
                "enrolmentKey", keys::enrolmentKey);
    }

    /** Each request of the document: the status that it is for, a media type that is named there, a body that fits. */
    @TestFactory
    Stream<DynamicTest> answers_areAsDocumented() {
        return document.operations().stream()
                .flatMap(o -> o.calls().stream())
                .map(call -> dynamicTest(call.name(), () -> {
                    ApiCaller.Answer answer = caller.send(call);

                    assertThat(answer.status()).as("%s", answer).isEqualTo(call.status());
                    var content = document.content(call.operation(), answer.status());
                    if (content.isEmpty()) {
                        assertThat(answer.body()).isEmpty();
                        return;
                    }
                    assertThat(content.propertyNames()).contains(answer.type());
                    if (answer.type().endsWith("json") && !answer.body().isEmpty()) {
                        assertThat(document.faults(content.get(answer.type()).get("schema"), answer.body()))
                                .as(answer.body())
                                .isEmpty();
                    }
                }));
    }

    /** Each route that needs a token, for everybody who has not the one: refused the same, whether the thing is there or not. */
    @TestFactory
    Stream<DynamicTest> strangers_areRefusedOnEveryRoute() {
        Map<String, Supplier<String>> strangers = Map.of(
                "no token",
                () -> "",
                "no JWT",
                () -> "let-me-in",
                "a token of another Core",
                this::forged,
                "an expired token",
                () -> ofViewer(Duration.ofDays(200)),
                "a token with a changed subject",
                this::changed,
                "a token of no algorithm",
                this::unsigned,
                "a removed viewer's token",
                this::removed,
                // It is for MCP. On the routes it may do nothing, whatever its scopes.
                "an access token",
                () -> text(accessToken(), "token"));
        return document.operations().stream()
                .filter(ApiDocument.Operation::needsToken)
                .flatMap(o -> strangers.entrySet().stream()
                        .map(s -> dynamicTest(o.name() + ": " + s.getKey(), () -> {
                            ApiCaller.Answer answer =
                                    caller.send(o.usual(), s.getValue().get());
                            assertRefused(answer, HOLDING.contains(s.getKey()) ? 403 : 401);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> viewers_areForbiddenWhatIsTheOperators() {
        return document.operations().stream()
                .filter(ApiDocument.Operation::needsToken)
                .filter(o -> !o.schemes().contains("viewer"))
                .map(o ->
                        dynamicTest(o.name(), () -> assertRefused(caller.send(o.usual(), text(other, "token")), 403)));
    }

    /** What is another viewer's: not to be had, and not to be found out about. */
    @TestFactory
    Stream<DynamicTest> otherViewers_areForbidden_andLearnNothing() {
        return Stream.of("/api/omega/viewers/", "/api/omega/events/")
                .map(path -> dynamicTest(path, () -> {
                    Api.Answer there = api.get(path + text(viewer, "viewerId"), text(other, "token"));
                    Api.Answer nowhere = api.get(path + "nobody-of-this-name", text(other, "token"));

                    assertThat(there.status()).isEqualTo(403);
                    assertThat(there.text().replace(text(viewer, "viewerId"), "ID"))
                            .as("no word more than of a viewer that there is not")
                            .isEqualTo(nowhere.text().replace("nobody-of-this-name", "ID"));
                }));
    }

    /** A browser that is signed in sends its cookie to /mcp, too: a page could let a model act as the operator. */
    @Test
    void sessionCookie_atMcpAndOnAViewersRoute_isNothing() throws IOException, InterruptedException {
        String cookie = cookie(signedIn());
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : List.of("/mcp", "/api/omega/patterns")) {
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(keys.http() + path))
                        .header("Cookie", cookie)
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream");
                HttpRequest call = path.equals("/mcp")
                        ? request.POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"))
                                .build()
                        : request.build();

                assertThat(client.send(call, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .as(path)
                        .isEqualTo(401);
            }
            HttpRequest operators = HttpRequest.newBuilder(URI.create(keys.http() + "/api/admin/accounting"))
                    .header("Cookie", cookie)
                    .build();
            assertThat(client.send(operators, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .as("the same cookie, where it counts")
                    .isEqualTo(200);
        }
    }

    private void assertRefused(ApiCaller.Answer answer, int status) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.etag())
                .as("a tag would tell whether something changed")
                .isEmpty();
        assertThat(answer.body())
                .as("what there is stays unsaid")
                .doesNotContain(text(viewer, "viewerId"))
                .doesNotContain("omega-0001");
    }

    private String ofViewer(Duration ago) {
        return token(data.resolve("keys"), ago);
    }

    private String forged() {
        return token(data.resolveSibling("forged-keys"), Duration.ZERO);
    }

    private String token(Path directory, Duration ago) {
        Keys signing = new Keys(directory);
        signing.open();
        return signing.tokens()
                .forViewer(new ViewerId(text(viewer, "viewerId")), Instant.now().minus(ago), Duration.ofHours(1));
    }

    private String changed() {
        String[] parts = text(other, "token").split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return parts[0] + "." + base64(claims.replace(text(other, "viewerId"), text(viewer, "viewerId"))) + "."
                + parts[2];
    }

    private String unsigned() {
        return base64("{\"alg\":\"none\"}") + "." + text(viewer, "token").split("\\.")[1] + ".";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String removed() {
        JsonObject gone = enrolled();
        api.call("DELETE", "/api/admin/viewers/" + text(gone, "viewerId"), keys.adminToken(), "");
        return text(gone, "token");
    }

    private String aTitleToWithdraw() {
        api.call(
                "POST",
                "/api/admin/catalogue",
                keys.adminToken(),
                "[{\"id\":\"to-withdraw\",\"title\":\"Gone Soon\"}]");
        return "to-withdraw";
    }

    /** Number of an import of one title. */
    private String imported(String title) {
        return text(
                api.call(
                                "POST",
                                "/api/admin/catalogue",
                                keys.adminToken(),
                                "[{\"id\":\"" + title + "\",\"title\":\"Imported\"}]")
                        .ok(200),
                "import");
    }

    private String aRolledBackImport() {
        String number = imported("import-" + UUID.randomUUID());
        api.call("POST", "/api/admin/imports/" + number + "/rollback", keys.adminToken(), "")
                .ok(200);
        return number;
    }

    private String anImportWhoseTitleLeft() {
        String title = "import-" + UUID.randomUUID();
        String number = imported(title);
        api.call("DELETE", "/api/admin/catalogue/" + title, keys.adminToken(), "")
                .ok(200);
        return number;
    }

    /** Four viewers who agree. */
    private String aPatternOfTheBank() throws IOException {
        for (int i = 0; i < 4; i++) {
            PushPatterns push = PushPatterns.newBuilder()
                    .addContributions(WireCodec.toWire(pattern(i)))
                    .build();
            api.call(
                            "POST",
                            "/api/omega/patterns",
                            text(enrolled(), "token"),
                            JsonFormat.printer().print(push))
                    .ok(200);
        }
        api.call("POST", "/api/admin/rounds", keys.adminToken(), "").ok(200);
        return text(
                api.get("/api/omega/patterns", keys.adminToken())
                        .ok(200)
                        .getAsJsonArray("patterns")
                        .get(0)
                        .getAsJsonObject(),
                "id");
    }

    private static Contribution pattern(long shake) {
        Random base = new Random(4);
        Random noise = new Random(shake);
        float[] direction = new float[Embedding.DIMENSIONS];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = (float) (base.nextGaussian() + .1 * noise.nextGaussian());
        }
        return new Contribution(
                1,
                new Contribution.OfPattern(new ExogenesisPattern(
                        new PatternId("p-" + shake),
                        TaskType.PREFERENCE,
                        Embedding.of(direction),
                        .9,
                        5,
                        PatternContext.of(List.of("Drama")),
                        Instant.EPOCH)));
    }

    private static String text(JsonObject json, String field) {
        return json.get(field).getAsString();
    }
}
