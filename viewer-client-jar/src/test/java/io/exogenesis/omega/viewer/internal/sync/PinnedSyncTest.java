package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.SyncFailedException;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import io.exogenesis.omega.viewer.internal.agent.LocalViewerAgent;
import io.exogenesis.omega.viewer.internal.agent.SharedModels;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Core takes another key: who was told of it beforehand goes on, who was not is refused. */
class PinnedSyncTest {
    @TempDir
    private Path directory;

    private final FakeCore core = new FakeCore(20);
    private SharedModels shared;
    private TestKey first;
    private TestKey second;

    @BeforeEach
    void open() throws Exception {
        shared = TestAgents.shared(directory.resolve("shared"));
        first = TestKey.create(directory, "first");
        second = TestKey.create(directory, "second");
    }

    @AfterEach
    void close() {
        shared.close();
    }

    private static String text(TestKey key) {
        return key.pin().sha256Base64();
    }

    private ViewerAgent agent(String endpoint, String... pins) {
        return LocalViewerAgent.open(
                ViewerAgentConfig.builder(new ViewerId("v"), directory.resolve("v"))
                        .omegaCoreEndpoints(List.of(URI.create(endpoint)))
                        .pins(List.of(pins))
                        .token("v")
                        .syncInterval(Duration.ZERO)
                        .exchangeTimeout(Duration.ofSeconds(20))
                        .retry(RetryPolicy.NONE)
                        .clock(() -> TestAgents.NOW)
                        .build(),
                shared);
    }

    private FakeCoreServer server(TestKey key) throws Exception {
        return new FakeCoreServer(core, key, directory.resolve("pem"), true);
    }

    private static String quic(FakeCoreServer server) {
        return "quic://127.0.0.1:" + server.quicPort();
    }

    private static String https(FakeCoreServer server) {
        return "https://127.0.0.1:" + server.httpsPort();
    }

    private void tells(List<String> pins, List<String> retired, int version) {
        core.greets(auth -> auth.addAllPins(pins).addAllRetiredPins(retired).setPinsVersion(version));
    }

    private static void goesOn(ViewerAgent agent) {
        assertThat(agent.syncWithCore().join().attempts()).isEqualTo(1);
    }

    private static void isRefused(ViewerAgent agent) {
        assertThatThrownBy(() -> agent.syncWithCore().join())
                .cause()
                .isInstanceOf(SyncFailedException.class)
                .cause()
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.WRONG_PIN));
    }

    @Test
    void syncWithCore_toldOfTheNextKey_goesOnWhenTheCoreTakesIt() throws Exception {
        tells(List.of(text(first), text(second)), List.of(), 7);
        try (FakeCoreServer server = server(first);
                ViewerAgent agent = agent(quic(server), text(first))) {
            goesOn(agent);
            server.useKey(second);
            goesOn(agent);
            agent.shutdown().join();
            // the memory has kept it
            try (ViewerAgent again = agent(quic(server), text(first))) {
                goesOn(again);
            }
        }
    }

    @Test
    void syncWithCore_notToldOfTheNextKey_refusedOverBothWays() throws Exception {
        try (FakeCoreServer server = server(second)) {
            for (String endpoint : List.of(quic(server), https(server))) {
                try (ViewerAgent agent = agent(endpoint, text(first))) {
                    isRefused(agent);
                }
            }
            assertThat(core.pushes()).isEmpty();
        }
    }

    @Test
    void syncWithCore_severalPinsConfigured_anyOfThemWillDoOverBothWays() throws Exception {
        try (FakeCoreServer server = server(second)) {
            for (String endpoint : List.of(quic(server), https(server))) {
                try (ViewerAgent agent = agent(endpoint, text(first), text(second))) {
                    goesOn(agent);
                }
            }
        }
    }

    /** HTTPS tells of keys as QUIC does, and what it tells counts for both. */
    @Test
    void syncWithCore_toldOverHttps_countsOverHttpsWithTheNewKeyAfterARestart() throws Exception {
        tells(List.of(text(first), text(second)), List.of(), 7);
        try (FakeCoreServer before = server(first);
                ViewerAgent agent = agent(https(before), text(first))) {
            goesOn(agent);
        }
        try (FakeCoreServer after = server(second);
                ViewerAgent agent = agent(https(after), text(first))) {
            goesOn(agent);
        }
    }

    /** A key that was stolen is worth nothing once its Core has retired it. */
    @Test
    void syncWithCore_keyRetired_itsHolderIsRefused() throws Exception {
        tells(List.of(text(second)), List.of(text(first)), 8);
        try (FakeCoreServer server = server(second);
                ViewerAgent agent = agent(quic(server), text(first), text(second))) {
            goesOn(agent);
        }
        try (FakeCoreServer thief = server(first);
                ViewerAgent agent = agent(quic(thief), text(first), text(second))) {
            isRefused(agent);
        }
    }

    /** Two Cores of a fleet have keys of their own: one does not make the agent forget the other. */
    @Test
    void syncWithCore_oneOfTwoCoresTells_theOtherIsStillTrusted() throws Exception {
        TestKey next = TestKey.create(directory, "next");
        tells(List.of(text(first), text(next)), List.of(), 9);
        try (FakeCoreServer one = server(first);
                ViewerAgent agent = agent(quic(one), text(first), text(second))) {
            goesOn(agent);
        }
        try (FakeCoreServer other = server(second);
                ViewerAgent agent = agent(quic(other), text(first), text(second))) {
            goesOn(agent);
        }
    }

    @Test
    void syncWithCore_otherPinsConfigured_whatWasToldBeforeIsForgotten() throws Exception {
        tells(List.of(text(first), text(second)), List.of(), 7);
        try (FakeCoreServer server = server(first);
                ViewerAgent agent = agent(quic(server), text(first))) {
            goesOn(agent);
        }
        try (FakeCoreServer server = server(second);
                ViewerAgent agent = agent(quic(server), TestAgents.PIN)) {
            isRefused(agent);
        }
    }

    @Test
    void syncWithCore_nonsenseInPlaceOfPins_isPassedByAndTheSyncGoesOn() throws Exception {
        tells(List.of("no pin"), List.of(text(first)), 3);
        try (FakeCoreServer server = server(first);
                ViewerAgent agent = agent(quic(server), text(first))) {
            goesOn(agent);
            goesOn(agent);
        }
    }

    @Test
    void syncWithCore_coreThatOnlySpeaksTls12_isRefused() throws Exception {
        HttpsServer old = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        old.setHttpsConfigurator(new HttpsConfigurator(first.serverContext()) {
            @Override
            public void configure(HttpsParameters parameters) {
                parameters.setSSLParameters(new SSLParameters(null, new String[] {"TLSv1.2"}));
            }
        });
        old.createContext(HttpsTransport.PATH, exchange -> {
            throw new AssertionError("the request arrived");
        });
        old.start();
        try (ViewerAgent agent = agent("https://127.0.0.1:" + old.getAddress().getPort(), text(first))) {
            assertThatThrownBy(() -> agent.syncWithCore().join()).hasMessageContaining("protocol");
        } finally {
            old.stop(0);
        }
    }
}
