package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.Consents;
import java.util.HashSet;
import java.util.Set;

/**
 * The consents that were withdrawn since the Core last confirmed that they do not count, whether or not they were given again
 * meanwhile. The Core erases what it has under a consent only when it is told that it is withdrawn. Immutable.
 *
 * @param names some of {@link Consents#NAMES}
 */
record Withdrawals(Set<String> names) {
    static final Withdrawals NONE = new Withdrawals(Set.of());

    static final Withdrawals ALL = new Withdrawals(Set.copyOf(Consents.NAMES));

    Withdrawals changed(Consents before, Consents now) {
        Set<String> more = new HashSet<>(before.given());
        now.given().forEach(more::remove);
        more.addAll(names);
        return new Withdrawals(Set.copyOf(more));
    }

    /** @param known what counts at the Core now */
    Withdrawals confirmed(Consents known) {
        Set<String> open = new HashSet<>(names);
        open.retainAll(known.given());
        return new Withdrawals(Set.copyOf(open));
    }

    /** These consents but for what was withdrawn. */
    Consents takenFrom(Consents consents) {
        return with(consents, false);
    }

    /** These consents and what was withdrawn. */
    Consents addedTo(Consents consents) {
        return with(consents, true);
    }

    private Consents with(Consents consents, boolean given) {
        return Consents.NONE
                .withPatterns(names.contains("patterns") ? given : consents.patterns())
                .withSample(names.contains("sample") ? given : consents.sample())
                .withAudit(names.contains("audit") ? given : consents.audit())
                .withMetrics(names.contains("metrics") ? given : consents.metrics())
                .withLargeSample(names.contains("largeSample") ? given : consents.largeSample());
    }
}
