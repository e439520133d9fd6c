package io.exogenesis.omega.ops.core;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Whether a Core answers. The exit codes of {@code core status} are part of the contract. */
public enum CoreStatus {
    READY(0),
    STOPPED(3),
    NOT_READY(4);

    private static final int PATIENCE_MILLIS = 5_000;

    private final int exitCode;

    CoreStatus(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    /** For programs: {@code ready}, {@code stopped}, {@code not-ready}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Status of the Core of a data directory. One that ended and is about to be started again is not ready. */
    public static CoreStatus of(CoreDirectory data) {
        if (data.running().isEmpty()) {
            return data.supervisor().isPresent() ? NOT_READY : STOPPED;
        }
        Optional<Bootstrap> bootstrap = data.bootstrap();
        return bootstrap.isPresent() && healthy(bootstrap.get().http()) ? READY : NOT_READY;
    }

    /** Whether {@code /health/ready} answers UP. */
    static boolean healthy(String http) {
        try {
            HttpURLConnection ready = (HttpURLConnection)
                    URI.create(http + "/health/ready").toURL().openConnection(Proxy.NO_PROXY);
            ready.setConnectTimeout(PATIENCE_MILLIS);
            ready.setReadTimeout(PATIENCE_MILLIS);
            int status = ready.getResponseCode();
            ready.disconnect();
            return status == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
