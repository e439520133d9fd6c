package io.exogenesis.omega.core.healing.loop;

import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.healing.sense.Sample;
import io.exogenesis.omega.core.sync.AdmissionGate;
import io.exogenesis.omega.core.sync.SyncPace;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Tells {@link SyncPace} once a tick how busy the Core is. It needs no model of the Core, so it works in each mode that reads sensors. */
@Singleton
public class PaceControl {
    /** Weight of a tick in the mean: frames in work are counted at one moment of it. */
    private static final double SMOOTHING = .3;

    private final Targets targets;
    private final AdmissionGate gate;
    private final SyncPace pace;
    private double load;

    @Inject
    public PaceControl(CoreSettings settings, AdmissionGate gate, SyncPace pace) {
        this.targets = Targets.of(settings);
        this.gate = gate;
        this.pace = pace;
    }

    /** One tick. What a sensor could not tell counts for nothing. */
    public void tick(Sample sample) {
        double now = targets.load(sample);
        if (Double.isFinite(sample.sync().offered())) {
            now = Math.max(now, sample.sync().offered() / gate.limit());
        }
        load += SMOOTHING * (now - load);
        pace.tick(load);
    }
}
