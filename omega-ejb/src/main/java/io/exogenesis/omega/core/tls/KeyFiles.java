package io.exogenesis.omega.core.tls;

import io.exogenesis.omega.core.config.TlsSettings;
import io.exogenesis.omega.core.identity.ServerIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads keys and certificates as operators keep them: PEM (RFC 7468) and PKCS12 (RFC 7292). */
final class KeyFiles {
    /** A key and a chain have some kilobytes. */
    private static final int MOST_BYTES = 1 << 20;

    private static final Pattern PEM = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    private record Block(String type, byte[] der) {}

    private KeyFiles() {}

    /** What the operator gives, unchecked. */
    static KeyMaterial given(TlsSettings tls) {
        if (tls.pkcs12().isEmpty()) {
            return pem(Path.of(tls.certificate()), Path.of(tls.key()));
        }
        String password = tls.pkcs12PasswordFile().isEmpty()
                ? tls.pkcs12Password()
                : new String(bytes(Path.of(tls.pkcs12PasswordFile())), StandardCharsets.UTF_8).strip();
        return pkcs12(Path.of(tls.pkcs12()), password);
    }

    /** The first key entry of a key store. */
    static KeyMaterial pkcs12(Path file, String password) {
        byte[] content = bytes(file);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = new ByteArrayInputStream(content)) {
                store.load(in, password.toCharArray());
            }
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
                    // null where the file has the key alone
                    Certificate @Nullable [] chain = store.getCertificateChain(alias);
                    return new KeyMaterial(file.toString(), key, chain == null ? List.of() : x509(chain));
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            String why = e.getCause() instanceof UnrecoverableKeyException
                    ? "the password is wrong"
                    : "it is no PKCS12 file (" + e.getMessage() + ")";
            throw new BadKeyException(file + " cannot be opened: " + why, e);
        }
        throw new BadKeyException(file + " has no private key");
    }

    private static List<X509Certificate> x509(Certificate[] chain) {
        return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
    }

    /** A chain, leaf first, and the key of its leaf. */
    static KeyMaterial pem(Path certificates, Path key) {
        List<X509Certificate> chain = blocks(certificates).stream()
                .filter(block -> block.type().equals("CERTIFICATE"))
                .map(block -> certificate(block, certificates))
                .toList();
        if (chain.isEmpty()) {
            throw new BadKeyException(certificates + " has no PEM block CERTIFICATE");
        }
        return new KeyMaterial(
                certificates.toString(), privateKey(key, chain.getFirst().getPublicKey()), chain);
    }

    /** The pin of a certificate or of a public key alone. */
    static String pin(Path file) {
        for (Block block : blocks(file)) {
            if (block.type().equals("CERTIFICATE")) {
                return ServerIdentity.pin(certificate(block, file).getPublicKey());
            }
            if (block.type().equals("PUBLIC KEY")) {
                return ServerIdentity.pin(publicKey(block, file));
            }
        }
        throw new BadKeyException(file + " has no PEM block CERTIFICATE or PUBLIC KEY");
    }

    private static PublicKey publicKey(Block block, Path file) {
        for (String kind : List.of("EC", "RSA")) {
            try {
                return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(block.der()));
            } catch (GeneralSecurityException e) {
                // perhaps the other kind
            }
        }
        throw new BadKeyException("the public key in " + file + " is neither EC nor RSA");
    }

    private static X509Certificate certificate(Block block, Path file) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der()));
        } catch (GeneralSecurityException e) {
            throw new BadKeyException("a certificate in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static PrivateKey privateKey(Path file, PublicKey of) {
        for (Block block : blocks(file)) {
            switch (block.type()) {
                case "PRIVATE KEY" -> {
                    try {
                        return KeyFactory.getInstance(of.getAlgorithm())
                                .generatePrivate(new PKCS8EncodedKeySpec(block.der()));
                    } catch (GeneralSecurityException e) {
                        throw new BadKeyException(
                                "the key in " + file + " is no " + of.getAlgorithm()
                                        + " key, as the certificate's is, or cannot be read",
                                e);
                    }
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new BadKeyException(
                            "the key in " + file
                                    + " is encrypted, which the Core cannot open: give a PKCS12 file and its password (omega.tls.pkcs12), or the key without a passphrase (openssl pkcs8 -in KEY -out PLAIN)");
                case "EC PRIVATE KEY", "RSA PRIVATE KEY", "DSA PRIVATE KEY" ->
                    throw new BadKeyException("the key in " + file + " is a " + block.type()
                            + ", not PKCS8: convert it with openssl pkcs8 -topk8 -nocrypt -in KEY -out PKCS8");
                default -> {}
            }
        }
        throw new BadKeyException(file + " has no PEM block PRIVATE KEY");
    }

    private static List<Block> blocks(Path file) {
        String text = new String(bytes(file), StandardCharsets.ISO_8859_1);
        List<Block> all = new ArrayList<>();
        Matcher block = PEM.matcher(text);
        while (block.find()) {
            String type = block.group(1);
            String body = block.group(2).replaceAll("\\s", "");
            all.add(new Block(type, decoded(type, body, file)));
        }
        return all;
    }

    /** Of what is refused by its name alone the content is of no interest: it may have headers before it. */
    private static byte[] decoded(String type, String body, Path file) {
        if (!List.of("CERTIFICATE", "PUBLIC KEY", "PRIVATE KEY").contains(type)) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new BadKeyException("the PEM block " + type + " in " + file + " is no Base64", e);
        }
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw new BadKeyException(file + " is too large for a key or a certificate");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new BadKeyException(file + " does not exist", e);
        } catch (IOException e) {
            throw new BadKeyException(file + " cannot be read: " + e, e);
        }
    }
}
