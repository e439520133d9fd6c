package io.exogenesis.omega.core.config;

import java.nio.file.Path;

/**
 * Where the Core lives and how it is reached.
 *
 * @param data {@code omega.data}: directory of everything that lasts; one Core a directory
 * @param publicHost {@code omega.public.host}: the name under which viewers reach the Core; they are told it at enrolment
 * @param httpPort {@code omega.http.port}: loopback only; 0: any free one
 * @param httpsPort {@code omega.https.port}: for everybody; 0: any free one
 * @param quicPort {@code omega.quic.port}: UDP; 0: any free one
 * @param quicEngine {@code omega.quic.engine}: {@code jetty} or {@code netty}
 * @param keystore {@code omega.keystore}: PKCS12 with the one key, EC P-256, of HTTPS and QUIC
 * @param keystorePassword {@code omega.keystore.password}: of that file; {@code ./omega core} makes both at the first start
 * @param coordinatorId {@code omega.coordinator.id}: the name of this Core in its reports: 1 to 64 letters, digits, dots, dashes and
 *     underscores; empty: made at the first start and kept in {@code DATA/coordinator.id}
 * @param notice {@code omega.page.notice}: a line that the pages show on top, for instance that this Core is one for tests: at most 300
 *     characters; empty: none
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
        String coordinatorId,
        String notice) {
    private static final int LONGEST_NOTICE = 300;

    /** Defaults for a data directory. */
    public static ServerSettings of(Path data) {
        return new ServerSettings(
                data,
                "127.0.0.1",
                9080,
                9443,
                4433,
                "netty",
                data.resolve("keys").resolve("omega.p12"),
                "",
                "",
                "");
    }

    public ServerSettings {
        Checks.range("omega.http.port", httpPort, 0, 65535);
        Checks.range("omega.https.port", httpsPort, 0, 65535);
        Checks.range("omega.quic.port", quicPort, 0, 65535);
        CoordinatorId.check(coordinatorId);
        if (notice.length() > LONGEST_NOTICE) {
            throw new InvalidSettingException(
                    "omega.page.notice has at most " + LONGEST_NOTICE + " characters, not " + notice.length());
        }
    }

    /** The same with this id. */
    public ServerSettings withCoordinatorId(String id) {
        return new ServerSettings(
                data, publicHost, httpPort, httpsPort, quicPort, quicEngine, keystore, keystorePassword, id, notice);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ServerSettings[data=" + data + ", publicHost=" + publicHost + ", httpPort=" + httpPort + ", httpsPort="
                + httpsPort + ", quicPort=" + quicPort + ", quicEngine=" + quicEngine + ", keystore=" + keystore
                + ", coordinatorId="
                + coordinatorId + ", notice=" + notice + "]";
    }
}
