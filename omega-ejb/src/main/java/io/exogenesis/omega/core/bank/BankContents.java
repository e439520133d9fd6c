package io.exogenesis.omega.core.bank;

import io.exogenesis.omega.core.port.BankCommit;
import io.exogenesis.omega.core.port.BankStore.Removal;
import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.PullFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An immutable state of the bank that can tell the way from an earlier one.
 *
 * <p>Each change has a version of its own (see {@link BankChanges}), so a page of a delta ends wherever its reader wants it to, a
 * cursor is all a viewer has to remember to go on ({@link DeltaCursor}), and a change that happens between two pages is not
 * missed. Banks of earlier releases have versions of up to 100 changes; those are not cut.
 *
 * <p>Old removals are forgotten. A viewer behind that border gets a snapshot.
 */
public final class BankContents {
    /** Removals that are remembered; a viewer further behind gets a snapshot. */
    static final int REMEMBERED_REMOVALS = 10_000;

    private final BankVersion version;
    /** Removals up to this version are forgotten. */
    private final long forgotten;

    private final Map<PatternId, ConsolidatedPattern> byId = new LinkedHashMap<>();
    private final List<ConsolidatedPattern> byVersion;
    /** A list for each priority, the highest first, each ordered by version. */
    private final List<List<ConsolidatedPattern>> byPriority;

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
        this.byPriority = Arrays.stream(Priority.values())
                .map(priority ->
                        byVersion.stream().filter(p -> p.priority() == priority).toList())
                .toList();
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
     * One page of the way from {@code since} to here: removals first, then what is of high priority, whichever round it is of.
     *
     * <p>A reader that changes its filter has to begin anew; the cursor does not remember it.
     *
     * @param page ≥ 1, most changes of the answer, upserts and removals together; those count that the filter leaves out, so that
     *     a page looks at no more than it would without
     * @param filter what the reader wants, the same all the way since it began
     */
    public BankDelta deltaSince(BankVersion since, int page, PullFilter filter) {
        String bank = version.bankId();
        Optional<DeltaCursor> known = DeltaCursor.read(since, bank, version.number(), forgotten);
        ChangePage next = new ChangePage(removals, byPriority, filter, page);
        DeltaCursor at = next.fill(known.orElseGet(() -> DeltaCursor.begin(0, version.number())));
        if (at.done() && at.to() < version.number()) {
            at = next.fill(DeltaCursor.begin(at.to(), version.number()));
        }
        return new BankDelta(since, at.of(bank), known.isEmpty(), next.upserts(), next.removals(), !at.done());
    }
}
