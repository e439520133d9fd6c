package io.exogenesis.omega.core.config;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.GuardedClock;
import io.exogenesis.omega.core.files.PrivateFiles;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Hands out the settings, the clock and the source of randomness of the running Core. */
@Singleton
class SettingsProducer {
    private static final System.Logger LOG = System.getLogger(SettingsProducer.class.getName());

    @Produces
    @Singleton
    CoreSettings settings() {
        return settings(ConfigProvider.getConfig());
    }

    /**
     * The directory first: the database makes it, too, for all to see, and a setting that is wrong would keep the Core from
     * closing it.
     */
    static CoreSettings settings(Config config) {
        Path data = CoreSettings.data(config);
        try {
            PrivateFiles.directory(data);
        } catch (CoreException e) {
            LOG.log(Level.DEBUG, "the start will try again and say so", e);
        }
        CoreSettings read = CoreSettings.from(config);
        ServerSettings server = read.server();
        return server.coordinatorId().isEmpty() ? read.with(server.withCoordinatorId(CoordinatorId.kept(data))) : read;
    }

    /** One for all: it knows of a jump whoever of them asked last. */
    @Produces
    @Singleton
    GuardedClock clock() {
        return new GuardedClock(InstantSource.system(), System::nanoTime);
    }

    @Produces
    RandomGenerator random() {
        return new java.security.SecureRandom();
    }
}
