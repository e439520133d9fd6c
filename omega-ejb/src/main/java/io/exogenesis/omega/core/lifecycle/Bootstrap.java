package io.exogenesis.omega.core.lifecycle;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.files.PrivateFiles;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.identity.ServerIdentity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * {@code DATA/bootstrap.json}, mode 0600: how programs on this machine find the Core and prove that they may operate it. It is
 * there while the Core is ready and at no other time:
 * {@code {"http","https","quic","pin","enrolmentKey","adminToken"}}.
 */
@Singleton
public class Bootstrap {
    /** A new one is written at every start. */
    private static final Duration ADMIN_TOKEN_LIFETIME = Duration.ofDays(366);

    private final Path file;
    private final Keys keys;
    private final ServerIdentity identity;
    private final InstantSource clock;

    @Inject
    public Bootstrap(CoreSettings settings, Keys keys, ServerIdentity identity, InstantSource clock) {
        this.file = settings.server().data().resolve("bootstrap.json");
        this.keys = keys;
        this.identity = identity;
        this.clock = clock;
    }

    /** Called by whoever opened the last port. */
    public void publish() {
        String json = "{\"http\":\"" + identity.http() + "\",\"https\":\"" + identity.https() + "\",\"quic\":\""
                + identity.quic() + "\",\"pin\":\"" + identity.pin() + "\",\"enrolmentKey\":\"" + keys.enrolmentKey()
                + "\",\"adminToken\":\"" + keys.tokens().forAdmin(clock.instant(), ADMIN_TOKEN_LIFETIME) + "\"}\n";
        PrivateFiles.writeText(file, json);
    }

    /** What an earlier Core left behind would mislead. */
    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CoreException("the file " + file + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
