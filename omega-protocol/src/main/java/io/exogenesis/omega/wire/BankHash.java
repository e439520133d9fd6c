package io.exogenesis.omega.wire;

import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.wire.v1.BankState;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.TreeMap;

/**
 * What a whole bank is at a version, in 32 bytes: docs/protocol.md, "The bank's hash". Two who hold the same version of the same bank
 * have the same hash, whichever way they came to it.
 */
public final class BankHash {
    /** As the JDK calls ES256 with r and s in 32 bytes each, which is how they travel. */
    private static final String ES256 = "SHA256withECDSAinP1363Format";

    private static final String BANK = "omega-bank-1\n";
    private static final String SIGNED = "omega-bank-state-1\n";

    private BankHash() {}

    /** The hash of a bank, 32 bytes. */
    public static byte[] of(BankVersion version, Collection<ConsolidatedPattern> patterns) {
        // By the bytes of the ids: UTF-8 sorts as code points do, which is not how Java compares.
        TreeMap<byte[], byte[]> entries = new TreeMap<>(java.util.Arrays::compareUnsigned);
        patterns.forEach(p -> entries.put(utf8(p.id().value()), sha256(entry(p))));
        Bytes all = new Bytes();
        all.raw(utf8(BANK));
        all.text(version.bankId());
        all.number(version.number());
        all.count(entries.size());
        entries.values().forEach(all::raw);
        return sha256(all.taken());
    }

    /** The bytes of one pattern. */
    private static byte[] entry(ConsolidatedPattern pattern) {
        var wire = WireCodec.toWire(pattern);
        Bytes out = new Bytes();
        out.text(wire.getId());
        out.count(wire.getTaskTypeValue());
        byte[] codes = wire.getEmbedding().getCodes().toByteArray();
        out.count(codes.length);
        out.raw(codes);
        out.count(Float.floatToRawIntBits(wire.getEmbedding().getScale()));
        out.real(wire.getSuccessRate());
        out.count(wire.getContext().getGenresCount());
        wire.getContext().getGenresList().forEach(out::text);
        out.text(wire.getContext().getMood());
        out.text(wire.getContext().getTimeOfDay());
        out.text(wire.getContext().getApproach());
        out.count(wire.getSupporters());
        out.real(wire.getReputationMass());
        out.real(wire.getDissent());
        out.count(wire.getAdmissionValue());
        out.count(wire.getPriorityValue());
        out.number(wire.getVersion());
        out.text(wire.getEmbeddingModel());
        return out.taken();
    }

    /** What is signed: a prefix of its own, so that the signature of a hash passes for nothing else, and the hash. */
    public static byte[] signed(byte[] hash) {
        Bytes out = new Bytes();
        out.raw(utf8(SIGNED));
        out.raw(hash);
        return out.taken();
    }

    /** The name of a public key. */
    public static String keyId(byte[] publicKey) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(publicKey));
    }

    /** Whether the state was signed with the key that it carries, and carries the name of that key. */
    public static boolean signatureHolds(BankState state) {
        try {
            byte[] encoded = state.getPublicKey().toByteArray();
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
            Signature check = Signature.getInstance(ES256);
            check.initVerify(key);
            check.update(signed(state.getHash().toByteArray()));
            return check.verify(state.getSignature().toByteArray())
                    && keyId(encoded).equals(state.getKeyId());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * The signature of a hash with the Core's key.
     *
     * @throws GeneralSecurityException if the key is none for ES256
     */
    public static byte[] sign(byte[] hash, java.security.PrivateKey key) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(ES256);
        signer.initSign(key);
        signer.update(signed(hash));
        return signer.sign();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JDK has SHA-256", e);
        }
    }

    /** Numbers with the greatest byte first. */
    private static final class Bytes {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        private interface Write {
            void to(DataOutputStream out) throws IOException;
        }

        private void write(Write write) {
            try {
                write.to(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e); // memory does not fail
            }
        }

        void raw(byte[] part) {
            write(o -> o.write(part));
        }

        void text(String text) {
            byte[] part = utf8(text);
            count(part.length);
            raw(part);
        }

        void count(int value) {
            write(o -> o.writeInt(value));
        }

        void number(long value) {
            write(o -> o.writeLong(value));
        }

        void real(double value) {
            write(o -> o.writeLong(Double.doubleToRawLongBits(value)));
        }

        byte[] taken() {
            return bytes.toByteArray();
        }
    }
}
