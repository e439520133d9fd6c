package io.exogenesis.omega.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * Group commit by hand: {@code main DIRECTORY [records] [bytes] [in flight]} prints acknowledged records a second on that
 * disk. Not a benchmark to publish (the lab has those), but enough to see that the journal is not what limits a push.
 */
final class JournalSpeed {
    private JournalSpeed() {}

    public static void main(String[] args) throws Exception {
        int records = args.length > 1 ? Integer.parseInt(args[1]) : 500_000;
        int bytes = args.length > 2 ? Integer.parseInt(args[2]) : 200;
        int inFlight = args.length > 3 ? Integer.parseInt(args[3]) : 4096;
        for (int run = 0; run < 4; run++) {
            Path dir = Files.createTempDirectory(Path.of(args[0]), "journal-speed");
            try (Journal journal = Journal.open(FileLayer.directory(dir), JournalOptions.defaults())) {
                double seconds = run(journal, records, bytes, inFlight);
                System.out.printf(
                        "%,d records of %d bytes, %,d in flight: %,.0f records/s, %,.0f fsyncs/s, %,.0f MB/s%n",
                        records,
                        bytes,
                        inFlight,
                        records / seconds,
                        journal.stats().commits() / seconds,
                        journal.stats().bytes() / seconds / 1e6);
                journal.discardBefore(journal.end());
            } finally {
                try (var files = Files.list(dir)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(dir);
            }
        }
    }

    private static double run(Journal journal, int records, int bytes, int inFlight) throws InterruptedException {
        Semaphore window = new Semaphore(inFlight);
        CountDownLatch done = new CountDownLatch(records);
        long start = System.nanoTime();
        for (int i = 0; i < records; i++) {
            window.acquire();
            journal.append(new byte[bytes]).thenRun(() -> {
                window.release();
                done.countDown();
            });
        }
        done.await();
        return (System.nanoTime() - start) / 1e9;
    }
}
