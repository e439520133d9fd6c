package io.exogenesis.omega.embedder;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A viewer's device reports to nobody. ONNX Runtime 1.28, which this build brings, has no code for it on Linux and macOS; on
 * Windows its events to the system are switched off here. From 1.29 on it uploads events from Linux and macOS, too, unless
 * {@value #VARIABLE}=1 stands in the environment before its library is loaded. The environment belongs to the host and is not
 * changed: such a version is refused where the variable is missing.
 */
final class OrtTelemetry {
    static final String VARIABLE = "ORT_DISABLE_TELEMETRY";
    private static final Version FIRST_WITH_UPLOADS = Version.parse("1.29.0");

    private OrtTelemetry() {}

    /**
     * ONNX Runtime's environment of this process.
     *
     * @throws EmbedderUnavailableException if this version of ONNX Runtime would report
     */
    static OrtEnvironment silentEnvironment() throws OrtException {
        refuseUploads(
                OrtEnvironment.class.getPackage().getImplementationVersion(),
                System.getProperty("os.name", ""),
                System.getenv(VARIABLE));
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        environment.setTelemetry(false);
        return environment;
    }

    /**
     * @param version of the jar; null if its manifest is gone, as in a shaded jar: then the packager vouches for it
     * @param variable the value of {@value #VARIABLE}
     */
    static void refuseUploads(@Nullable String version, String system, @Nullable String variable) {
        boolean windows = system.toLowerCase(Locale.ROOT).startsWith("windows");
        if (version == null || windows || "1".equals(variable)) {
            return;
        }
        if (Version.parse(version).compareTo(FIRST_WITH_UPLOADS) >= 0) {
            throw new EmbedderUnavailableException("ONNX Runtime " + version
                    + " would report on its use to its maker. Use version 1.28.0, which this build was made with, or set "
                    + VARIABLE
                    + "=1 in the environment of the process.");
        }
    }
}
