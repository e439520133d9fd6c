package io.exogenesis.omega.simulation.check;

import static io.exogenesis.omega.simulation.check.InvariantViolation.Kind.BANK;
import static io.exogenesis.omega.simulation.check.InvariantViolation.require;

import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.wire.WireCodec;
import java.util.Collection;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** What the bank was at each version, by hash: a version is the same for ever, at the Core and on every device. */
public final class BankBook {
    private final TreeMap<Long, Long> hashes = new TreeMap<>();

    /** Of the patterns' bytes as they travel, in the order of their ids. */
    public static long hash(Collection<ConsolidatedPattern> bank) {
        CRC32C crc = new CRC32C();
        bank.stream()
                .sorted(Comparator.comparing(p -> p.id().value()))
                .forEach(p -> crc.update(WireCodec.toWire(p).toByteArray()));
        return crc.getValue() << 20 | bank.size();
    }

    /** The Core's bank is at this version. */
    public void core(long version, Collection<ConsolidatedPattern> bank) {
        require(
                hashes.isEmpty() || version >= hashes.lastKey(),
                BANK,
                "the bank was at version %s, and is at %d",
                hashes.isEmpty() ? "" : hashes.lastKey(),
                version);
        long hash = hash(bank);
        Long before = hashes.putIfAbsent(version, hash);
        require(before == null || before == hash, BANK, "the bank of version %d is another one than before", version);
    }

    /** A device compared what it had with what the Core signed. It repairs a difference by itself, and there must be none to repair. */
    public void compared(Object who, int mismatches) {
        require(mismatches == 0, BANK, "%s had a bank that was not the one signed, %d times", who, mismatches);
    }

    /** A device has all of this version. */
    public void replica(Object who, long version, Collection<ConsolidatedPattern> bank) {
        Long known = hashes.get(version);
        require(
                known != null && known == hash(bank),
                BANK,
                "%s holds %d patterns as version %d of the bank, which are not the Core's",
                who,
                bank.size(),
                version);
    }
}
