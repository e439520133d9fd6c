package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.defence.AuditReport;
import io.exogenesis.omega.learning.defence.DefenceState;
import io.exogenesis.omega.learning.defence.ItemDefence;
import io.exogenesis.omega.learning.defence.Screened;
import io.exogenesis.omega.learning.defence.Witness;
import io.exogenesis.omega.learning.item.ItemMemory;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.item.ItemModelBuilder;
import io.exogenesis.omega.learning.round.Decision.Outcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The item plane's part of a round: samples → memory → item model. */
final class SamplePlane {
    private final RoundState before;
    private final RoundInput in;
    private final RoundSettings settings;
    private final List<Decision> decisions = new ArrayList<>();

    /**
     * @param memory to keep
     * @param model if it moved enough
     * @param modelRows fingerprints of what the newest published model was made of
     * @param rows samples that took part
     * @param state of the defence, to keep
     * @param defence what it did
     */
    record Result(
            ItemMemory memory,
            Optional<ItemModel> model,
            long[] modelRows,
            int rows,
            int releasedTitles,
            List<Decision> decisions,
            DefenceState state,
            DefenceReport defence) {}

    SamplePlane(RoundState before, RoundInput in, RoundSettings settings) {
        this.before = before;
        this.in = in;
        this.settings = settings;
    }

    Result run() {
        List<SampleRow> rows = counted();
        ItemDefence defence = new ItemDefence(settings.defence(), settings.items(), before.defence(), in.moderation());
        DefenceState audited = defence.audited(reports());
        long[] prints = fingerprints(rows, defence.fingerprint(audited));
        boolean publish = moved(prints, rows.size());
        if (!publish && !in.endOfEpoch()) {
            return new Result(
                    before.items(),
                    Optional.empty(),
                    before.modelRows(),
                    rows.size(),
                    releasedNow(rows),
                    decisions,
                    before.defence(),
                    DefenceReport.NONE);
        }
        List<Witness> witnesses = rows.stream()
                .map(r -> new Witness(r.pseudonym(), r.sample(), r.reputation()))
                .toList();
        Screened screened = defence.screen(witnesses, before.items());
        ItemMemory now = before.items().with(screened.rows(), screened.factors());
        ItemMemory kept = in.endOfEpoch() ? now.decayed(settings.items().decay()) : before.items();
        Optional<ItemModel> model =
                publish && !now.support().isEmpty() ? Optional.of(model(now, audited, screened)) : Optional.empty();
        return new Result(
                kept,
                model,
                afterwards(model.isPresent() ? prints : before.modelRows()),
                rows.size(),
                now.support().size(),
                decisions,
                in.endOfEpoch() ? defence.after(audited, witnesses, screened, before.items(), kept) : before.defence(),
                report(defence, audited, screened, in.endOfEpoch() ? rows : List.of()));
    }

    /** @param closing rows of an epoch that ends, or none */
    private DefenceReport report(
            ItemDefence defence, DefenceState audited, Screened screened, List<SampleRow> closing) {
        return settings.defence().enabled()
                ? new DefenceReport(
                        true,
                        before.defence().founded(),
                        defence.standings(audited, screened),
                        refutedShares(closing, audited.refuted()))
                : DefenceReport.NONE;
    }

    private static Map<ViewerId, Double> refutedShares(List<SampleRow> rows, Set<MediaId> refuted) {
        Map<ViewerId, Double> out = new HashMap<>();
        for (SampleRow row : rows) {
            List<SampledItem> items = row.sample().items();
            long lies = items.stream().filter(i -> refuted.contains(i.item())).count();
            if (lies > 0) {
                out.put(row.viewer(), (double) lies / items.size());
            }
        }
        return out;
    }

    private ItemModel model(ItemMemory now, DefenceState audited, Screened screened) {
        return new ItemModelBuilder(settings.items())
                .build(now.scaled(ItemDefence.reading(audited)), in.content(), before.round() + 1)
                .withClamped(screened.clamped());
    }

    /** Titles that the catalogue lacks were not shown by us; a refutation is kept for good, so it needs a title. */
    private List<AuditReport> reports() {
        return in.outcomes().stream()
                .map(o -> new AuditReport(
                        o.pseudonym(),
                        Math.min(o.reputation(), 1),
                        o.outcomes().items().stream()
                                .filter(i -> in.content().indexOf(i.item()) >= 0)
                                .toList()))
                .toList();
    }

