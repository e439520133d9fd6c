package io.exogenesis.omega.lab.heal.fault;

import io.exogenesis.omega.lab.heal.subject.Disk;
import io.exogenesis.omega.lab.heal.subject.HealException;
import io.exogenesis.omega.lab.heal.subject.Subject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Something of the Core's own that nobody needs takes the last room on the disk: a heap dump, a former log, a temporary file that a
 * write left behind. A disk that others have filled is not the Core's to clear, and no fault of this class.
 */
final class DiskFull implements Fault {
    private static final List<String> NAMES = List.of(
            "java_pid4711.hprof",
            "wlp/omega/logs/messages_26.12.01_10.00.00.0.log",
            "state/item-model-0.tmp",
            "hs_err_pid4711.log");
    private static final int LEAST_MIB = 16;
    private static final int MOST_MIB = 512;
    /** What is left: less than one push needs, up to some. */
    private static final int MOST_LEFT = 4_096;

    private final Subject subject;
    private final SplittableRandom random;

    DiskFull(Subject subject, SplittableRandom random) {
        this.subject = subject;
        this.random = random;
    }

    @Override
    public String inject() {
        Disk disk = subject.surroundings().disk();
        String name = NAMES.get(random.nextInt(NAMES.size()));
        int mebibytes = random.nextInt(LEAST_MIB, MOST_MIB);
        int left = random.nextInt(MOST_LEFT);
        Path file = subject.surroundings().data().resolve(name);
        try {
            Files.createDirectories(file.getParent());
            try (RandomAccessFile ballast = new RandomAccessFile(file.toFile(), "rw")) {
                ballast.setLength((long) mebibytes << 20); // sparse: it counts by its length
            }
            Files.setLastModifiedTime(
                    file, FileTime.from(InstantSource.system().instant().minus(Duration.ofHours(2))));
        } catch (IOException e) {
            throw new HealException("no file to fill the disk: " + e.getMessage(), e);
        }
        disk.size(disk.used() + left);
        return name + " of " + mebibytes + " MiB leaves " + left + " bytes on the disk";
    }

    @Override
    public List<String> broken() {
        long free = subject.surroundings().disk().free();
        return free < 1 << 20 ? List.of(free + " bytes are free") : List.of();
    }
}
