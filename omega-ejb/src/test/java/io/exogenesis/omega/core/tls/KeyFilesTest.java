package io.exogenesis.omega.core.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilesTest {
    @TempDir
    private static Path keys;

    private static Path good;
    private static Path other;

    @TempDir
    private Path dir;

    @BeforeAll
    static void make() {
        good = TestKeys.ec(keys.resolve("good.p12"));
        other = TestKeys.ec(keys.resolve("other.p12"));
    }

    private Path at(String name) {
        return dir.resolve(name);
    }

    @Test
    void pem_certificateAndKey_areTheSameAsInPkcs12() throws IOException {
        KeyMaterial read = KeyFiles.pem(TestKeys.certificate(good, at("cert.pem")), TestKeys.key(good, at("key.pem")));

        assertThat(read.checked(Instant.now()).pin()).isEqualTo(TestKeys.pin(good));
    }

    @ParameterizedTest
    @CsvSource({"EC,secp384r1", "RSA,"})
    void checked_otherKindsThatAreStrongEnough_willDo(String kind, String curve) {
        Path file = curve == null
                ? TestKeys.pkcs12(at("k.p12"), "-keyalg", kind, "-keysize", "2048")
                : TestKeys.pkcs12(at("k.p12"), "-keyalg", kind, "-groupname", curve);

        assertThat(KeyFiles.pkcs12(file, TestKeys.PASSWORD)
                        .checked(Instant.now())
                        .pin())
                .hasSize(44);
    }

    @Test
    void checked_weakRsa_saysHowManyBits() {
        Path weak = TestKeys.pkcs12(at("weak.p12"), "-keyalg", "RSA", "-keysize", "1024");

        assertThatThrownBy(() -> KeyFiles.pkcs12(weak, TestKeys.PASSWORD).checked(Instant.now()))
                .isInstanceOf(BadKeyException.class)
                .hasMessageContaining("RSA of 1024 bits")
                .hasMessageContaining("weak.p12");
    }

    @Test
    void checked_kindThatTheEnginesDoNotKnow_isRefused() {
        Path odd = TestKeys.pkcs12(at("odd.p12"), "-keyalg", "Ed25519");

        assertThatThrownBy(() -> KeyFiles.pkcs12(odd, TestKeys.PASSWORD).checked(Instant.now()))
                .hasMessageContaining("not EC P-256 or P-384");
    }

    @Test
    void checked_outsideOfItsTime_saysWhenItWasOrWillBe() {
        KeyMaterial key = KeyFiles.pkcs12(good, TestKeys.PASSWORD);
        Instant until = key.leaf().getNotAfter().toInstant();
        Instant from = key.leaf().getNotBefore().toInstant();

        assertThatThrownBy(() -> key.checked(until.plus(Duration.ofSeconds(1))))
                .hasMessageContaining("has expired on " + until);
        key.checked(from.minus(Duration.ofMinutes(4)));
        assertThatThrownBy(() -> key.checked(from.minus(Duration.ofMinutes(6))))
                .hasMessageContaining("is not valid before " + from);
    }

    @Test
    void checked_keyOfAnotherCertificate_isRefused() throws IOException {
        KeyMaterial mixed =
                KeyFiles.pem(TestKeys.certificate(good, at("cert.pem")), TestKeys.key(other, at("key.pem")));

        assertThatThrownBy(() -> mixed.checked(Instant.now()))
                .hasMessageContaining("does not belong to the certificate");
    }

    @Test
    void pem_keyOfAnotherKind_isRefused() throws IOException {
        Path rsa = TestKeys.pkcs12(at("rsa.p12"), "-keyalg", "RSA", "-keysize", "2048");
        Path certificate = TestKeys.certificate(good, at("cert.pem"));
        Path key = TestKeys.key(rsa, at("key.pem"));

        assertThatThrownBy(() -> KeyFiles.pem(certificate, key))
                .hasMessageContaining("key.pem")
                .hasMessageContaining("no EC key");
    }

    @ParameterizedTest
    @CsvSource({
        "ENCRYPTED PRIVATE KEY,is encrypted",
        "EC PRIVATE KEY,openssl pkcs8 -topk8 -nocrypt",
        "RSA PRIVATE KEY,openssl pkcs8 -topk8 -nocrypt",
        "CERTIFICATE,no PEM block PRIVATE KEY"
    })
    void pem_keyInAnotherForm_saysWhatToDo(String type, String line) throws IOException {
        Path certificate = TestKeys.certificate(good, at("cert.pem"));
        Path key = TestKeys.key(good, at("key.pem"), type);

        assertThatThrownBy(() -> KeyFiles.pem(certificate, key))
                .isInstanceOf(BadKeyException.class)
                .hasMessageContaining("key.pem")
                .hasMessageContaining(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no PEM at all", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void pem_certificateThatIsNone_namesTheFile(String text) throws IOException {
        Path certificate = Files.writeString(at("cert.pem"), text);
        Path key = TestKeys.key(good, at("key.pem"));

        assertThatThrownBy(() -> KeyFiles.pem(certificate, key))
                .isInstanceOf(BadKeyException.class)
                .hasMessageContaining("cert.pem");
    }

    @Test
    void pem_noBase64_namesTheBlock() throws IOException {
        Path certificate = TestKeys.certificate(good, at("cert.pem"));
        Path key = Files.writeString(at("key.pem"), "-----BEGIN PRIVATE KEY-----\n!!\n-----END PRIVATE KEY-----\n");

        assertThatThrownBy(() -> KeyFiles.pem(certificate, key)).hasMessageContaining("no Base64");
    }

    @Test
    void pkcs12_wrongPassword_saysSo() {
        assertThatThrownBy(() -> KeyFiles.pkcs12(good, "another"))
                .isInstanceOf(BadKeyException.class)
                .hasMessageContaining("the password is wrong")
                .hasMessageNotContaining("another");
    }

    @Test
    void pkcs12_noSuchFileOrNoKeyStore_saysWhich() throws IOException {
        Path broken = Files.writeString(at("broken.p12"), "not one");

        assertThatThrownBy(() -> KeyFiles.pkcs12(at("absent.p12"), "")).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> KeyFiles.pkcs12(broken, "")).hasMessageContaining("no PKCS12 file");
    }

    @Test
    void pin_ofACertificateOrAPublicKey_isTheSame() throws IOException {
        byte[] spki =
                KeyFiles.pkcs12(good, TestKeys.PASSWORD).leaf().getPublicKey().getEncoded();
        Path alone = Files.writeString(at("public.pem"), TestKeys.block("PUBLIC KEY", spki));

        assertThat(KeyFiles.pin(TestKeys.certificate(good, at("cert.pem")))).isEqualTo(TestKeys.pin(good));
        assertThat(KeyFiles.pin(alone)).isEqualTo(TestKeys.pin(good));
    }
}
