package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.item.EpochRows;
import io.exogenesis.omega.learning.item.FrequentDirections;
import io.exogenesis.omega.learning.item.Grant;
import io.exogenesis.omega.learning.item.ItemMemory;
import io.exogenesis.omega.learning.item.ItemSettings;
import io.exogenesis.omega.learning.item.SparseRow;
import io.exogenesis.omega.learning.item.WeightedSample;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.TasteSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The steps in their order: density discount, structure gate, share clamp; and the audit, which speaks about reading. A pure
 * function of the state before the epoch, so every round of an epoch gets the same answer to the same rows.
 */
public final class ItemDefence {
    /** What is left of a refuted title when the memory is read. */
    static final double REFUTED = .02;
    /** What counts of the audit and rows of the half sketches still weigh after an epoch: a past of about twenty epochs. */
    private static final double PAST = .95;
    /** A half sketch learns nothing more from further rows. */
    private static final int HALF_ROWS = 4000;

    private final DefenceSettings settings;
    private final ItemSettings items;
    private final DefenceState before;
    private final Moderation moderation;

    /** @param moderation what the operator says about titles */
    public ItemDefence(DefenceSettings settings, ItemSettings items, DefenceState before, Moderation moderation) {
        this.settings = settings;
        this.items = items;
        this.before = before;
        this.moderation = moderation;
    }

    /** How far these rows may change {@code memory}. Witnesses in any canonical order, one for each viewer. */
    public Screened screen(List<Witness> witnesses, ItemMemory memory) {
        EpochRows rows = EpochRows.of(weighted(witnesses), memory, items);
        if (!settings.enabled() || !before.founded() || rows.size() == 0) {
            return new Screened(rows, Map.of(), new TreeMap<>(), new TreeSet<>(), new TreeMap<>(), Set.of());
        }
        ShareClamp clamp = clamp(witnesses, rows, memory);
        SortedMap<MediaId, Double> percentiles = percentiles(witnesses, rows, clamp);
        Set<MediaId> frozen = new HashSet<>(before.refuted());
        frozen.removeAll(moderation.clearedAfter(before.clearedThrough()));
        percentiles.forEach((id, p) -> {
            if (p < settings.minPercentile()) {
                frozen.add(id);
            }
        });
        SortedMap<MediaId, Double> granted = clamp.granted(frozen, moderation.anchored());
        SortedMap<MediaId, Grant> grants = clamp.grants(granted);
        TreeSet<MediaId> clamped = new TreeSet<>();
        grants.forEach((id, grant) -> {
            if (grant.share() < 1) {
                clamped.add(id);
            }
        });
        return new Screened(rows, grants, granted, clamped, percentiles, frozen);
    }

    private ShareClamp clamp(List<Witness> witnesses, EpochRows rows, ItemMemory memory) {
        BitSet newcomers = new BitSet();
        for (int v = 0; v < witnesses.size(); v++) {
            newcomers.set(v, witnesses.get(v).newcomer());
        }
        return new ShareClamp(settings, before.titles(), rows, newcomers, memory.viewers(), items.releaseSupport());
    }

    private SortedMap<MediaId, Double> percentiles(List<Witness> witnesses, EpochRows rows, ShareClamp clamp) {
        if (before.halves().size() != 2) {
            return new TreeMap<>();
        }
        return new StructureGate(rows.rows(), pseudonyms(witnesses), before.halves()).percentiles(clamp.growing());
    }

    private List<WeightedSample> weighted(List<Witness> witnesses) {
        double[] density = new double[witnesses.size()];
        Arrays.fill(density, 1);
        if (settings.enabled()) {
            List<TasteSample> samples = witnesses.stream().map(Witness::sample).toList();
            density = DensityDiscount.weights(samples, pseudonyms(witnesses));
        }
        List<WeightedSample> out = new ArrayList<>();
        for (int v = 0; v < density.length; v++) {
            Witness w = witnesses.get(v);
            out.add(new WeightedSample(w.sample(), w.reputation() * density[v], w.seniority()));
        }
        return out;
    }

    private static List<String> pseudonyms(List<Witness> witnesses) {
        return witnesses.stream().map(Witness::pseudonym).toList();
    }

    /**
     * The audit with the reports of the running epoch. A clearance holds in every round of the epoch that takes it in, so
     * that reports of that epoch, which may be older than it, cannot refute the title again.
     */
    public DefenceState audited(List<AuditReport> reports) {
        if (!settings.enabled()) {
            return before;
        }
        Audit audit = before.audit()
                .with(
                        new AuditReports(reports),
                        id -> !before.titles().containsKey(id)
                                || before.titles().get(id).young(),
                        moderation.anchored(),
                        moderation.clearedAfter(before.clearedThrough()));
        return before.with(audit);
    }

    /** Where each title stands that is not free, and why. */
    public TitleStandings standings(DefenceState audited, Screened epoch) {
        return settings.enabled()
                ? new Standings(settings, before, audited, epoch).of(moderation.anchored())
                : TitleStandings.NONE;
    }

    /** Factors by which columns, supports and pairs of a memory are read. */
    public static Map<MediaId, Double> reading(DefenceState audited) {
        return audited.audit().factors(REFUTED);
    }

    /**
     * The state behind the fold of these rows.
     *
     * @param memory as it was before them
     * @param now with them: a title that it does not know is forgotten here
     */
    public DefenceState after(
            DefenceState audited, List<Witness> witnesses, Screened epoch, ItemMemory memory, ItemMemory now) {
        if (!settings.enabled()) {
            return before;
        }
        Audit audit = audited.audit().decayed(PAST);
        long cleared = moderation.newest(before.clearedThrough());
        EpochRows rows = epoch.rows();
        if (rows.size() == 0 || !before.founded() && rows.size() < settings.founders()) {
            return new DefenceState(before.titles(), before.halves(), audit, cleared);
        }
        SortedMap<MediaId, TitleTrust> titles =
                before.founded() ? clamp(witnesses, rows, memory).after(epoch.granted()) : founded(rows);
        Set<MediaId> known = now.support().keySet();
        titles.keySet().retainAll(known);
        return new DefenceState(titles, halves(witnesses, epoch, known), audit, cleared);
    }

    /** The first epoch that is large enough: nothing is older, so nothing can be told from it. */
    private static SortedMap<MediaId, TitleTrust> founded(EpochRows rows) {
        SortedMap<MediaId, TitleTrust> out = new TreeMap<>();
        ShareClamp.masses(rows).forEach((id, m) -> out.put(id, TitleTrust.founder(m)));
        return out;
    }

    private List<FrequentDirections> halves(List<Witness> witnesses, Screened epoch, Set<MediaId> known) {
        List<List<SparseRow>> split = List.of(new ArrayList<>(), new ArrayList<>());
        for (int v : DensityDiscount.chosen(pseudonyms(witnesses), 2 * HALF_ROWS)) {
            SparseRow row = epoch.rows().granted(v, epoch.grants(), 1);
            split.get(StructureGate.half(witnesses.get(v).pseudonym())).add(row);
        }
        List<FrequentDirections> out = new ArrayList<>();
        for (int h = 0; h < 2; h++) {
            FrequentDirections past = before.halves().isEmpty()
                    ? FrequentDirections.empty(settings.halfSize())
                    : before.halves().get(h).decayed(PAST);
            out.add(past.fold(split.get(h)).retaining(known));
        }
        return out;
    }
}
