package io.exogenesis.omega.core.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.ConfigProvider;

/** Hands out the settings, the clock and the source of randomness of the running Core. */
@Singleton
class SettingsProducer {
    @Produces
    @Singleton
    CoreSettings settings() {
        return CoreSettings.from(ConfigProvider.getConfig());
    }

    @Produces
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    RandomGenerator random() {
        return new java.security.SecureRandom();
    }
}
