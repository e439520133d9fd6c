package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.port.LogEntry.Kind;
import io.exogenesis.omega.model.Consents;
import java.util.EnumSet;
import java.util.Set;

/**
 * What of a viewer's raw contributions its owner's consents do not cover.
 *
 * <p>Without the consent to the larger sample none of a viewer's samples is covered as long as one of them, newest, replaced or
 * standing, has more titles than the usual one; if none has, all are. So a withdrawn larger sample is taken back as a
 * withdrawn sample is, by the same entry of the log, and an owner who never sent one loses nothing. The smaller samples that go
 * with it are no loss: one sample of a viewer counts, and its agent sends another one with the next sync.
 *
 * <p>What is there decides, not how it came: what a crash in the middle of a withdrawal left is found, and so are larger samples
 * that an earlier release took from owners who had agreed to samples only.
 */
final class ConsentCover {
    private ConsentCover() {}

    /** The kinds of raw contributions that these consents do not cover, whether the account holds any of them or not. */
    static Set<Kind> uncovered(Account account, Consents consents) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        if (!consents.patterns()) {
            kinds.add(Kind.PATTERN);
        }
        if (!consents.sample() || !consents.largeSample() && account.holdsLargeSample()) {
            kinds.add(Kind.SAMPLE);
        }
        if (!consents.audit()) {
            kinds.add(Kind.OUTCOMES);
        }
        return kinds;
    }
}
