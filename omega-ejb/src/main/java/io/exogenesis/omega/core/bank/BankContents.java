package io.exogenesis.omega.core.bank;

import io.exogenesis.omega.core.port.BankCommit;
import io.exogenesis.omega.core.port.BankStore.Removal;
import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An immutable state of the bank that can tell the way from an earlier one.
 *
 * <p>Each change has a version of its own (see {@link BankChanges}), so a page of a delta ends wherever its reader wants it to,
 * (bank id, version) is all a viewer has to remember to go on, and a change that happens between two pages is not missed. Banks
 * of earlier releases have versions of up to 100 changes; those are not cut.
 *
 * <p>Old removals are forgotten. A viewer behind that border gets a snapshot, whose first pages end behind the border as well;
 * so that such a cursor is not taken for another old one, it names the bank as {@code id~v}, where v is the version at which
 * the snapshot began. Viewers hand it back as they got it.
 */
public final class BankContents {
    /** Removals that are remembered; a viewer further behind gets a snapshot. */
    static final int REMEMBERED_REMOVALS = 10_000;

    private static final char BEGUN_AT = '~';

    private final BankVersion version;
    /** Removals up to this version are forgotten. */
    private final long forgotten;

    private final Map<PatternId, ConsolidatedPattern> byId = new LinkedHashMap<>();
    private final List<ConsolidatedPattern> byVersion;
    private final List<Removal> removals;

    /** @param forgotten border of an earlier state: it is never taken back, however few removals are left */
    public BankContents(
            BankVersion version,
            Collection<ConsolidatedPattern> patterns,
            Collection<Removal> removals,
            long forgotten) {
        this.version = version;
        this.byVersion =
                patterns.stream().sorted(Comparator.comparing(PatternPlace::of)).toList();
        byVersion.forEach(p -> byId.put(p.id(), p));
        List<Removal> kept = removals.stream()
                .sorted(Comparator.comparingLong(Removal::version))
                .toList();
        int cut = Math.max(0, kept.size() - REMEMBERED_REMOVALS);
        long border =
                cut == 0 ? forgotten : Math.max(forgotten, kept.get(cut - 1).version());
        this.forgotten = border;
        this.removals = kept.stream().filter(r -> r.version() > border).toList();
    }

    public BankVersion version() {
        return version;
    }

    /** In the order of their {@link PatternPlace}. */
    public List<ConsolidatedPattern> patterns() {
        return byVersion;
    }

    public Optional<ConsolidatedPattern> pattern(PatternId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Removals of this version and before are not remembered. */
    public long forgottenUpTo() {
        return forgotten;
    }

    /** Version of the newest removal that is remembered; 0 for none. */
    public long newestRemoval() {
        return removals.isEmpty() ? 0 : removals.getLast().version();
    }

    /** The state after a commit. */
    public BankContents after(BankCommit commit) {
        Map<PatternId, ConsolidatedPattern> patterns = new LinkedHashMap<>(byId);
        commit.upserts().forEach(p -> patterns.put(p.id(), p));
        commit.removedIds().forEach(patterns::remove);
        List<Removal> gone = new ArrayList<>(removals);
        gone.removeIf(r -> patterns.containsKey(r.id()));
        gone.addAll(commit.removals());
        return new BankContents(commit.after().version(), patterns.values(), gone, forgotten);
    }

    /**
     * One page of the way from {@code since} to here.
     *
     * @param page ≥ 1, most changes of the answer, upserts and removals together
     */
    public BankDelta deltaSince(BankVersion since, int page) {
        long begun = begunAt(since);
        boolean snapshot = begun < 0 || since.number() > version.number();
        long from = snapshot ? 0 : since.number();
        // Who starts from nothing has nothing to remove.
        ChangePage next = ChangePage.of(byVersion, from == 0 ? List.of() : removals, from, page);
        long upTo = next.more() ? next.upTo() : version.number();
        return new BankDelta(
                since,
                upTo(upTo, next.more(), snapshot || from == 0 ? version.number() : begun),
                snapshot,
                next.upserts(),
                next.removals().stream().map(Removal::id).toList(),
                next.more());
    }

    /**
     * The version whose patterns a viewer at this cursor may hold without having heard of their removal: of the cursor itself
     * or, in the middle of a snapshot, the one at which that began. −1 if it has to start anew.
     */
    private long begunAt(BankVersion cursor) {
        String bank = version.bankId();
        long begun = -1;
        if (cursor.bankId().equals(bank)) {
            begun = cursor.number();
        } else if (cursor.bankId().startsWith(bank + BEGUN_AT)) {
            begun = number(cursor.bankId().substring(bank.length() + 1));
        }
        boolean nothingYet = begun == 0 && cursor.number() == 0;
        return nothingYet || (begun >= forgotten && begun <= version.number()) ? begun : -1;
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private BankVersion upTo(long number, boolean more, long begun) {
        boolean behindBorder = more && number < forgotten;
        return new BankVersion(behindBorder ? version.bankId() + BEGUN_AT + begun : version.bankId(), number);
    }
}
