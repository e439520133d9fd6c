package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import io.exogenesis.omega.wire.v1.SyncRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What strangers can send to a Core with a heap of 256 MB: it goes on, answers with a 4xx, and lets others through meanwhile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileDoorIT {
    private static final int BODY = 4 << 20;
    /** Longer than the test takes: an unfinished body must be unfinished all the time. */
    private static final Map<String, String> SETTINGS = Map.of(
            "OMEGA_HEAP", "256m",
            "OMEGA_REGISTRY_MAX_VIEWERS", "1000",
            "OMEGA_HTTPS_HOST", "127.0.0.1",
            "OMEGA_AGGREGATE_ENABLED", "false",
            "OMEGA_CATALOGUE_BUILTIN", "false",
            "OMEGA_HTTP_BODY_DEADLINE", "PT9M",
            "OMEGA_HTTP_READ_TIMEOUT", "9m");

    private CoreProcess core;
    private Bootstrap keys;
    private Api api;
    private int port;

    @BeforeAll
    void start() throws IOException {
        Path data = Work.fresh("hostile").resolve("data");
        int[] free = Work.freePorts(3);
        core = CoreProcess.start(CoreInstall.found(), data, new CorePorts(free[0], free[1], free[2]), SETTINGS);
        keys = core.awaitReady();
        api = new Api(keys.http());
        port = URI.create(keys.http()).getPort();
    }

    @AfterAll
    void stop() {
        if (core != null) {
            core.close();
        }
    }

    /** Four of these at once ended a process of 1 GB: 4 MiB of them became 84 MB of objects. */
    @Test
    void sync_manyUnknownFieldsOfStrangers_areRefused_andTheCoreGoesOn() throws IOException {
        byte[] body = unknownFields();
        for (int round = 0; round < 4; round++) {
            List<CompletableFuture<Integer>> posts = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> Raw.post(port, "/api/omega/sync", "application/x-protobuf", body)))
                    .toList();
            posts.forEach(p -> assertThat(p.join()).isEqualTo(413));
        }
        assertThat(core.alive()).isTrue();
        assertThat(api.ready()).isTrue();
    }

    /** Twelve of these, two bytes short, cost a gigabyte; and twenty slow posts stalled every door for as long as they lasted. */
    @Test
    void bodies_heldBackByStrangers_keepNobodyWaiting() throws IOException {
        List<Raw> open = new ArrayList<>();
        try {
            byte[] tree = ("{\"a\":[" + "\"\",".repeat(BODY / 3)).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 12; i++) {
                open.add(Raw.begin(port, "/api/omega/viewers", 60_000, Arrays.copyOf(tree, 59_998)));
            }
            for (int i = 0; i < 200; i++) {
                open.add(Raw.begin(port, "/api/omega/viewers", 1_000, "{\"enrol".getBytes(StandardCharsets.UTF_8)));
            }

            assertThat(api.get("/health/live", "").status()).isEqualTo(200);
            assertThat(api.get("/api/admin/accounting", keys.adminToken()).status())
                    .isEqualTo(200);
            String code = api.codes(keys.enrolmentKey(), 1).getFirst();
            assertThat(api.enrol(code).has("token"))
                    .as("a body that comes is taken")
                    .isTrue();

            assertThat(open).noneMatch(Raw::answered);
        } finally {
            open.forEach(Raw::close);
        }
    }

    /** One of a hundred was answered with an empty 200, when its body came a moment after its headers. */
    @Test
    void posts_atOnceAndOneBehindTheOther_areEachAnsweredForThemselves() {
        String token = api.enrol(api.codes(keys.enrolmentKey(), 1).getFirst())
                .get("token")
                .getAsString();
        List<CompletableFuture<List<Integer>>> callers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> IntStream.range(0, 150)
                        .mapToObj(j -> api.call("POST", "/api/omega/patterns", token, "{}"))
                        .map(Api.Answer::status)
                        .distinct()
                        .toList()))
                .toList();
        callers.forEach(c -> assertThat(c.join()).isSubsetOf(400, 429));
    }

    /** Who asks for health took a turn of eight, and the ninth was told that the Core is not alive. */
    @Test
    void health_askedByManyAtOnce_isAnsweredToAll() {
        List<CompletableFuture<List<Integer>>> callers = IntStream.range(0, 24)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> IntStream.range(0, 20)
                        .mapToObj(j -> api.get("/health/live", "").status())
                        .distinct()
                        .toList()))
                .toList();
        callers.forEach(c -> assertThat(c.join()).containsExactly(200));
    }

    /** Each of these wrote a stack trace as often as it was sent, the first one 160 KB of it. */
    @Test
    void headers_ofAnyForm_writeNextToNothing() throws IOException {
        String version = "Cookie: a=b; $Version=9"; // fails in the server before any filter, with one dump for all
        Raw.status(port, "GET", "/", "localhost", version);
        int dumps = dumps();
        long written = Files.size(core.data().messagesLog());
        for (String header : List.of(
                "Content-Type: a/b" + ";a=b".repeat(1_400),
                "Content-Type: a/a" + " ".repeat(5_000) + "x",
                version,
                "Cookie: JSESSIONID=" + "a".repeat(5_000),
                "If-Modified-Since: foo")) {
            for (int i = 0; i < 5; i++) {
                Raw.status(port, "GET", "/", "localhost", header);
            }
        }
        assertThat(dumps()).isEqualTo(dumps);
        assertThat(Files.size(core.data().messagesLog()) - written).isLessThan(2_000);
    }

    @Test
    void halfABody_isABadRequest_withoutADump() throws IOException {
        int dumps = dumps();
        try (Raw half = Raw.begin(port, "/api/omega/viewers", 1_000, "{\"enrol".getBytes(StandardCharsets.UTF_8))) {
            half.finish();
            assertThat(half.status()).isBetween(400, 408);
        }
        assertThat(dumps()).isEqualTo(dumps);
    }

    @Test
    void headersThatSayWhereARequestIsFrom_areNotBelieved() {
        for (String header : List.of("$WSSN: localhost", "X-Forwarded-Host: localhost", "Forwarded: host=localhost")) {
            assertThat(Raw.status(port, "GET", "/api/omega/status", "evil.example", header))
                    .as(header)
                    .isEqualTo(401);
        }
    }

    @Test
    void pages_canBeReadAndNoMore() {
        for (String method : List.of("PUT", "DELETE", "POST", "FOO")) {
            assertThat(Raw.status(port, method, "/", "localhost", "Accept: */*"))
                    .isEqualTo(405);
        }
        assertThat(Raw.status(port, "HEAD", "/", "localhost", "Accept: */*")).isEqualTo(200);
    }

    @Test
    void enrolment_answersForWhatIsWrongWithIt() {
        Api.Answer charset = api.call(
                "POST", "/api/omega/viewers", "", "application/json;charset=foo", BodyPublishers.ofString("{}"));
        assertThat(charset.status()).isEqualTo(415);

        String code = api.codes(keys.enrolmentKey(), 1).getFirst();
        Api.Answer typo = api.call(
                "POST",
                "/api/omega/viewers",
                "",
                "{\"enrolmentCode\":\"" + code + "\",\"consents\":{\"patterns\":true}}");
        assertThat(typo.status()).isEqualTo(400);
        assertThat(typo.text()).contains("consents").contains("consent");
        assertThat(api.enrol(code).has("token")).as("the code was not used up").isTrue();
    }

    /** Each of these wrote an error and a dump. */
    @Test
    void refusedPushes_leaveNoDump() throws IOException {
        String token = api.enrol(api.codes(keys.enrolmentKey(), 1).getFirst())
                .get("token")
                .getAsString();
        int dumps = dumps();

        assertThat(api.call("POST", "/api/omega/patterns", token, "{}").status())
                .isEqualTo(400);
        assertThat(api.call(
                                "POST",
                                "/api/omega/patterns",
                                token,
                                "{\"contributions\":[{\"seq\":7,\"session\":{\"views\":1}}]}")
                        .status())
                .isEqualTo(409);

        assertThat(dumps()).isEqualTo(dumps);
        assertThat(Files.readString(core.data().messagesLog())).doesNotContain("WLTC0017E");
    }

    @Test
    void eventStream_ofARemovedViewer_ends() throws Exception {
        var viewer = api.enrol(api.codes(keys.enrolmentKey(), 1).getFirst());
        String id = viewer.get("viewerId").getAsString();
        try (EventStream events = EventStream.open(
                keys.http() + "/api/omega/events/" + id, viewer.get("token").getAsString(), "0")) {
            assertThat(api.call("DELETE", "/api/admin/viewers/" + id, keys.adminToken(), "")
                            .status())
                    .isEqualTo(204);
            assertThatThrownBy(() -> events.next("data")).hasMessageContaining("the stream ended");
        }
    }

    /** Everybody on the network could read them. */
    @Test
    void serversOwnPages_areOpenOnLoopback_andElsewhereForTheOperator() {
        for (String page : List.of("/metrics", "/%6detrics", "/openapi")) {
            assertThat(api.get(page, "").status()).as(page).isEqualTo(200);
            assertThat(Raw.status(port, "GET", page, "evil.example", "Accept: */*"))
                    .as(page)
                    .isEqualTo(401);
            assertThat(Raw.status(port, "GET", page, "evil.example", "Authorization: Bearer " + keys.adminToken()))
                    .as(page)
                    .isEqualTo(200);
        }
        // the server would send on to a name that nobody reaches
        assertThat(api.get("/openapi/ui", "").status()).isEqualTo(404);
        assertThat(Raw.status(port, "GET", "/health/live", "evil.example", "Accept: */*"))
                .isEqualTo(200);
    }

    private int dumps() throws IOException {
        Path directory = core.data().messagesLog().resolveSibling("ffdc");
        if (!Files.exists(directory)) {
            return 0;
        }
        try (var all = Files.list(directory)) {
            return (int) all.count();
        }
    }

    private static byte[] unknownFields() throws IOException {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(fields);
        for (int number = 1_000; out.getTotalBytesWritten() < BODY - 64; number++) {
            out.writeUInt32(number, 1);
        }
        out.flush();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CodedOutputStream request = CodedOutputStream.newInstance(body);
        request.writeByteArray(SyncRequest.FRAMES_FIELD_NUMBER, fields.toByteArray());
        request.flush();
        return body.toByteArray();
    }
}
