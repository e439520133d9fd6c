package io.exogenesis.omega.lab.heal.subject;

import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.CatalogueStatus;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.lifecycle.CoreLifecycle;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.concurrent.locks.LockSupport;

/** A Core of the product's beans in this process, over the data directory of {@link CoreSettings}. */
public final class TestCore implements AutoCloseable {
    private static final long POLL = 20_000_000;

    private final Surroundings surroundings;
    private final SeContainer container;

    private TestCore(Surroundings surroundings, SeContainer container) {
        this.surroundings = surroundings;
        this.container = container;
    }

    /** Starts one; it is up when this returns, and its timers run. */
    public static TestCore start(CoreSettings settings) {
        Surroundings surroundings = new Surroundings(settings);
        ProductBeans beans = surroundings.beans();
        SeContainer container;
        try {
            container =
                    SeContainerInitializer.newInstance().addExtensions(beans).initialize();
        } catch (RuntimeException e) {
            surroundings.close();
            throw e;
        }
        TestCore core = new TestCore(surroundings, container);
        try {
            core.get(CoreLifecycle.class).isStarted();
            beans.startups().forEach(core::startUp);
            return core;
        } catch (RuntimeException e) {
            core.close();
            throw e;
        }
    }

    private <T> void startUp(Class<T> type) {
        surroundings.timers().bean(type, get(type));
    }

    /** The bean of this class. */
    public <T> T get(Class<T> type) {
        return container.select(type).get();
    }

    /** Waits until the titles are embedded, which they are on disk already or will be in some seconds. */
    void awaitTitles() {
        Catalogue catalogue = get(Catalogue.class);
        while (catalogue.status().state() != CatalogueStatus.State.READY) {
            if (catalogue.status().state() == CatalogueStatus.State.FAILED) {
                throw new HealException("the titles cannot be embedded: " + catalogue.status());
            }
            LockSupport.parkNanos(POLL);
        }
    }

    /** What the machine lends it. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** Stops it in order, as a server does. */
    @Override
    public void close() {
        surroundings.timers().close();
        container.close();
        surroundings.close();
    }
}
