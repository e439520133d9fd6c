package io.exogenesis.omega.core.admin;

import io.exogenesis.omega.core.lifecycle.CoreLifecycle;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The truth about the Core, for health checks and the status page. */
@Singleton
public class CoreStatus {
    private final CoreLifecycle lifecycle;
    private final StoreChecks stores;
    private final LearningChecks learning;

    @Inject
    public CoreStatus(CoreLifecycle lifecycle, StoreChecks stores, LearningChecks learning) {
        this.lifecycle = lifecycle;
        this.stores = stores;
        this.learning = learning;
    }

    public boolean isStarted() {
        return lifecycle.isStarted();
    }

    /** Whether what was acknowledged is kept. */
    public StoreChecks stores() {
        return stores;
    }

    /** Whether it is made into something. */
    public LearningChecks learning() {
        return learning;
    }

    /** All that the Core itself can tell; the ports are checked by who opened them. */
    public List<Check> checks() {
        List<Check> all = new ArrayList<>(stores.all());
        all.addAll(learning.all());
        return List.copyOf(all);
    }
}
