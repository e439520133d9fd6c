package io.exogenesis.omega.ops.cli;

import io.exogenesis.omega.ops.core.CoreDirectory;
import io.exogenesis.omega.ops.core.CorePorts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that starts or asks a Core. */
public final class CommonOptions {
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

    /** Which ports were asked for; 0 means any free one. */
    public CorePorts ports() {
        return new CorePorts(http, https, quic);
    }

    /** What was asked for, else {@code ~/.omega/NAME}. */
    public Path data(String name) {
        return data == null ? CoreDirectory.defaultFor(name) : data;
    }
}
