package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Event streams over sockets: hundreds at once, and one that comes back to a Core that was started anew. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventStreamsIT {
    private static final int VIEWERS = 100;
    /** One less than a viewer may have. */
    private static final int OF_EACH = 3;

    private static final Map<String, String> SETTINGS = Map.of(
            "OMEGA_HTTPS_HOST", "127.0.0.1",
            "OMEGA_AGGREGATE_ENABLED", "false",
            "OMEGA_CATALOGUE_BUILTIN", "false");

    private Path data;
    private CorePorts ports;
    private CoreProcess core;
    private Bootstrap keys;
    private Api api;

    @BeforeAll
    void start() throws IOException {
        data = Work.fresh("streams").resolve("data");
        int[] free = Work.freePorts(3);
        ports = new CorePorts(free[0], free[1], free[2]);
        startCore();
    }

    private void startCore() {
        core = CoreProcess.start(CoreInstall.found(), data, ports, SETTINGS);
        keys = core.awaitReady();
        api = new Api(keys.http());
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

    private EventStream open(JsonObject viewer, String lastSeen) throws Exception {
        return EventStream.open(
                keys.http() + "/api/omega/events/" + viewer.get("viewerId").getAsString(),
                viewer.get("token").getAsString(),
                lastSeen);
    }

    @Test
    @Timeout(300)
    void round_amongHundredsOfStreams_reachesEach_alsoAfterARestart() throws Exception {
        JsonObject returning = enrolled();
        List<EventStream> open = new ArrayList<>();
        String first;
        try {
            for (int v = 0; v < VIEWERS; v++) {
                JsonObject viewer = enrolled();
                for (int s = 0; s < OF_EACH; s++) {
                    open.add(open(viewer, ""));
                }
            }
            api.call("POST", "/api/admin/rounds", keys.adminToken(), "").ok(200);

            first = open.getFirst().next("id");
            for (EventStream stream : open.subList(1, open.size())) {
                assertThat(stream.next("id")).isEqualTo(first);
            }
            assertThat(api.ready()).isTrue();
        } finally {
            open.forEach(EventStream::close);
        }
        api.call("POST", "/api/admin/rounds", keys.adminToken(), "").ok(200);
        core.close();
        startCore();

        String bank = first.substring(0, first.lastIndexOf(':'));
        for (String lastSeen : List.of(first, "another-bank:1", "garbage")) {
            try (EventStream stream = open(returning, lastSeen)) {
                assertThat(stream.next("id")).as(lastSeen).isEqualTo(bank + ":2");
                assertThat(stream.next("data")).contains("\"behind\":true");
            }
        }
    }
}
