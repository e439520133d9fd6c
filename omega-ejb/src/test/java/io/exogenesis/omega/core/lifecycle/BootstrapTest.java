package io.exogenesis.omega.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.TestClock;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.ServerSettings;
import io.exogenesis.omega.core.identity.AccessTokens;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.identity.ServerIdentity;
import io.exogenesis.omega.core.identity.TokenVerifier;
import io.exogenesis.omega.core.port.InMemoryAccessTokenStore;
import io.exogenesis.omega.core.port.InMemoryViewerStore;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootstrapTest {
    private static final String PASSWORD = "only-for-this-test";

    @TempDir
    Path data;

    private CoreSettings settings() {
        CoreSettings s = CoreSettings.of(data);
        ServerSettings server = new ServerSettings(
                data, "core.example", 19080, 19443, 14433, "jetty", data.resolve("omega.p12"), PASSWORD, "", "");
        return s.with(server);
    }

    private void makeKeyStore() throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "omega",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=test",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        data.resolve("omega.p12").toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    @Test
    void publish_writesWhatTheContractSays_forTheOwnerOnly() throws Exception {
        makeKeyStore();
        TestClock clock = new TestClock();
        Keys keys = new Keys(settings());
        keys.open();
        ServerIdentity identity = new ServerIdentity(settings());
        identity.open();
        Bootstrap bootstrap = new Bootstrap(settings(), keys, identity, clock);
        bootstrap.publish();

        Path file = data.resolve("bootstrap.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String json = Files.readString(file);
        assertThat(field(json, "http")).isEqualTo("http://127.0.0.1:19080");
        assertThat(field(json, "https")).isEqualTo("https://core.example:19443");
        assertThat(field(json, "quic")).isEqualTo("quic://core.example:14433");
        assertThat(keys.isEnrolmentKey(field(json, "enrolmentKey"))).isTrue();
        TokenVerifier verifier = new TokenVerifier(
                settings(),
                keys,
                new ViewerDirectory(new InMemoryViewerStore()),
                new AccessTokens(new InMemoryAccessTokenStore(), keys, clock),
                clock);
        String adminToken = field(json, "adminToken");
        assertThat(verifier.verify(adminToken).isAdmin()).isTrue();
        assertThatThrownBy(() -> anotherStart(clock).verify(adminToken))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("earlier start");
        KeyStore store = KeyStore.getInstance(data.resolve("omega.p12").toFile(), PASSWORD.toCharArray());
        byte[] spki = store.getCertificate("omega").getPublicKey().getEncoded();
        assertThat(field(json, "pin"))
                .isEqualTo(Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(spki)));

        bootstrap.remove();
        assertThat(file).doesNotExist();
        bootstrap.remove();
    }

    /** The same keys on disk; its own admin token is another. */
    private TokenVerifier anotherStart(TestClock clock) {
        Keys keys = new Keys(settings());
        keys.open();
        keys.tokens().forAdmin(clock.instant(), Duration.ofDays(1));
        return new TokenVerifier(
                settings(),
                keys,
                new ViewerDirectory(new InMemoryViewerStore()),
                new AccessTokens(new InMemoryAccessTokenStore(), keys, clock),
                clock);
    }

    @Test
    void open_withWrongPassword_saysWhichFile() throws Exception {
        Files.write(data.resolve("omega.p12"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> new ServerIdentity(settings()).open())
                .isInstanceOf(CoreException.class)
                .hasMessageContaining("omega.p12")
                .hasMessageNotContaining(PASSWORD);
    }

    private static String field(String json, String name) {
        Matcher field = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        assertThat(field.find()).as(name).isTrue();
        return field.group(1);
    }
}
