package io.exogenesis.omega.core.healing.rules;

import io.exogenesis.omega.core.door.Doors;
import io.exogenesis.omega.core.healing.HealingRule;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Readers do not take what is sent to them, and hold memory and threads: their streams are ended. */
@Singleton
public class SlowViewerRule implements HealingRule {
    /**
     * A write waits only when the system's own buffers of some hundred events are full, so its reader has slept for long before. It
     * loses nothing: it comes back with the last event it saw.
     */
    private static final Duration STALLED = Duration.ofSeconds(2);

    /** Who began to sleep with the others is ended with them: one alone that is left would be the next symptom a second later. */
    private static final Duration STALLED_TOO = Duration.ofSeconds(1);

    private final Doors doors;

    @Inject
    public SlowViewerRule(Doors doors) {
        this.doors = doors;
    }

    @Override
    public String fault() {
        return "slow-viewer";
    }

    @Override
    public Optional<Symptom> look() {
        int stalled = doors.stalled(STALLED);
        return stalled == 0
                ? Optional.empty()
                : Optional.of(new Symptom(
                        stalled == 1
                                ? "a stream waits for a reader who does not read"
                                : stalled + " streams wait for readers who do not read"));
    }

    @Override
    public Remedy heal(Symptom symptom) {
        int dropped = doors.dropStalled(STALLED_TOO);
        return new Remedy(
                dropped == 1
                        ? "ended a stream whose reader did not read"
                        : "ended " + dropped + " streams whose readers did not read",
                "what they held is free; a reader that comes back is told what it missed");
    }
}
