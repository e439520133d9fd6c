package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.cluster.Lots;
import io.exogenesis.omega.learning.defence.AuditReport;
import io.exogenesis.omega.learning.defence.DefenceState;
import io.exogenesis.omega.learning.defence.ItemDefence;
import io.exogenesis.omega.learning.defence.Screened;
import io.exogenesis.omega.learning.defence.Witness;
import io.exogenesis.omega.learning.item.ItemMemory;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.item.ItemModelBuilder;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The item plane's part of a round: samples → memory → item model. */
final class SamplePlane {
    private final RoundState before;
    private final RoundSettings settings;
    private final SampleBook book;
    private @Nullable ContentSpace judged;
    private long cataloguePrint;

    /**
     * @param memory to keep
     * @param model if it moved enough
     * @param modelRows fingerprints of what the newest published model was made of
     * @param state of the defence, to keep
     * @param defence what it did
     * @param standing samples that the next epoch finds again; none within an epoch
     */
    record Result(
            ItemMemory memory,
            Optional<ItemModel> model,
            long[] modelRows,
            int releasedTitles,
            DefenceState state,
            DefenceReport defence,
            List<StandingSample> standing) {}

    SamplePlane(RoundState before, RoundSettings settings, SampleBook book) {
        this.before = before;
        this.settings = settings;
        this.book = book;
    }

    /**
     * @param lastRows fingerprints of the model that was published last
     * @param round the number of this round
     */
    Result run(RoundConditions in, Collection<OutcomeRow> outcomes, long[] lastRows, long round) {
        if (judged != in.content()) {
            judged = in.content();
            cataloguePrint = print(in.content());
        }
        ItemDefence defence = new ItemDefence(settings.defence(), settings.items(), before.defence(), in.moderation());
        DefenceState audited = defence.audited(reports(outcomes, in.content()));
        long[] prints = fingerprints(audited.refuted(), in.moderation().anchored());
        boolean publish = moved(prints, lastRows, in.content());
        if (!publish && !in.endOfEpoch()) {
            return new Result(
                    before.items(),
                    Optional.empty(),
                    lastRows,
                    book.released(
                            before.items().support().keySet(), settings.items().releaseSupport()),
                    before.defence(),
                    DefenceReport.NONE,
                    List.of());
        }
        List<StandingSample> rows = book.rows();
        List<Witness> witnesses = rows.stream()
                .map(s -> new Witness(
                        s.row().pseudonym(),
                        s.row().sample(),
                        s.row().reputation(),
                        s.seniority(),
                        s.seniority().joined() == before.epoch()))
                .toList();
        Screened screened = defence.screen(witnesses, before.items());
        ItemMemory now = before.items().with(screened.rows(), screened.grants());
        // the next epoch is the last of a sample that was received lease − 1 epochs before it
        long oldest = before.epoch() + 2 - settings.items().lease();
        ItemMemory kept = in.endOfEpoch() ? remembered(rows, screened, oldest) : before.items();
        Optional<ItemModel> model = publish && !now.support().isEmpty()
                ? Optional.of(model(now, audited, screened, in.content(), round))
                : Optional.empty();
        return new Result(
                kept,
                model,
                model.isPresent() ? prints : lastRows,
                now.support().size(),
                in.endOfEpoch() ? defence.after(audited, witnesses, screened, before.items(), now) : before.defence(),
                report(defence, audited, screened, in.endOfEpoch() ? rows : List.of()),
                in.endOfEpoch() ? book.standing(oldest) : List.of());
    }

    /** What outlives its rows: those whose lease ends are folded, and the past makes room for them. */
    private ItemMemory remembered(List<StandingSample> rows, Screened screened, long oldest) {
        BitSet leaving = new BitSet();
        for (int v = 0; v < rows.size(); v++) {
            leaving.set(v, rows.get(v).since() < oldest);
        }
        return before.items()
                .with(screened.rows().only(leaving), screened.grants())
                .within(settings.items().memory()
                        * Math.max(rows.size(), before.items().viewers()))
                .beside(rows.size() - leaving.cardinality());
    }

    /** @param closing rows of an epoch that ends, or none */
    private DefenceReport report(
            ItemDefence defence, DefenceState audited, Screened screened, List<StandingSample> closing) {
        return settings.defence().enabled()
                ? new DefenceReport(
                        true,
                        before.defence().founded(),
                        defence.standings(audited, screened),
                        refutedShares(closing, audited.refuted()))
                : DefenceReport.NONE;
    }

    /** Of the samples that this epoch received: one that stands was paid for in its own epoch. */
    private Map<ViewerId, Double> refutedShares(List<StandingSample> rows, Set<MediaId> refuted) {
        Map<ViewerId, Double> out = new HashMap<>();
        for (StandingSample standing : rows) {
            if (standing.since() < before.epoch()) {
                continue;
            }
            SampleRow row = standing.row();
            List<SampledItem> items = row.sample().items();
            long lies = items.stream().filter(i -> refuted.contains(i.item())).count();
            if (lies > 0) {
                out.put(row.viewer(), (double) lies / items.size());
            }
        }
        return out;
    }

    private ItemModel model(
            ItemMemory now, DefenceState audited, Screened screened, ContentSpace content, long version) {
        return new ItemModelBuilder(settings.items())
                .build(now.scaled(ItemDefence.reading(audited)), content, version)
                .withClamped(screened.clamped());
    }

    /** Titles that the catalogue lacks were not shown by us; a refutation is kept for good, so it needs a title. */
    private static List<AuditReport> reports(Collection<OutcomeRow> outcomes, ContentSpace content) {
        return outcomes.stream()
                .map(o -> new AuditReport(
                        o.pseudonym(),
                        Math.min(o.reputation(), 1),
                        o.outcomes().items().stream()
                                .filter(i -> content.indexOf(i.item()) >= 0)
                                .toList()))
                .toList();
    }

    /** One number a row, and one for the catalogue, the refuted and the anchored titles, which must never change unnoticed. */
    private long[] fingerprints(Set<MediaId> refuted, Set<MediaId> anchored) {
        long[] rows = book.prints();
        long[] out = Arrays.copyOf(rows, rows.length + 1);
        out[rows.length] = Lots.mixed(cataloguePrint + Lots.mixed(sum(refuted)) + 31 * sum(anchored)) | Long.MIN_VALUE;
        Arrays.sort(out);
        return out;
    }

    /** In no order. */
    private static long sum(Set<MediaId> titles) {
        return titles.stream().mapToLong(id -> Lots.wide(id.value())).sum();
    }

    private static long print(ContentSpace content) {
        long print = content.size();
        for (float v : content.mean()) {
            print = Lots.mixed(print * 31 + Float.floatToIntBits(v));
        }
        for (MediaId id : content.ids()) {
            print = Lots.mixed(print * 31 + Lots.wide(id.value()));
        }
        return print;
    }

    private boolean moved(long[] prints, long[] last, ContentSpace content) {
        int rows = prints.length - 1;
        if (rows == 0 && before.items().support().isEmpty() || content.size() == 0) {
            return false;
        }
        if (last.length == 0 || last[0] != prints[0]) {
            return true;
        }
        long changed = prints.length + last.length - 2L * common(prints, last);
        return changed > 0
                && changed >= settings.republishShare() * (rows + before.items().mass());
    }

    /** Of two ascending lists. */
    private static int common(long[] a, long[] b) {
        int both = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            int order = Long.compare(a[i], b[j]);
            both += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return both;
    }
}
