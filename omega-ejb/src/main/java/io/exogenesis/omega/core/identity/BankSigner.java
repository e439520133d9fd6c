package io.exogenesis.omega.core.identity;

import com.google.protobuf.ByteString;
import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.wire.BankHash;
import io.exogenesis.omega.wire.v1.BankState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyPair;

/**
 * The Core's word on what its bank is, with the key of its tokens. Two viewers who hold different words of one Core on one version
 * can prove it to others.
 */
@Singleton
public class BankSigner {
    private final Keys keys;

    @Inject
    public BankSigner(Keys keys) {
        this.keys = keys;
    }

    /** @param hash as {@link BankHash} makes it, of this version */
    public BankState sign(BankVersion version, byte[] hash) {
        KeyPair pair = keys.signing();
        byte[] publicKey = pair.getPublic().getEncoded();
        try {
            return BankState.newBuilder()
                    .setBankId(version.bankId())
                    .setVersion(version.number())
                    .setHash(ByteString.copyFrom(hash))
                    .setSignature(ByteString.copyFrom(BankHash.sign(hash, pair.getPrivate())))
                    .setKeyId(BankHash.keyId(publicKey))
                    .setPublicKey(ByteString.copyFrom(publicKey))
                    .build();
        } catch (GeneralSecurityException e) {
            throw new CoreException("the bank's state could not be signed: " + e.getMessage(), e);
        }
    }
}
