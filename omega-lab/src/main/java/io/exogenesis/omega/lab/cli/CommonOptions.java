package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.core.CorePorts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that starts or asks a Core. */
final class CommonOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "Data directory (default: ~/.omega/NAME).")
    private @Nullable Path data;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "HTTP on loopback (default: 9080; 0: any free one).")
    private int http = CorePorts.DEFAULTS.http();

    @Option(names = "--https-port", paramLabel = "PORT", description = "HTTPS (default: 9443; 0: any free one).")
    private int https = CorePorts.DEFAULTS.https();

    @Option(names = "--quic-port", paramLabel = "PORT", description = "QUIC, UDP (default: 4433; 0: any free one).")
    private int quic = CorePorts.DEFAULTS.quic();

    CorePorts ports() {
        return new CorePorts(http, https, quic);
    }

    /** What was asked for, else {@code ~/.omega/NAME}. */
    Path data(String name) {
        return data == null ? io.exogenesis.omega.lab.core.CoreDirectory.defaultFor(name) : data;
    }
}
