package io.exogenesis.omega.core.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.ConflictException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.ServerSettings;
import io.exogenesis.omega.core.config.TlsSettings;
import io.exogenesis.omega.core.identity.ServerIdentity;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsKeysTest {
    @TempDir
    private static Path made;

    private static Path first;
    private static Path second;

    @TempDir
    private Path data;

    private Path inForce;
    /** The clock runs, since keys are valid from the moment of their making. */
    private Duration ahead = Duration.ZERO;

    private ServerIdentity identity;
    private final List<String> shown = new ArrayList<>();

    @BeforeAll
    static void make() {
        first = TestKeys.ec(made.resolve("first.p12"));
        second = TestKeys.ec(made.resolve("second.p12"));
    }

    @BeforeEach
    void firstKey() throws IOException {
        inForce = Files.createDirectories(data.resolve("keys")).resolve("omega.p12");
        Files.copy(first, inForce);
    }

    private TlsKeys open(TlsSettings tls) {
        CoreSettings defaults = CoreSettings.of(data);
        ServerSettings server = new ServerSettings(
                data, "core.example", 19080, 19443, 14433, "netty", inForce, TestKeys.PASSWORD, "", "");
        CoreSettings settings = defaults.with(server).with(tls);
        identity = new ServerIdentity(settings);
        identity.open();
        TlsKeys keys = new TlsKeys(settings, identity, CoreMetrics.NONE, this::now);
        keys.open();
        keys.enrol((keyStore, password) ->
                shown.add(KeyFiles.pkcs12(keyStore, password).pin()));
        return keys;
    }

    private TlsKeys own() {
        return open(TlsSettings.DEFAULTS);
    }

    private static TlsSettings pem(Path certificate, Path key, String next) {
        TlsSettings d = TlsSettings.DEFAULTS;
        return new TlsSettings(
                certificate.toString(), key.toString(), "", "", "", next, d.checkInterval(), d.rotateAfter());
    }

    private TlsSettings givenPem(Path pkcs12, String next) throws IOException {
        return pem(
                TestKeys.certificate(pkcs12, data.resolve("cert.pem")),
                TestKeys.key(pkcs12, data.resolve("key.pem")),
                next);
    }

    private static TlsSettings pkcs12(Path file, String password, String passwordFile) {
        TlsSettings d = TlsSettings.DEFAULTS;
        return new TlsSettings("", "", file.toString(), password, passwordFile, "", d.checkInterval(), d.rotateAfter());
    }

    private Instant now() {
        return Instant.now().plus(ahead);
    }

    private String pinInForce() {
        return TestKeys.pin(inForce);
    }

    private void waitUntilItIsKnown() {
        ahead = TlsSettings.DEFAULTS.rotateAfter().plusMinutes(1);
    }

    @Test
    void open_ownKey_makesTheNextOneAndTellsBothPins() {
        TlsKeys keys = own();

        assertThat(identity.pins().pins()).hasSize(2).startsWith(TestKeys.pin(first));
        assertThat(keys.status().pins()).isEqualTo(identity.pins());
        assertThat(keys.trouble()).isEmpty();
    }

    @Test
    void open_again_theNextKeyIsTheSame() {
        own();
        List<String> before = identity.pins().pins();

        own();

        assertThat(identity.pins().pins()).isEqualTo(before);
    }

    @Test
    void rotate_whenViewersKnowTheNextKey_takesItAndMakesAnother() {
        TlsKeys keys = own();
        String next = identity.pins().pins().getLast();
        waitUntilItIsKnown();

        TlsStatus after = keys.rotate(false);

        assertThat(after.pins().pins()).hasSize(2).startsWith(next).doesNotContain(TestKeys.pin(first));
        assertThat(after.pins().retired()).containsExactly(TestKeys.pin(first));
        assertThat(identity.pin()).isEqualTo(next);
        assertThat(pinInForce()).isEqualTo(next);
        assertThat(shown).containsExactly(next);
    }

    @Test
    void rotate_beforeViewersKnowTheNextKey_refusedUnlessForced() {
        TlsKeys keys = own();

        assertThatThrownBy(() -> keys.rotate(false))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("have to be given the new pin");
        assertThat(pinInForce()).isEqualTo(TestKeys.pin(first));
        assertThat(keys.trouble()).isEmpty();

        keys.rotate(true);
        assertThat(pinInForce()).isNotEqualTo(TestKeys.pin(first));
    }

    /** What a process leaves that died between the two files. */
    @Test
    void open_nextKeyIsTheOneInForce_anotherIsMade() throws IOException {
        own();
        Files.copy(data.resolve("keys/next.p12"), inForce, StandardCopyOption.REPLACE_EXISTING);

        own();

        assertThat(identity.pins().pins()).hasSize(2).doesNotHaveDuplicates().startsWith(pinInForce());
    }

    @Test
    void makeNext_retiresTheFormerNextKey() {
        TlsKeys keys = own();
        String former = identity.pins().pins().getLast();

        TlsStatus after = keys.makeNext();

        assertThat(after.pins().pins()).startsWith(TestKeys.pin(first)).doesNotContain(former);
        assertThat(after.pins().retired()).containsExactly(former);
        assertThat(shown).isEmpty();
    }

    @Test
    void open_givenPem_isInForceAndTheFormerKeyRetired() throws IOException {
        open(givenPem(second, ""));

        assertThat(pinInForce()).isEqualTo(TestKeys.pin(second));
        assertThat(identity.pins().pins()).containsExactly(TestKeys.pin(second));
        assertThat(identity.pins().retired()).containsExactly(TestKeys.pin(first));
    }

    @Test
    void open_givenNextCertificate_itsPinIsTold() throws IOException {
        Path next = TestKeys.certificate(first, data.resolve("next.pem"));

        open(givenPem(second, next.toString()));

        assertThat(identity.pins().pins()).containsExactly(TestKeys.pin(second), TestKeys.pin(first));
        assertThat(identity.pins().retired()).isEmpty();
    }

    @Test
    void open_givenPkcs12_passwordFromSettingOrFile() throws IOException {
        Path password = Files.writeString(data.resolve("password"), TestKeys.PASSWORD + "\n");

        open(pkcs12(second, "", password.toString()));
        assertThat(pinInForce()).isEqualTo(TestKeys.pin(second));

        open(pkcs12(first, TestKeys.PASSWORD, ""));
        assertThat(pinInForce()).isEqualTo(TestKeys.pin(first));
    }

    @Test
    void open_givenButBad_theKeyInForceStaysAndTheStatusSaysWhy() {
        TlsKeys keys = open(pkcs12(second, "wrong", ""));

        assertThat(pinInForce()).isEqualTo(TestKeys.pin(first));
        assertThat(identity.pin()).isEqualTo(TestKeys.pin(first));
        assertThat(keys.trouble()).contains("the password is wrong");
        assertThat(keys.status().failure()).isEqualTo(keys.trouble());
    }

    @Test
    void look_filesReplaced_takesThemOverOnce() throws IOException {
        TlsKeys keys = open(givenPem(first, ""));
        keys.look();
        assertThat(shown).isEmpty();

        givenPem(second, "");
        touch("cert.pem");
        keys.look();
        keys.look();

        assertThat(shown).containsExactly(TestKeys.pin(second));
    }

    /** The certificate and its key are two files: who looks between the two finds what does not fit. */
    @Test
    void look_onlyOneOfTwoFilesReplaced_waitsForTheOther() throws IOException {
        TlsKeys keys = open(givenPem(first, ""));

        TestKeys.certificate(second, data.resolve("cert.pem"));
        touch("cert.pem");
        keys.look();
        assertThat(keys.trouble()).contains("does not belong");
        assertThat(shown).isEmpty();

        TestKeys.key(second, data.resolve("key.pem"));
        touch("key.pem");
        keys.look();
        assertThat(keys.trouble()).isEmpty();
        assertThat(shown).containsExactly(TestKeys.pin(second));
    }

    @Test
    void reload_badFile_answersWithTheLineAndChangesNothing() throws IOException {
        TlsKeys keys = open(givenPem(first, ""));
        Files.writeString(data.resolve("cert.pem"), "");

        assertThatThrownBy(keys::reload).isInstanceOf(ConflictException.class).hasMessageContaining("cert.pem");
        assertThat(pinInForce()).isEqualTo(TestKeys.pin(first));
        assertThat(shown).isEmpty();

        givenPem(first, "");
        assertThat(keys.reload().failure()).isEmpty();
    }

    /** The same key in a renewed certificate costs no viewer anything. */
    @Test
    void reload_renewedCertificateOfTheSameKey_pinStaysAndNothingIsRetired() throws Exception {
        Path renewed = Files.copy(first, data.resolve("renewed.p12"));
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-selfcert",
                        "-alias",
                        "anything",
                        "-validity",
                        "1000",
                        "-keystore",
                        renewed.toString(),
                        "-storepass",
                        TestKeys.PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        TlsKeys keys = open(pkcs12(renewed, TestKeys.PASSWORD, ""));

        assertThat(keys.status().notAfter()).isAfter(now().plus(Duration.ofDays(900)));
        assertThat(identity.pins().pins()).containsExactly(TestKeys.pin(first));
        assertThat(identity.pins().retired()).isEmpty();
    }

    @Test
    void rotate_givenCertificate_refusedWithTheWayToDoIt() throws IOException {
        TlsKeys keys = open(givenPem(first, ""));

        assertThatThrownBy(() -> keys.rotate(true))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("reload");
        assertThatThrownBy(keys::makeNext).isInstanceOf(ConflictException.class);
    }

    @Test
    void rotate_aDoorKeepsTheFormerKey_theLineSaysWhich() {
        TlsKeys keys = own();
        keys.enrol((keyStore, password) -> {
            throw new IllegalStateException("HTTPS is stuck");
        });

        assertThatThrownBy(() -> keys.rotate(true)).hasMessageContaining("HTTPS is stuck");
        assertThat(shown).hasSize(1);
        assertThat(keys.trouble()).contains("after a restart");
    }

    @Test
    void trouble_certificateExpired_saysSince() {
        TlsKeys keys = own();
        assertThat(keys.daysLeft()).isPositive();

        ahead = Duration.ofDays(5000);

        assertThat(keys.trouble()).contains("has expired on");
        assertThat(keys.daysLeft()).isNegative();
    }

    @Test
    void status_noKeyStore_refused() throws IOException {
        Files.delete(inForce);
        TlsKeys keys = own();

        assertThatThrownBy(keys::status).isInstanceOf(ConflictException.class).hasMessageContaining("omega.keystore");
        assertThat(keys.trouble()).isEmpty();
        keys.look();
    }

    /** A file system may not tell two writes within a second apart. */
    private void touch(String name) throws IOException {
        Path file = data.resolve(name);
        Files.setLastModifiedTime(
                file,
                java.nio.file.attribute.FileTime.from(
                        Files.getLastModifiedTime(file).toInstant().plusSeconds(2)));
    }
}