    /** After the fold the rows are gone from the log, and part of the memory: only the catalogue can be compared. */
    private long[] afterwards(long[] prints) {
        return in.endOfEpoch() && prints.length > 0 ? new long[] {prints[0]} : prints;
    }

    private int releasedNow(List<SampleRow> rows) {
        Map<Object, Integer> counts = new HashMap<>();
        rows.forEach(r -> r.sample().items().forEach(i -> counts.merge(i.item(), 1, Integer::sum)));
        before.items()
                .support()
                .keySet()
                .forEach(id -> counts.put(id, settings.items().releaseSupport()));
        return (int) counts.values().stream()
                .filter(n -> n >= settings.items().releaseSupport())
                .count();
    }

    /** The newest row of each viewer, only titles of the catalogue, in the order of the viewers' ids. */
    private List<SampleRow> counted() {
        List<SampleRow> sorted = in.rows().stream()
                .sorted(Comparator.comparing(SampleRow::viewer).thenComparing(r -> -r.seq()))
                .toList();
        List<SampleRow> out = new ArrayList<>();
        Map<ViewerId, Long> newest = new HashMap<>();
        for (SampleRow row : sorted) {
            Long newer = newest.putIfAbsent(row.viewer(), row.seq());
            if (newer == null) {
                judge(row).ifPresent(out::add);
            } else if (newer != row.seq()) {
                decide(row, Outcome.EXPIRED, "a newer sample of this viewer took its place");
            }
        }
        return out;
    }

    private Optional<SampleRow> judge(SampleRow row) {
        List<SampledItem> known = row.sample().items().stream()
                .filter(i -> in.content().indexOf(i.item()) >= 0)
                .toList();
        if (!(row.reputation() > 0)) {
            decide(row, Outcome.REFUSED, "the viewer has lost its reputation");
        } else if (in.content().size() == 0) {
            decide(row, Outcome.WAITING, "there is no catalogue yet");
        } else if (known.isEmpty()) {
            decide(row, Outcome.REFUSED, "no title of it is in the catalogue");
        } else {
            decide(row, Outcome.ADMITTED, "takes part in the item model with " + known.size() + " titles");
            return Optional.of(new SampleRow(
                    row.viewer(), row.pseudonym(), row.seq(), new TasteSample(known), Math.min(row.reputation(), 1)));
        }
        return Optional.empty();
    }

    private void decide(SampleRow row, Outcome outcome, String reason) {
        decisions.add(new Decision(row.viewer(), row.seq(), outcome, Optional.empty(), reason));
    }

    /** One number a row, and one for the catalogue and what audit and operator say, which must never change unnoticed. */
    private long[] fingerprints(List<SampleRow> rows, long words) {
        long[] out = new long[rows.size() + 1];
        for (int i = 0; i < rows.size(); i++) {
            SampleRow r = rows.get(i);
            out[i] = mixed(r.pseudonym().hashCode() * 0x100000001L
                            + r.seq() * 31
                            + r.sample().hashCode())
                    >>> 1;
        }
        long catalogue = in.content().size();
        for (float v : in.content().mean()) {
            catalogue = mixed(catalogue * 31 + Float.floatToIntBits(v));
        }
        out[rows.size()] = mixed(mixed(catalogue * 31 + in.content().ids().hashCode()) + words) | Long.MIN_VALUE;
        Arrays.sort(out);
        return out;
    }

    private boolean moved(long[] prints, int rows) {
        long[] last = before.modelRows();
        if (rows == 0 && before.items().support().isEmpty() || in.content().size() == 0) {
            return false;
        }
        if (last.length == 0 || last[0] != prints[0]) {
            return true;
        }
        long common = Arrays.stream(prints)
                .filter(p -> Arrays.binarySearch(last, p) >= 0)
                .count();
        long changed = prints.length + last.length - 2 * common;
        return changed > 0
                && changed >= settings.republishShare() * (rows + before.items().viewers());
    }

    private static long mixed(long x) {
        long z = x * 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 32) * 0xbf58476d1ce4e5b9L;
        return z ^ z >>> 29;
    }
}
