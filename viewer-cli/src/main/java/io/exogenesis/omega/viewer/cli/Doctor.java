package io.exogenesis.omega.viewer.cli;

import io.exogenesis.omega.journal.DirectoryLockedException;
import io.exogenesis.omega.journal.JournalException;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import io.exogenesis.omega.viewer.BankProof;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.ViewerStats;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks at everything that an agent needs: JVM, model, disk, memory, clock, Core. Changes nothing that the agent would not change
 * by opening, and makes no memory where there is none.
 */
final class Doctor {
    /** A catalogue of 100,000 titles and an item model of the Core's greatest size fit into it. */
    private static final long ENOUGH_BYTES = 500L << 20;
    /** A journal cannot be compacted in less. */
    private static final long LEAST_BYTES = 20L << 20;
    /** Tokens are checked to the minute. */
    private static final Duration CLOCK_OFF = Duration.ofMinutes(5);

    private static final Duration CLOCK_SLIGHTLY_OFF = Duration.ofSeconds(30);
    private static final int JAVA = 25;

    private final Path directory;
    private final Function<Identity, ViewerAgentConfig> configured;
    private final List<Finding> findings = new ArrayList<>();

    /** @param configured how the agent of an identity is configured */
    Doctor(Path directory, Function<Identity, ViewerAgentConfig> configured) {
        this.directory = directory;
        this.configured = configured;
    }

    List<Finding> examine() {
        findings.add(java(
                Runtime.version().feature(),
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()));
        boolean usable = disk();
        if (usable && Identity.exists(directory)) {
            try (ViewerRuntime shared = ViewerRuntime.in(directory.resolve("models"))) {
                model(shared);
                memory(shared);
            }
            return findings;
        }
        modelAlone();
        findings.add(
                usable
                        ? Finding.ok("memory", "there is none yet; the first command makes it")
                        : Finding.fail("memory", "not looked at: the directory cannot be used", "see disk"));
        return findings;
    }

    /** @param vector whether the incubating module is there, without which a search takes longer and a start less */
    static Finding java(int feature, boolean vector) {
        if (feature < JAVA) {
            return Finding.fail("java", "this is Java " + feature, "use Java " + JAVA + " or newer");
        }
        return Finding.ok(
                "java",
                "Java " + Runtime.version()
                        + (vector
                                ? " with the vector module"
                                : "; without the vector module, which one viewer does not need"));
    }

    private void modelAlone() {
        try {
            Path nowhere = Files.createTempDirectory("omega-doctor");
            try (ViewerRuntime shared = ViewerRuntime.in(nowhere)) {
                model(shared);
            } finally {
                Files.deleteIfExists(nowhere);
            }
        } catch (IOException e) {
            findings.add(Finding.fail(
                    "model",
                    "the temporary directory cannot be used: " + Failure.reason(e),
                    "set -Djava.io.tmpdir (or TMPDIR) to a directory that can be written to"));
        }
    }

    private void model(ViewerRuntime shared) {
        long from = System.nanoTime();
        try {
            // loading checks the hashes of both files
            shared.embedder().embed("a doctor looks at a model");
            findings.add(Finding.ok(
                    "model",
                    shared.embedderName() + ", hashes right, loaded and used in "
                            + (System.nanoTime() - from) / 1_000_000 + " ms"));
        } catch (EmbedderUnavailableException e) {
            findings.add(Finding.fail(
                    "model", String.valueOf(e.getMessage()), "without it texts and own catalogues cannot be embedded"));
        }
    }

    /** Whether the directory can be used. */
    private boolean disk() {
        Path near = directory.toAbsolutePath();
        while (!Files.exists(near) && near.getParent() != null) {
            near = near.getParent();
        }
        try {
            if (!Files.isDirectory(near)) {
                throw new FileSystemException(near.toString(), null, "it is no directory");
            }
            Path probe = Files.createTempFile(near, ".omega-doctor", ".tmp");
            Files.delete(probe);
            long free = Files.getFileStore(near).getUsableSpace();
            findings.add(space(free));
            if (Files.exists(directory)) {
                mode();
            }
            return free >= LEAST_BYTES;
        } catch (IOException e) {
            findings.add(Finding.fail(
                    "disk",
                    directory + " cannot be written to: " + Failure.reason(e),
                    "choose another --data, or mend the directory's owner and mode"));
            return false;
        }
    }

