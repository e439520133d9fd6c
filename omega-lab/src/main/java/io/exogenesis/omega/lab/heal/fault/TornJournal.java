package io.exogenesis.omega.lab.heal.fault;

import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.lab.heal.subject.HealException;
import io.exogenesis.omega.lab.heal.subject.Subject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The journal's newest segment is torn: an append stops half-way and the file takes no more until it is opened again, or bytes among
 * the newest 48 KiB are overwritten or cut off behind the Core's back.
 */
final class TornJournal implements Fault {
    private static final int NEWEST = 48 << 10;
    private static final int MOST = 4_096;
    /** Of a segment: its header. */
    private static final int HEADER = 20;

    private final Subject subject;
    private final SplittableRandom random;
    private final ContributionLog log;

    TornJournal(Subject subject, SplittableRandom random) {
        this.subject = subject;
        this.random = random;
        this.log = subject.core().get(ContributionLog.class);
    }

    @Override
    public String inject() {
        if (random.nextInt(3) == 0) {
            int bytes = random.nextInt(1, 200);
            subject.surroundings().disk().tearNextWrite(bytes);
            return "an append stops after " + bytes + " bytes";
        }
        try (Stream<Path> files = Files.list(subject.surroundings().data().resolve("journal"))) {
            return damage(files.max(Comparator.comparing(Path::toString)).orElseThrow());
        } catch (IOException e) {
            throw new HealException("the journal cannot be damaged: " + e.getMessage(), e);
        }
    }

    private String damage(Path segment) throws IOException {
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = file.size();
            long first = Math.max(HEADER, size - NEWEST);
            if (size - first < 1) {
                throw new HealException("the journal's newest segment is empty");
            }
            long at = random.nextLong(first, size);
            int bytes = (int) Math.min(random.nextInt(1, MOST), size - at);
            switch (random.nextInt(3)) {
                case 0 -> {
                    file.truncate(at);
                    return "the last " + (size - at) + " bytes of the journal are cut off";
                }
                case 1 -> {
                    file.write(ByteBuffer.allocate(bytes), at);
                    return bytes + " bytes of the journal are zero, " + (size - at) + " before its end";
                }
                default -> {
                    byte[] garbage = new byte[bytes];
                    random.nextBytes(garbage);
                    file.write(ByteBuffer.wrap(garbage), at);
                    return bytes + " bytes of the journal are overwritten, " + (size - at) + " before its end";
                }
            }
        }
    }

    /** What a round, or the next start, would read. */
    @Override
    public List<String> broken() {
        try {
            log.replay(subject.core().get(BankStore.class).head().epochStart(), log.end(), (position, entry) -> {});
            return log.writable() ? List.of() : List.of("the journal takes nothing");
        } catch (RuntimeException e) {
            return List.of("the journal cannot be read: " + e.getMessage());
        }
    }
}
