package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.QuicException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.eclipse.jetty.quic.quiche.Quiche;
import org.eclipse.jetty.quic.quiche.foreign.ForeignQuicheBinding;
import org.jspecify.annotations.Nullable;

/**
 * Loads the native library once, from a directory of its own.
 *
 * <p>Jetty 12.1.5 copies it to a fixed name under {@code java.io.tmpdir}, over whatever lies there: a second JVM with the
 * same directory would overwrite the file that the first has mapped, and crash it. Jetty reads the property in a static
 * initialiser, so the property points to a fresh directory for just that moment. Once loaded the file is not needed: it is
 * deleted at once where the system allows it, so that a killed process leaves nothing behind.
 */
final class NativeQuiche {

    private static final System.Logger LOG = System.getLogger(NativeQuiche.class.getName());
    private static final String TMPDIR = "java.io.tmpdir";

    // Held, because java.util.logging keeps its loggers weakly and would forget the level.
    private static final Logger JETTY_LOG = Logger.getLogger("org.eclipse.jetty");

    private static boolean loaded;

    private NativeQuiche() {}

    static synchronized void load() {
        if (loaded) {
            return;
        }
        if (JETTY_LOG.getLevel() == null) {
            // Jetty greets at INFO with each start; its warnings stay.
            JETTY_LOG.setLevel(Level.WARNING);
        }
        boolean lean = AuthorityBundle.skip();
        Throwable failure = loadFromOwnDirectory();
        if (failure != null) {
            throw new QuicException(
                    QuicException.Kind.SETUP,
                    "the native QUIC library cannot be loaded: " + failure.getMessage(),
                    failure);
        }
        loaded = true;
        LOG.log(
                System.Logger.Level.INFO,
                "QUIC engine: Jetty (experimental by its own account), quiche by FFM"
                        + (lean ? "" : "; reads the authority bundle for each connection"));
    }

    private static @Nullable Throwable loadFromOwnDirectory() {
        Path directory;
        try {
            directory = Files.createTempDirectory("omega-quic-");
        } catch (IOException e) {
            return e;
        }
        String before = System.getProperty(TMPDIR);
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        System.setProperty(TMPDIR, directory.toString());
        // Jetty finds its bindings by the context class loader, which in a server need not be the one that has Jetty.
        thread.setContextClassLoader(NativeQuiche.class.getClassLoader());
        try {
            Throwable failure = new ForeignQuicheBinding().initialize();
            if (failure == null) {
                Class.forName(Quiche.class.getName(), true, NativeQuiche.class.getClassLoader());
            }
            return failure;
        } catch (ClassNotFoundException | LinkageError | IllegalStateException e) {
            return e;
        } finally {
            thread.setContextClassLoader(context);
            System.setProperty(TMPDIR, before);
            deleteQuietly(directory);
        }
    }

    static void deleteQuietly(Path directory) {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot list {0}", directory);
            return;
        }
        for (Path path : paths) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "cannot delete {0}: {1}", path, e.getMessage());
            }
        }
    }
}
