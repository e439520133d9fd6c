package io.exogenesis.omega.viewer.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encryption of single records with a key that the host keeps: AES-256 in Galois/Counter Mode (NIST SP 800-38D), a random nonce of
 * 96 bits a record. What a record is bound to is its caller's matter ({@link SealedLog}). A sealed record is a mark of one byte, then
 * nonce and ciphertext with its tag of 128 bits. Random nonces are safe for 2³² records of a key; an agent that writes one a second
 * needs a century for them.
 */
final class RecordSeal {
    static final int KEY_BYTES = 32;
    static final int TAG_BYTES = 16;
    /** Bytes that a record grows by. */
    static final int OVERHEAD = 1 + 12 + TAG_BYTES;

    private static final int NONCE_BYTES = 12;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final SecretKeySpec key;
    private final byte[] viewer;
    private final SecureRandom random = new SecureRandom();

    /** @throws InvalidValueException if the key has not {@value #KEY_BYTES} bytes */
    RecordSeal(byte[] key, ViewerId viewer) {
        if (key.length != KEY_BYTES) {
            throw new InvalidValueException("the key of a memory has " + KEY_BYTES + " bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
        this.viewer = viewer.value().getBytes(UTF_8);
    }

    /** Seals a record for the viewer. {@code place} must be given again to open it. */
    byte[] seal(byte mark, byte[] place, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, place);
            byte[] out = new byte[OVERHEAD + plain.length];
            out[0] = mark;
            System.arraycopy(nonce, 0, out, 1, NONCE_BYTES);
            cipher.doFinal(plain, 0, plain.length, out, 1 + NONCE_BYTES);
            return out;
        } catch (GeneralSecurityException e) {
            throw new ViewerException("a record cannot be encrypted: " + e.getMessage(), e);
        }
    }

    /**
     * Opens a record.
     *
     * @return empty if key, viewer or place do not fit, or the bytes were changed
     * @throws ViewerException if it is no sealed record
     */
    Optional<byte[]> open(byte[] sealed, byte[] place) {
        if (sealed.length <= OVERHEAD) {
            throw new ViewerException("a record of " + sealed.length + " bytes is not sealed");
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES), place);
            return Optional.of(cipher.doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ViewerException("a record cannot be decrypted: " + e.getMessage(), e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
        cipher.updateAAD(place);
        cipher.updateAAD(viewer);
        return cipher;
    }
}
