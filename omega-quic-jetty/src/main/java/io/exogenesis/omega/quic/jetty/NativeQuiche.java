package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.QuicException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.jetty.quic.quiche.Quiche;
import org.jspecify.annotations.Nullable;

/**
 * Loads the native library once, from a directory of its own, and puts {@link GuardedBinding} before it.
 *
 * <p>Nothing of the process changes: no property, no variable, no log level, no thread's context class loader. Jetty chooses its
 * binding in a static initialiser, by the context class loader; that runs on a thread of ours, with a {@link BindingLoader}. Once
 * loaded the file is not needed: it is deleted at once where the system allows it, so that a killed process leaves nothing behind.
 */
final class NativeQuiche {

    private static final System.Logger LOG = System.getLogger(NativeQuiche.class.getName());

    private static boolean loaded;

    private NativeQuiche() {}

    static synchronized void load() {
        if (loaded) {
            return;
        }
        Throwable failure = loadFromOwnDirectory();
        if (failure != null) {
            throw new QuicException(
                    QuicException.Kind.SETUP,
                    "the native QUIC library cannot be loaded: " + failure.getMessage(),
                    failure);
        }
        loaded = true;
        LOG.log(System.Logger.Level.INFO, "QUIC engine: Jetty (experimental by its own account), quiche by FFM");
    }

    private static @Nullable Throwable loadFromOwnDirectory() {
        Path directory;
        try {
            directory = Files.createTempDirectory("omega-quic-");
        } catch (IOException e) {
            return e;
        }
        BindingLoader loader = new BindingLoader(directory);
        CompletableFuture<@Nullable Throwable> failure = new CompletableFuture<>();
        Thread loading = Thread.ofPlatform()
                .name("omega-quic-load")
                .daemon()
                .inheritInheritableThreadLocals(false)
                .unstarted(() -> failure.complete(chooseBinding(loader)));
        loading.setContextClassLoader(loader);
        try {
            loading.start();
            return failure.join();
        } finally {
            deleteQuietly(directory);
        }
    }

    /** On a thread with this loader as its context class loader. */
    private static @Nullable Throwable chooseBinding(BindingLoader loader) {
        try {
            Throwable failure =
                    loader.binding().initialize(); // first, since Jetty would only say that it found no binding
            if (failure != null) {
                return failure;
            }
            Class.forName(Quiche.class.getName(), true, NativeQuiche.class.getClassLoader());
            return GuardedBinding.isInPlace()
                    ? null
                    : new IllegalStateException(
                            "another part of this process already uses Jetty's QUIC, with a binding of its own; give one of the two a class loader of its own");
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            return e instanceof ExceptionInInitializerError && e.getCause() != null ? e.getCause() : e;
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
