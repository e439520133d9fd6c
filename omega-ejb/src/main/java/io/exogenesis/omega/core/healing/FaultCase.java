package io.exogenesis.omega.core.healing;

import io.exogenesis.omega.core.Backoff;
import io.exogenesis.omega.core.healing.HealingRule.Remedy;
import io.exogenesis.omega.core.healing.HealingRule.Symptom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One fault from when it is seen until it is gone. It says which event each observation is; {@link Supervisor} writes it and starts
 * attempts. Times are monotonic. Not safe for concurrent use.
 */
final class FaultCase {
    /** What is to be written of an observation. */
    record Entry(HealingEvent.Outcome outcome, String reason, Remedy done) {}

    private static final Remedy NOTHING_DONE = new Remedy("", "");

    private final Duration since;
    private final int mostAttempts;
    private final Backoff pauses;
    private final Duration relapse;
    /** What a person was called for already; as many as a rule has texts. */
    private final Set<String> alarmedOf = new HashSet<>();

    private Symptom symptom;
    private int attempts;
    private boolean attemptPending;
    private Remedy done = NOTHING_DONE;
    private Duration due;
    private boolean alarmed;
    private boolean relapsed;
    private boolean healed;
    private @Nullable Duration gone;

    /** @param relapse a fault that is back within this time was not healed */
    FaultCase(Symptom symptom, Duration now, int mostAttempts, Backoff pauses, Duration relapse) {
        this.symptom = symptom;
        this.since = now;
        this.due = now;
        this.mostAttempts = mostAttempts;
        this.pauses = pauses;
        this.relapse = relapse;
    }

    /** Whether an attempt may begin now. */
    boolean isDue(Duration now) {
        return !alarmed && gone == null && !attemptPending && now.compareTo(due) >= 0;
    }

    Symptom symptom() {
        return symptom;
    }

    void attemptBegins() {
        attempts++;
        attemptPending = true;
        done = NOTHING_DONE;
    }

    /** The attempt did its work; whether it helped shows within the pause. */
    void attemptEnded(Remedy remedy, Duration now) {
        done = remedy;
        due = now.plus(pauses.after(attempts));
    }

    /** The attempt could not be made, or has no end. */
    Entry attemptBroke(String why, boolean last, Duration now) {
        attemptPending = false;
        due = now.plus(pauses.after(attempts));
        return attempts >= mostAttempts || last
                ? alarm(why)
                : new Entry(HealingEvent.Outcome.FAILED, symptom.reason() + " " + why, done);
    }

    /** The symptom is there, while no attempt runs. */
    Optional<Entry> present(Symptom seen, Duration now) {
        Duration away = gone;
        symptom = seen;
        gone = null;
        if (alarmed) {
            return alarmedOf.contains(shape(seen)) ? Optional.empty() : Optional.of(begunAnew(now));
        }
        if (away != null) {
            return cameBack(now.minus(away), now);
        }
        if (attemptPending && now.compareTo(due) >= 0) {
            attemptPending = false;
            return Optional.of(didNotHelp("Attempt %d did not help.".formatted(attempts)));
        }
        return Optional.empty();
    }

    private Optional<Entry> cameBack(Duration after, Duration now) {
        boolean told = attemptPending || healed;
        due = attemptPending ? now.plus(pauses.after(attempts)) : due;
        relapsed = true;
        healed = false;
        attemptPending = false;
        // Told once an attempt: a symptom that flickers fills no log.
        return told
                ? Optional.of(didNotHelp("It was gone and came back after %s.".formatted(text(after))))
                : Optional.empty();
    }

    /** The symptom is away, while no attempt runs. */
    Optional<Entry> absent(Duration now) {
        if (gone == null) {
            gone = now;
        }
        Duration confirm = alarmed || relapsed ? relapse : Duration.ZERO;
        if (healed || now.minus(gone).compareTo(confirm) < 0) {
            return Optional.empty();
        }
        healed = true;
        String with = attempts == 0 ? ", by itself" : attempts == 1 ? "" : ", with %d attempts".formatted(attempts);
        return Optional.of(new Entry(
                HealingEvent.Outcome.HEALED,
                "Gone %s after it was seen%s.".formatted(text(gone.minus(since)), with),
                done));
    }

    /** Whether it was gone for so long that what comes now is another fault. */
    boolean isOver(Duration now) {
        return healed && gone != null && now.minus(gone).compareTo(relapse) >= 0;
    }

    private Entry begunAnew(Duration now) {
        alarmed = false;
        attemptPending = false;
        attempts = 0;
        due = now;
        done = NOTHING_DONE;
        return new Entry(HealingEvent.Outcome.DETECTED, symptom.reason(), done);
    }

    private Entry didNotHelp(String why) {
        return attempts >= mostAttempts
                ? alarm(why)
                : new Entry(HealingEvent.Outcome.FAILED, symptom.reason() + " " + why, done);
    }

    private Entry alarm(String why) {
        alarmed = true;
        alarmedOf.add(shape(symptom));
        return new Entry(
                HealingEvent.Outcome.ALARM,
                "%s %s %s: a person has to look."
                        .formatted(symptom.reason(), why, attempts == 1 ? "1 attempt" : attempts + " attempts"),
                done);
    }

    /** A symptom whose numbers alone have moved is the same one. */
    private static String shape(Symptom symptom) {
        return symptom.reason().replaceAll("[0-9]+([.,][0-9]+)*", "#");
    }

    private static String text(Duration time) {
        return String.format(Locale.ROOT, time.toMillis() < 10_000 ? "%.1f s" : "%.0f s", time.toMillis() / 1e3);
    }
}
