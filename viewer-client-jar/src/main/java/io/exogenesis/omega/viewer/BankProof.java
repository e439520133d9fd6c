package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.BankVersion;

/**
 * What the Core signed of its bank at a version. Two viewers of one Core who have different hashes of the same version were told
 * different things.
 *
 * @param version of the bank
 * @param hash SHA-256 of the whole bank, 64 hexadecimal digits; {@code docs/protocol.md} says of which bytes
 * @param keyId name of the key that signed it
 * @param verified whether the signature holds and the bank on this device had this hash; false as well where it could not be
 *     compared, because a filter or want of room leaves a part of the bank out
 */
public record BankProof(BankVersion version, String hash, String keyId, boolean verified) {}
