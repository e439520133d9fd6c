package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import io.exogenesis.omega.viewer.BankProof;
import io.exogenesis.omega.viewer.Registration;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.PushPatterns;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents that never sync hear of each round of a packaged Core: over QUIC by a pull that waits, over HTTPS by its events. */
class PushIT {
    /** Less than the minute that a pull waits, so that no end of a wait passes for a push. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    /** With the back-off of a Core that was away. */
    private static final Duration AFTER_A_RESTART = Duration.ofMinutes(3);

    private Path directory;
    private CorePorts ports;
    private String engine;
    private CoreProcess core;
    private Bootstrap keys;
    private Api api;

    private void startCore() {
        Map<String, String> settings = new HashMap<>();
        settings.put("OMEGA_HTTPS_HOST", "127.0.0.1");
        settings.put("OMEGA_AGGREGATE_ENABLED", "false");
        settings.put("OMEGA_AGGREGATE_VOTING_WINDOW", "PT0S");
        settings.put("OMEGA_CATALOGUE_BUILTIN", "false");
        settings.put("OMEGA_QUIC_ENGINE", engine);
        core = CoreProcess.start(CoreInstall.found(), directory.resolve("data"), ports, settings);
        keys = core.awaitReady();
        api = new Api(keys.http());
    }

    private ViewerAgent agent(ViewerRuntime runtime, String scheme) {
        Registration registered =
                Agents.registered(keys.http(), api.codes(keys.enrolmentKey(), 1).getFirst(), Consents.NONE);
        ViewerAgent agent = runtime.open(Agents.config(registered, directory.resolve(scheme))
                .omegaCoreEndpoints(registered.endpoints().stream()
                        .filter(e -> e.getScheme().equals(scheme))
                        .toList())
                .push(true)
                .build());
        agent.initialize().join();
        agent.firstPull().join();
        return agent;
    }

    /** Some viewers agree on something new; returns the version that a round makes of it. */
    private long round(int direction) {
        for (int v = 0; v < 4; v++) {
            String token = api.enrol(api.codes(keys.enrolmentKey(), 1).getFirst())
                    .get("token")
                    .getAsString();
            api.sync(
                    token,
                    ClientFrame.newBuilder()
                            .setPush(PushPatterns.newBuilder()
                                    .addContributions(
                                            WireCodec.toWire(Samples.pattern(1, Samples.near(direction, v), .9))))
                            .build());
        }
        JsonObject round = api.call("POST", "/api/admin/rounds", keys.adminToken(), "")
                .ok(200)
                .getAsJsonObject();
        return round.get("bankVersion").getAsLong();
    }

    private String coresHash() {
        return api.call("GET", "/api/admin/bank", keys.adminToken(), "")
                .ok(200)
                .getAsJsonObject()
                .get("hash")
                .getAsString();
    }

    private void assertHears(ViewerAgent agent, long version, Duration within) {
        await().atMost(within).until(() -> agent.stats().sync().bank().number() == version);
        await().atMost(within).until(() -> newest(agent).version().number() == version);
        assertThat(newest(agent).verified()).isTrue();
        assertThat(newest(agent).hash()).isEqualTo(coresHash());
    }

    private static BankProof newest(ViewerAgent agent) {
        return agent.bankProofs().getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty", "jetty"})
    @Timeout(600)
    void rounds_reachAgentsThatDoNotSync_alsoAfterARestart(String engineName) throws IOException {
        engine = engineName;
        directory = Work.fresh("push-" + engine);
        int[] free = Work.freePorts(3);
        ports = new CorePorts(free[0], free[1], free[2]);
        startCore();
        try (ViewerRuntime runtime = ViewerRuntime.builder(directory.resolve("shared"))
                .connectionsPerEndpoint(0)
                .build()) {
            round(5);
            try (ViewerAgent quic = agent(runtime, "quic");
                    ViewerAgent https = agent(runtime, "https")) {
                for (int direction : List.of(40, 80)) {
                    long version = round(direction);
                    assertHears(quic, version, PATIENCE);
                    assertHears(https, version, PATIENCE);
                }
                core.close();
                startCore();
                long version = round(120);
                assertHears(quic, version, AFTER_A_RESTART);
                assertHears(https, version, AFTER_A_RESTART);
            }
        } finally {
            core.close();
        }
    }
}
