package io.exogenesis.omega.core.config;

import java.nio.file.Path;

/**
 * Where the Core lives and how it is reached.
 *
 * @param data {@code omega.data}: directory of everything that lasts; one Core a directory
 * @param publicHost {@code omega.public.host}: the name that viewers are told
 * @param httpPort {@code omega.http.port}: loopback only
 * @param httpsPort {@code omega.https.port}
 * @param quicPort {@code omega.quic.port}: UDP
 * @param quicEngine {@code omega.quic.engine}
 * @param keystore {@code omega.keystore}: PKCS12 with the key of HTTPS and QUIC
 * @param keystorePassword {@code omega.keystore.password}
 * @param coordinatorId {@code omega.coordinator.id}: which Core a report is of; empty: made once and kept with the data, see {@link
 *     CoordinatorId}
 */
public record ServerSettings(
        Path data,
        String publicHost,
        int httpPort,
        int httpsPort,
        int quicPort,
        String quicEngine,
        Path keystore,
        String keystorePassword,
        String coordinatorId) {

    /** Defaults for a data directory. */
    public static ServerSettings of(Path data) {
        return new ServerSettings(
                data,
                "127.0.0.1",
                9080,
                9443,
                4433,
                "jetty",
                data.resolve("keys").resolve("omega.p12"),
                "",
                "");
    }

    public ServerSettings {
        Checks.range("omega.http.port", httpPort, 0, 65535);
        Checks.range("omega.https.port", httpsPort, 0, 65535);
        Checks.range("omega.quic.port", quicPort, 0, 65535);
        CoordinatorId.check(coordinatorId);
    }

    /** The same with this id. */
    public ServerSettings withCoordinatorId(String id) {
        return new ServerSettings(
                data, publicHost, httpPort, httpsPort, quicPort, quicEngine, keystore, keystorePassword, id);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ServerSettings[data=" + data + ", publicHost=" + publicHost + ", httpPort=" + httpPort + ", httpsPort="
                + httpsPort + ", quicPort=" + quicPort + ", quicEngine=" + quicEngine + ", keystore=" + keystore
                + ", coordinatorId="
                + coordinatorId + "]";
    }
}
