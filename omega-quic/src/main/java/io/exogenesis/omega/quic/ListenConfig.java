package io.exogenesis.omega.quic;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Objects;

/**
 * How to listen.
 *
 * @param bind address and UDP port; port 0 takes a free one
 * @param keyStore a PKCS12 file with one key entry: EC P-256, self-signed will do
 * @param keyStorePassword of the store and its key
 * @param alpn the application protocol a client must ask for
 * @param workDirectory holds one private directory (0700) a process, where the native library reads the key from; left-overs
 *     of dead processes are swept at start
 * @param limits connections, streams, idle time and bytes
 */
public record ListenConfig(
        InetSocketAddress bind,
        Path keyStore,
        String keyStorePassword,
        String alpn,
        Path workDirectory,
        ListenLimits limits) {

    /** The Omega Sync Protocol, version 1. */
    public static final String OMEGA_SYNC_1 = "omega-sync/1";

    public ListenConfig {
        Objects.requireNonNull(bind, "bind");
        Objects.requireNonNull(keyStore, "keyStore");
        Objects.requireNonNull(keyStorePassword, "keyStorePassword");
        Objects.requireNonNull(alpn, "alpn");
        Objects.requireNonNull(workDirectory, "workDirectory");
        Objects.requireNonNull(limits, "limits");
    }

    /** The protocol's defaults. */
    public static ListenConfig of(InetSocketAddress bind, Path keyStore, String keyStorePassword, Path workDirectory) {
        return new ListenConfig(bind, keyStore, keyStorePassword, OMEGA_SYNC_1, workDirectory, ListenLimits.DEFAULTS);
    }

    /** The same with other limits. */
    public ListenConfig withLimits(ListenLimits other) {
        return new ListenConfig(bind, keyStore, keyStorePassword, alpn, workDirectory, other);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ListenConfig[" + bind + ", " + alpn + ", keyStore=" + keyStore + ", " + limits + "]";
    }
}
