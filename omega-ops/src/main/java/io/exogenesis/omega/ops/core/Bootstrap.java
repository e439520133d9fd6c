package io.exogenesis.omega.ops.core;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a ready Core leaves in {@code DATA/bootstrap.json} (mode 0600) for commands on the same machine.
 *
 * @param http address on loopback, {@code http://127.0.0.1:9080}
 * @param pin SHA-256 of the Core's public key in Base64
 * @param enrolmentKey mints enrolment codes
 * @param adminToken bearer of the administrator's endpoints
 */
public record Bootstrap(String http, String https, String quic, String pin, String enrolmentKey, String adminToken) {

    /** Reads the file; empty if there is none. */
    public static Optional<Bootstrap> read(Path file) {
        try {
            @Nullable Bootstrap read = new Gson().fromJson(Files.readString(file), Bootstrap.class);
            if (read == null || read.http == null || read.adminToken == null || read.pin == null) {
                throw CoreProblem.failed(file + " is not complete: stop the Core and start it again");
            }
            return Optional.of(read);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JsonParseException e) {
            throw CoreProblem.failed(file + " cannot be read: " + e.getMessage());
        }
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Bootstrap[http=" + http + ", https=" + https + ", quic=" + quic + ", pin=" + pin + "]";
    }
}
