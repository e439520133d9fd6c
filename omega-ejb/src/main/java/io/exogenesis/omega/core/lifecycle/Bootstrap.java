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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code DATA/bootstrap.json}, mode 0600: how programs on this machine find the Core and prove that they may operate it. It is
 * there while HTTP and HTTPS answer and at no other time (a process that is killed leaves it behind until the next start):
 * {@code {"http","https","quic","pin","pins","enrolmentKey","adminToken"}}.
 */
@Singleton
public class Bootstrap {
    /** A new one is written at every start. */
    private static final Duration ADMIN_TOKEN_LIFETIME = Duration.ofDays(366);

    private final Path file;
    private final Keys keys;
    private final ServerIdentity identity;
    private final InstantSource clock;
    private @Nullable Thread atEndOfProcess;
    /** Of this start; another one would end those that programs have read. */
    private @Nullable String adminToken;

    @Inject
    public Bootstrap(CoreSettings settings, Keys keys, ServerIdentity identity, InstantSource clock) {
        this.file = settings.server().data().resolve("bootstrap.json");
        this.keys = keys;
        this.identity = identity;
        this.clock = clock;
    }

    /** Called when the doors answer. Does nothing in a process that is ending. */
    public synchronized void publish() {
        if (!removeAtEndOfProcess()) {
            return;
        }
        String token = adminToken;
        if (token == null) {
            token = keys.tokens().forAdmin(clock.instant(), ADMIN_TOKEN_LIFETIME);
            adminToken = token;
        }
        String pins =
                identity.pins().pins().stream().map(pin -> '"' + pin + '"').collect(Collectors.joining(","));
        String json = "{\"http\":\"" + identity.http() + "\",\"https\":\"" + identity.https() + "\",\"quic\":\""
                + identity.quic() + "\",\"pin\":\"" + identity.pin() + "\",\"pins\":[" + pins + "],\"enrolmentKey\":\""
                + keys.enrolmentKey()
                + "\",\"adminToken\":\"" + token + "\"}\n";
        PrivateFiles.writeText(file, json);
    }

    /** The key has changed: if the file is there, it says so. */
    public synchronized void renew() {
        if (Files.exists(file)) {
            publish();
        }
    }

    /**
     * A server that gets SIGTERM closes its ports before it stops its applications: this is the way to be told first.
     *
     * @return false when the process is ending already
     */
    private boolean removeAtEndOfProcess() {
        if (atEndOfProcess == null) {
            Thread hook = new Thread(this::delete, "omega-bootstrap-file");
            try {
                Runtime.getRuntime().addShutdownHook(hook);
            } catch (IllegalStateException e) {
                return false;
            }
            atEndOfProcess = hook;
        }
        return true;
    }

    /** What an earlier Core left behind would mislead. */
    public synchronized void remove() {
        Thread hook = atEndOfProcess;
        atEndOfProcess = null;
        if (hook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is ending: the hook runs now.
            }
        }
        delete();
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CoreException("the file " + file + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
