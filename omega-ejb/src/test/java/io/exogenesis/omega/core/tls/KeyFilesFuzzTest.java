package io.exogenesis.omega.core.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys and certificates that an operator lays down: a key that can be used, or one sentence that names the file. */
class KeyFilesFuzzTest {
    private static final String PASSWORD = TestKeys.PASSWORD;

    @TempDir
    static Path directory;

    private static Path good() {
        Path file = directory.resolve("good.p12");
        return Files.exists(file) ? file : TestKeys.ec(file);
    }

    static Stream<Arguments> pems() throws IOException {
        String certificate = Files.readString(TestKeys.certificate(good(), directory.resolve("c.pem")));
        String key = Files.readString(TestKeys.key(good(), directory.resolve("k.pem")));
        return Stream.of(
                        certificate + key,
                        key + certificate + certificate,
                        certificate.replace("M", "N") + key,
                        certificate + key.replace("PRIVATE KEY", "EC PRIVATE KEY"),
                        certificate + key.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"),
                        certificate + certificate.replace("CERTIFICATE", "PRIVATE KEY"),
                        key.replace("PRIVATE KEY", "PUBLIC KEY"),
                        key.replace("PRIVATE KEY", "CERTIFICATE"),
                        "-----BEGIN CERTIFICATE-----\n=\n-----END CERTIFICATE-----",
                        "-----BEGIN " + "A ".repeat(5_000),
                        "")
                .map(text -> Arguments.of((Object) text.getBytes(UTF_8)));
    }

    @MethodSource("pems")
    @FuzzTest // must come last
    void pem_anyFile_aKeyOrOneSentence(byte[] data) throws IOException {
        Path file = Files.write(directory.resolve("any.pem"), data);
        try {
            assertThat(KeyFiles.pem(file, file).checked(Instant.now()).pin()).hasSize(44);
        } catch (BadKeyException e) {
            assertThat(e.getMessage()).contains("any.pem").doesNotContainPattern("\\p{Cc}");
        }
        try {
            assertThat(KeyFiles.pin(file)).hasSize(44);
        } catch (BadKeyException e) {
            assertThat(e.getMessage()).contains("any.pem").doesNotContainPattern("\\p{Cc}");
        }
    }

    static Stream<Arguments> stores() throws IOException, GeneralSecurityException {
        byte[] whole = Files.readAllBytes(good());
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        ByteArrayOutputStream nothing = new ByteArrayOutputStream();
        empty.store(nothing, PASSWORD.toCharArray());
        return Stream.of(
                        whole,
                        damaged,
                        Arrays.copyOf(whole, whole.length - 1),
                        nothing.toByteArray(),
                        keyAlone(KeyFiles.pkcs12(good(), PASSWORD).key()),
                        new byte[] {0x30, (byte) 0x84, 0x7f, -1, -1, -1},
                        new byte[0])
                .map(bytes -> Arguments.of((Object) bytes));
    }

    /** As {@code openssl pkcs12 -nocerts} makes it: the JDK writes none from a key, but from one that is encrypted already. */
    private static byte[] keyAlone(PrivateKey key) throws IOException, GeneralSecurityException {
        String algorithm = "PBEWithSHA1AndDESede";
        SecretKey secret =
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(PASSWORD.toCharArray()));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.ENCRYPT_MODE, secret, new PBEParameterSpec(new byte[20], 1_000));
        byte[] encrypted =
                new EncryptedPrivateKeyInfo(cipher.getParameters(), cipher.doFinal(key.getEncoded())).getEncoded();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("a", encrypted, null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, PASSWORD.toCharArray());
        return out.toByteArray();
    }

    @MethodSource("stores")
    @FuzzTest // must come last
    void pkcs12_anyFile_aKeyOrOneSentence(byte[] data) throws IOException {
        Path file = Files.write(directory.resolve("any.p12"), data);
        try {
            assertThat(KeyFiles.pkcs12(file, PASSWORD).checked(Instant.now()).pin())
                    .hasSize(44);
        } catch (BadKeyException e) {
            assertThat(e.getMessage()).contains("any.p12").doesNotContainPattern("\\p{Cc}");
        }
    }
}
