package io.exogenesis.omega.viewer.cli;

import io.exogenesis.omega.journal.PrivateFiles;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The owner's catalogue of a state directory: embedded when it is named for the first time or has changed, remembered for the
 * commands after. An agent uses it until it hears of a Core's.
 */
final class HostCatalogue {
    /** Hash of the titles that were embedded last. */
    static final String FILE = "catalogue.sha256";
    /** Fewer take a moment; more shall show that something happens. */
    private static final int WORTH_A_WORD = 500;

    private HostCatalogue() {}

    /**
     * The catalogue of an earlier command, if there was one. If its files are lost, the built-in one is embedded anew; the owner's has to
     * be named again.
     *
     * @param agent is not helped where it has a Core's catalogue
     */
    static void useKept(ViewerAgent agent, ViewerRuntime shared, Path directory, PrintWriter progress) {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)
                || shared.useKeptCatalogue()
                || !agent.catalogue().isEmpty()) {
            return;
        }
        List<MediaItem> builtIn = CatalogueFile.read(CatalogueFile.BUILTIN);
        try {
            if (Files.readString(file).strip().equals(hash(builtIn))) {
                embed(builtIn, shared, progress);
            } else {
                progress.println("the catalogue of this directory is lost or damaged: name it again with --catalogue");
            }
        } catch (IOException e) {
            progress.println("the catalogue of this directory is lost: " + file + " cannot be read: " + e);
        } catch (EmbedderUnavailableException e) {
            progress.println("the built-in catalogue is lost and cannot be embedded anew: " + e.getMessage());
        }
    }

    private static void embed(List<MediaItem> items, ViewerRuntime shared, PrintWriter progress) {
        shared.useCatalogue(items, Instant.now().getEpochSecond(), new Told(items.size(), progress)::done);
    }

    /**
     * The catalogue named.
     *
     * @param source {@value CatalogueFile#BUILTIN} or a file
     * @param progress a line now and then while titles are embedded
     */
    static void use(String source, ViewerRuntime shared, Path directory, PrintWriter progress) {
        List<MediaItem> items = CatalogueFile.read(source);
        String hash = hash(items);
        Path file = directory.resolve(FILE);
        try {
            if (Files.exists(file) && Files.readString(file).strip().equals(hash) && shared.useKeptCatalogue()) {
                return;
            }
            embed(items, shared, progress);
            try (OutputStream out = Channels.newOutputStream(PrivateFiles.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))) {
                out.write((hash + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new ViewerException("the catalogue cannot be remembered in " + directory + ": " + e, e);
        }
    }

    private static String hash(List<MediaItem> items) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (MediaItem item : items) {
                digest.update(
                        (item.id() + "\n" + item.kind() + "\n" + item.text() + "\n").getBytes(StandardCharsets.UTF_8));
                // what was embedded before catalogues had descriptions need not be embedded again
                if (!item.description().isEmpty()) {
                    digest.update((item.description() + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Says every tenth part how far it is. */
    private static final class Told {
        private final int total;
        private final PrintWriter out;
        private final ReentrantLock lock = new ReentrantLock();
        private int tenths;

        Told(int total, PrintWriter out) {
            this.total = total;
            this.out = out;
        }

        void done(int titles) {
            if (total < WORTH_A_WORD) {
                return;
            }
            lock.lock();
            try {
                if (10L * titles / total > tenths) {
                    tenths = (int) (10L * titles / total);
                    out.println("embedding the catalogue: " + titles + " of " + total + " titles");
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
