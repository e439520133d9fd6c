package io.exogenesis.omega.lab.heal.fault;

import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.lab.heal.subject.HealException;
import io.exogenesis.omega.lab.heal.subject.Subject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The file of the item model is damaged, cut short or gone. Of the states that the bank's head names it is the one that stays: a round
 * replaces the others, and with them what was wrong with them.
 */
final class CorruptSnapshot implements Fault {
    private static final int MOST = 1_024;

    private final Subject subject;
    private final SplittableRandom random;
    private final BlobStore blobs;
    private final BankStore bank;
    private final ContributionLedger ledger;

    CorruptSnapshot(Subject subject, SplittableRandom random) {
        this.subject = subject;
        this.random = random;
        this.blobs = subject.core().get(BlobStore.class);
        this.bank = subject.core().get(BankStore.class);
        this.ledger = subject.core().get(ContributionLedger.class);
    }

    @Override
    public String inject() {
        String name = BankHead.itemModelBlob(bank.head().itemModel());
        try {
            return damage(subject.surroundings().data().resolve("state").resolve(name), random.nextInt(3));
        } catch (IOException e) {
            throw new HealException("no state to damage: " + e.getMessage(), e);
        }
    }

    private Set<String> named() {
        return ledger.blobs(bank.head());
    }

    private String damage(Path file, int kind) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (kind == 0) {
            Files.delete(file);
            return name + " is gone";
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            long at = random.nextLong(size);
            if (kind == 1) {
                channel.truncate(at);
                return name + " has " + at + " of " + size + " bytes";
            }
            byte[] garbage = new byte[(int) Math.min(random.nextInt(1, MOST), size - at)];
            random.nextBytes(garbage);
            channel.write(ByteBuffer.wrap(garbage), at);
            return garbage.length + " of " + size + " bytes of " + name + " are overwritten";
        }
    }

    /** Reads what the next start would read. */
    @Override
    public List<String> broken() {
        for (int attempt = 0; ; attempt++) {
            BankHead before = bank.head();
            try {
                named().forEach(blobs::read);
                return List.of();
            } catch (RuntimeException e) {
                // a round that is committed meanwhile deletes what it replaces
                if (attempt > 2 || bank.head().checkpoint().equals(before.checkpoint())) {
                    return List.of("a state cannot be read: " + e.getMessage());
                }
            }
        }
    }
}
