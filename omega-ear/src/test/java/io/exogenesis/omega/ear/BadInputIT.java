package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies and addresses that are wrong, deep, slow or large, sent to a Core of 512 MB: each has its problem, and the Core goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadInputIT {
    private static final int MEGABYTES = 100;

    private static final Map<String, String> SETTINGS = Map.of(
            "OMEGA_HEAP", "512m",
            "OMEGA_HTTPS_HOST", "127.0.0.1",
            "OMEGA_AGGREGATE_ENABLED", "false",
            "OMEGA_CATALOGUE_BUILTIN", "false",
            "OMEGA_HTTP_BODY_DEADLINE", "PT2S",
            "OMEGA_INGEST_REQUESTS_PER_MINUTE", "3");

    private CoreProcess core;
    private Bootstrap keys;
    private Api api;
    private ApiDocument document;
    private int port;

    @BeforeAll
    void start() throws IOException {
        Path data = Work.fresh("bad-input").resolve("data");
        int[] free = Work.freePorts(3);
        core = CoreProcess.start(CoreInstall.found(), data, new CorePorts(free[0], free[1], free[2]), SETTINGS);
        keys = core.awaitReady();
        api = new Api(keys.http());
        document = new ApiDocument(api.get("/openapi?format=json", "").text());
        port = URI.create(keys.http()).getPort();
    }

    @AfterAll
    void stop() {
        if (core != null) {
            core.close();
        }
    }

    private static void assertProblem(Api.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.json().get("code").getAsString()).isEqualTo(code);
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource({"/api/omega/viewers", "/api/omega/patterns", "/api/omega/sync", "/api/admin/catalogue"})
    void body_nestedAHundredThousandDeep_isMalformed(String path) {
        String token = path.endsWith("patterns")
                ? api.enrol(api.codes(keys.enrolmentKey(), 1).getFirst())
                        .get("token")
                        .getAsString()
                : keys.adminToken();
        String deep = path.endsWith("catalogue") ? "[".repeat(100_000) : "{\"frames\":" + "[".repeat(100_000);

        assertProblem(api.call("POST", path, token, deep), 400, "MALFORMED");
        assertThat(api.ready()).isTrue();
    }

    /** Without a length beforehand: what is over the limit is never kept. */
    @ParameterizedTest
    @Order(2)
    @CsvSource({"/api/omega/viewers", "/api/omega/sync", "/api/omega/patterns", "/api/admin/catalogue"})
    void body_ofAHundredMegabytes_isTooLarge(String path) {
        Api.Answer answer = api.call(
                "POST", path, keys.adminToken(), "application/json", BodyPublishers.ofInputStream(Spaces::new));

        assertProblem(answer, 413, "TOO_LARGE");
        assertThat(api.ready()).isTrue();
    }

    @Test
    @Order(3)
    @Timeout(60)
    void body_thatStopsComing_isTimedOut() {
        try (Raw slow = Raw.begin(port, "/api/omega/viewers", 1_000, "{\"enrol".getBytes(StandardCharsets.UTF_8))) {
            assertDocumented("POST", "/api/omega/viewers", slow.answer(), 408, "TIMEOUT");
        }
    }

    @Test
    @Order(3)
    void pushes_moreThanAMinuteTakes_areRefusedAsDocumented() {
        String token = api.enrol(api.codes(keys.enrolmentKey(), 1).getFirst())
                .get("token")
                .getAsString();
        List<Api.Answer> answers = IntStream.range(0, 4)
                .mapToObj(i -> api.call("POST", "/api/omega/patterns", token, "{}"))
                .toList();

        assertDocumented("POST", "/api/omega/patterns", answers.getLast(), 429, "RATE_LIMITED");
    }

    /** No title is there, so no word has a meaning yet. */
    @Test
    @Order(3)
    void search_beforeTheCatalogueIsThere_isRefusedAsDocumented() {
        Api.Answer answer = api.get("/api/omega/patterns?query=drama", keys.adminToken());

        assertDocumented("GET", "/api/omega/patterns", answer, 503, "UNAVAILABLE");
    }

    private void assertDocumented(String method, String path, Api.Answer answer, int status, String code) {
        assertProblem(answer, status, code);
        assertThat(document.faults(method, path, answer)).as(answer.text()).isEmpty();
    }

    /** The body is read before the resource is called: the query must come through as it was, whatever stands in it. */
    @Test
    void query_besideABody_reachesTheResource() {
        String by = "ja%2Fne%20..%3F%25";
        Api.Answer answer = api.call(
                "POST",
                "/api/admin/tokens?by=" + by,
                keys.adminToken(),
                "{\"scopes\":[\"omega:read\"],\"note\":\"n\"}");

        assertThat(answer.ok(201).get("by").getAsString()).isEqualTo("admin (ja/ne ..?%)");
    }

    /** The address could not be decoded, and the Core said that it had failed. */
    @Test
    @Order(4)
    void query_thatCannotBeDecoded_isABadRequest() {
        for (String path : List.of("/?q=%zz", "/api/omega/patterns?genre=%", "/metrics?x=%4")) {
            assertThat(Raw.status(port, "GET", path, "localhost", "Accept: */*"))
                    .as(path)
                    .isEqualTo(400);
        }
    }

    @Test
    @Order(5)
    void method_thatIsNotServed_namesThoseThatAre() {
        Api.Answer answer = api.call("PATCH", "/api/omega/trends", keys.adminToken(), "{}");

        assertProblem(answer, 405, "UNSUPPORTED");
        assertThat(answer.allow()).contains("GET").doesNotContain("PATCH");
    }

    @Test
    @Order(6)
    void import_withABrokenLine_namesItAndChangesNothing() {
        String csv = "id,title,year\na,One,1990\nb,Two,soon\nc,Three,1992\n";

        Api.Answer answer = imported("text/csv", csv);

        assertProblem(answer, 400, "MALFORMED");
        assertThat(answer.json().get("detail").getAsString()).contains("line 3").contains("soon");
        assertThat(items()).isZero();
    }

    /** Would catch an import that takes the good lines of a broken file, and a preview that does something. */
    @Test
    @Order(6)
    void import_withBrokenLines_isRefusedWhole_previewNamesThem_andWhatWasThereRemains() {
        imported("text/csv", "id,title\nkept,Kept\n").ok(200);
        String csv = "id,title,year\na,One,1990\nb,Two,soon\na,Again,1991\n,None,1992\nkept,Renamed,1993\n";

        JsonObject preview = api.call(
                        "POST",
                        "/api/admin/catalogue?dryRun=true",
                        keys.adminToken(),
                        "text/csv",
                        BodyPublishers.ofString(csv))
                .ok(200);
        Api.Answer refused = imported("text/csv", csv);

        assertThat(preview.getAsJsonObject("refused").toString())
                .isEqualTo("{\"broken\":2,\"duplicates\":1,\"conflicts\":1}");
        assertThat(preview.getAsJsonObject("examples").getAsJsonArray("refused").asList())
                .extracting(f -> f.getAsJsonObject().get("at").getAsString())
                .containsExactly("line 3", "line 4", "line 5", "line 6");
        assertDocumented("POST", "/api/admin/catalogue", refused, 400, "MALFORMED");
        assertThat(refused.json().get("detail").getAsString())
                .startsWith("line 3")
                .contains("and 3 more");
        assertThat(items()).isEqualTo(1);
        JsonObject imports = api.get("/api/admin/imports", keys.adminToken()).ok(200);
        assertThat(imports.getAsJsonArray("imports")).hasSize(1);
        String number = imports.getAsJsonArray("imports")
                .get(0)
                .getAsJsonObject()
                .get("import")
                .getAsString();
        api.call("POST", "/api/admin/imports/" + number + "/rollback", keys.adminToken(), "")
                .ok(200);
        assertThat(items()).isZero();
    }

    @Test
    @Order(7)
    @Timeout(300)
    void import_ofMoreTitlesThanMayBe_isRefusedAsAWhole() {
        assertProblem(imported("text/csv", titles(100_001)), 413, "TOO_LARGE");
        assertThat(items()).isZero();
    }

    /** The last: its titles are embedded for minutes. */
    @Test
    @Order(8)
    @Timeout(300)
    void import_ofAHundredThousandTitles_isTakenInTimeAndCounted() {
        JsonObject result = imported("text/csv", titles(100_000)).ok(200);

        assertThat(result.get("items").getAsInt()).isEqualTo(100_000);
        assertThat(items()).isEqualTo(100_000);
        assertThat(api.ready()).as("it answers while it embeds").isTrue();
    }

    private Api.Answer imported(String type, String body) {
        return api.call(
                "POST",
                "/api/admin/catalogue",
                keys.adminToken(),
                type,
                BodyPublishers.ofString(body),
                Duration.ofMinutes(4));
    }

    private int items() {
        return api.get("/api/admin/catalogue", keys.adminToken())
                .ok(200)
                .get("items")
                .getAsInt();
    }

    private static String titles(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "t" + i + ",Title number " + i + "," + (1950 + i % 70))
                .collect(Collectors.joining("\n", "id,title,year\n", "\n"));
    }

    /** Nothing but white space. */
    private static final class Spaces extends InputStream {
        private long left = (long) MEGABYTES << 20;

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }

        @Override
        public int read(byte[] into, int offset, int most) {
            int n = (int) Math.min(left, most);
            left -= n;
            java.util.Arrays.fill(into, offset, offset + n, (byte) ' ');
            return n == 0 && most > 0 ? -1 : n;
        }
    }
}
