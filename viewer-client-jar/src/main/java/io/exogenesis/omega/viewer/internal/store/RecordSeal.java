package io.exogenesis.omega.viewer.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encryption of journal records with a key that the host keeps: AES-256 in Galois/Counter Mode (NIST SP 800-38D), a random
 * nonce of 96 bits a record, bound to the viewer. A sealed record begins with {@value #MARK}, which no plain one does, then nonce
 * and ciphertext with its tag of 128 bits. Random nonces are safe for 2³² records of a key; an agent that writes one a
 * second needs a century for them.
 */
final class RecordSeal {
    static final int KEY_BYTES = 32;
    static final byte MARK = 127;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
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

    static boolean isSealed(byte[] payload) {
        return payload.length > 0 && payload[0] == MARK;
    }

    byte[] seal(byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(viewer);
            byte[] out = new byte[1 + NONCE_BYTES + cipher.getOutputSize(plain.length)];
            out[0] = MARK;
            System.arraycopy(nonce, 0, out, 1, NONCE_BYTES);
            cipher.doFinal(plain, 0, plain.length, out, 1 + NONCE_BYTES);
            return out;
        } catch (GeneralSecurityException e) {
            throw new ViewerException("a record cannot be encrypted: " + e.getMessage(), e);
        }
    }

    /** @throws ViewerException if the key does not fit or the bytes were changed */
    byte[] open(byte[] sealed) {
        if (!isSealed(sealed) || sealed.length <= 1 + NONCE_BYTES) {
            throw new ViewerException("a record of " + sealed.length + " bytes is not sealed");
        }
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(viewer);
            return cipher.doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw new ViewerException(
                    "the memory is encrypted with another key, or for another viewer than " + new String(viewer, UTF_8),
                    e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ViewerException("a record cannot be decrypted: " + e.getMessage(), e);
        }
    }
}
