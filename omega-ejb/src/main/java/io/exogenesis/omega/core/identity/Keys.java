package io.exogenesis.omega.core.identity;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.IdentitySettings;
import io.exogenesis.omega.core.files.PrivateFiles;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The Core's own secrets, made at first start in {@code DATA/keys} (directory 0700, files 0600):
 *
 * <ul>
 *   <li>{@code jwt-private.pem} (PKCS8) and {@code jwt-public.pem} (SubjectPublicKeyInfo): EC P-256, for tokens
 *   <li>{@code enrolment.key}: 32 random bytes, base64url; who knows it may mint enrolment codes
 *   <li>{@code pseudonym.key}: 32 random bytes, base64url; supporters are counted by HMAC-SHA-256 of their viewer id
 * </ul>
 */
@Singleton
public class Keys {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Path directory;
    private final SecureRandom random = new SecureRandom();
    private volatile Opened opened = Opened.NOT_YET;

    private final IdentitySettings identity;

    @Inject
    public Keys(CoreSettings settings) {
        this(settings.server().data().resolve("keys"), settings.identity());
    }

    public Keys(Path directory) {
        this(directory, IdentitySettings.DEFAULTS);
    }

    /** @param identity whose tokens count beside this Core's */
    public Keys(Path directory, IdentitySettings identity) {
        this.directory = directory;
        this.identity = identity;
    }

    /** Reads the keys, making those that are missing. */
    public void open() {
        PrivateFiles.directory(directory);
        KeyPair pair = tokenKeys();
        opened = new Opened(
                pair,
                new Tokens(pair.getPrivate(), pair.getPublic()),
                identity.present() ? new IdentityProvider(identity) : null,
                secret("enrolment.key"),
                secret("pseudonym.key"));
    }

    /**
     * Whose word this token is: of the identity provider that it names, if that is the operator's, else of this Core.
     *
     * @throws Tokens.InvalidTokenException with one line
     */
    Principal read(String jwt) {
        IdentityProvider provider = ready().provider;
        return provider != null && provider.claims(jwt) ? provider.read(jwt) : tokens().read(jwt);
    }

    public Tokens tokens() {
        return ready().tokens;
    }

    /** The pair that tokens are signed with. */
    KeyPair signing() {
        return ready().pair;
    }

    public String enrolmentKey() {
        return ready().enrolmentKey;
    }

    /** In constant time. */
    public boolean isEnrolmentKey(String candidate) {
        return MessageDigest.isEqual(
                candidate.getBytes(StandardCharsets.UTF_8), ready().enrolmentKey.getBytes(StandardCharsets.UTF_8));
    }

    /** Stable for a viewer and meaningless without the key: 22 characters. */
    public String pseudonym(String viewer) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(ready().pseudonymKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] full = mac.doFinal(viewer.getBytes(StandardCharsets.UTF_8));
            return BASE64.encodeToString(java.util.Arrays.copyOf(full, 16));
        } catch (GeneralSecurityException e) {
            throw new CoreException("no pseudonym could be made: " + e.getMessage(), e);
        }
    }

    private Opened ready() {
        Opened now = opened;
        if (now == Opened.NOT_YET) {
            throw new CoreException("the Core's keys are not open yet");
        }
        return now;
    }

    private KeyPair tokenKeys() {
        Path privatePem = directory.resolve("jwt-private.pem");
        Path publicPem = directory.resolve("jwt-public.pem");
        try {
            if (Files.exists(privatePem) && Files.exists(publicPem)) {
                KeyFactory ec = KeyFactory.getInstance("EC");
                return new KeyPair(
                        ec.generatePublic(new X509EncodedKeySpec(PrivateFiles.readPem(publicPem))),
                        ec.generatePrivate(new PKCS8EncodedKeySpec(PrivateFiles.readPem(privatePem))));
            }
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            PrivateFiles.writePem(publicPem, "PUBLIC KEY", pair.getPublic().getEncoded());
            PrivateFiles.writePem(privatePem, "PRIVATE KEY", pair.getPrivate().getEncoded());
            return pair;
        } catch (GeneralSecurityException e) {
            throw new CoreException("the token keys in " + directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    private String secret(String name) {
        Path file = directory.resolve(name);
        if (Files.exists(file)) {
            return PrivateFiles.readText(file).strip();
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String text = BASE64.encodeToString(bytes);
        PrivateFiles.writeText(file, text + "\n");
        return text;
    }

    /** What is there after {@link #open}. */
    private static final class Opened {
        @SuppressWarnings("NullAway") // a marker that is compared, never read
        static final Opened NOT_YET = new Opened(null, null, null, "", "");

        final KeyPair pair;
        final Tokens tokens;
        final @Nullable IdentityProvider provider;
        final String enrolmentKey;
        final String pseudonymKey;

        Opened(
                KeyPair pair,
                Tokens tokens,
                @Nullable IdentityProvider provider,
                String enrolmentKey,
                String pseudonymKey) {
            this.pair = pair;
            this.tokens = tokens;
            this.provider = provider;
            this.enrolmentKey = enrolmentKey;
            this.pseudonymKey = pseudonymKey;
        }
    }
}