    private Finding space(long free) {
        String seen = directory + " can be written to, " + (free >> 20) + " MB are free";
        if (free < LEAST_BYTES) {
            return Finding.fail("disk", seen, "free at least " + (LEAST_BYTES >> 20) + " MB before the agent runs");
        }
        return free < ENOUGH_BYTES
                ? Finding.warn("disk", seen, "a large catalogue and its model want " + (ENOUGH_BYTES >> 20) + " MB")
                : Finding.ok("disk", seen);
    }

    private void mode() throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
            if (!mode.endsWith("------")) {
                findings.add(Finding.warn(
                        "privacy",
                        directory + " has the mode " + mode,
                        "chmod 700 " + directory + " keeps others out"));
            }
        }
    }

    private void memory(ViewerRuntime shared) {
        try {
            Identity identity = Identity.of(directory);
            try (ViewerAgent agent = shared.open(configured.apply(identity))) {
                HostCatalogue.useKept(agent, shared, directory, new PrintWriter(Writer.nullWriter()));
                journal(agent.stats());
                agent.bankProofs().stream().findFirst().ifPresent(this::bank);
                clock(agent.history());
                new CoreDoctor(identity, findings).examine(agent.checkCore().join());
            }
        } catch (DirectoryLockedException e) {
            findings.add(Finding.warn(
                    "memory",
                    String.valueOf(e.getMessage()),
                    "stop that process to have journal, clock and Core looked at"));
        } catch (JournalException e) {
            findings.add(Finding.fail(
                    "memory",
                    String.valueOf(e.getMessage()),
                    "restore the journal from a copy, or move " + directory.resolve("journal") + " away and begin anew"
                            + " (viewer import reads what export wrote)"));
        } catch (ViewerException | InvalidValueException | UncheckedIOException e) {
            findings.add(Finding.fail(
                    "memory",
                    String.valueOf(e.getMessage()),
                    "see the message; another --data begins a memory of its own"));
        }
    }

    /** What two viewers, or a viewer and the operator, compare. */
    private void bank(BankProof proof) {
        String seen = "version " + proof.version().number() + ", hash " + proof.hash();
        findings.add(
                proof.verified()
                        ? Finding.ok("bank", seen + ", as the Core signed it")
                        : Finding.ok(
                                "bank", "the Core signed " + seen + "; not compared with the bank here, or another"));
    }

    private void journal(ViewerStats stats) {
        String seen = Count.of(stats.memory().events(), "event") + ", journal of "
                + stats.disk().journalBytes() + " bytes read whole";
        findings.add(
                stats.disk().tornBytesRecovered() > 0
                        ? Finding.warn(
                                "memory",
                                seen + "; " + stats.disk().tornBytesRecovered()
                                        + " bytes of an unfinished write were cut off",
                                "nothing acknowledged is lost; it comes from a kill or a power loss")
                        : Finding.ok("memory", seen));
        if (stats.models().catalogueItems() == 0) {
            findings.add(Finding.warn(
                    "catalogue",
                    "there is none: nothing can be recommended",
                    "viewer sync with a Core, or --catalogue FILE"));
        } else {
            findings.add(Finding.ok("catalogue", Count.of(stats.models().catalogueItems(), "title")));
        }
    }

    private void clock(List<WatchedTitle> history) {
        Instant now = Instant.now();
        Optional<Instant> newest = history.stream().map(WatchedTitle::at).max(Instant::compareTo);
        if (newest.isPresent() && newest.get().isAfter(now.plus(CLOCK_OFF))) {
            findings.add(Finding.fail(
                    "clock",
                    "it is " + now + " here, but something was tracked at " + newest.get(),
                    "the clock went back: set it, or newer events will count as older"));
        } else {
            findings.add(Finding.ok("clock", "it is " + now + ", after everything that was tracked"));
        }
    }

    /** Whether this machine's clock and another differ by too much. */
    static Optional<Finding> compared(Instant here, Instant core) {
        Duration off = Duration.between(core, here).abs();
        if (off.compareTo(CLOCK_SLIGHTLY_OFF) < 0) {
            return Optional.empty();
        }
        String seen = "it differs from the Core's by " + off.toSeconds() + " s (here " + here + ", there " + core + ")";
        String advice = "set this machine's clock, for instance by NTP; tokens are only valid at the right time";
        return Optional.of(
                off.compareTo(CLOCK_OFF) > 0
                        ? Finding.fail("clock", seen, advice)
                        : Finding.warn("clock", seen, advice));
    }
}
