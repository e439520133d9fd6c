package io.exogenesis.omega.lab.replay;

import io.exogenesis.omega.lab.core.Sending;
import io.exogenesis.omega.lab.core.ShownLists;
import io.exogenesis.omega.lab.evaluate.Case;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Row;
import io.exogenesis.omega.lab.evaluate.Examiner;
import io.exogenesis.omega.lab.evaluate.ReplayReport.PatternCase;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.viewer.internal.memory.Jury;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Where consolidated patterns could help a list, if anywhere: for titles that the item model knows nothing of, for owners who
 * share no samples, and in a new catalogue. Each without them, with them, and as if juries had confirmed all of them; the same
 * viewers and titles.
 */
final class PatternCases {
    private final ShownLists lists;
    private final Beside beside;
    private final long seed;

    PatternCases(ShownLists lists, Beside beside, long seed) {
        this.lists = lists;
        this.beside = beside;
        this.seed = seed;
    }

    /**
     * All cases in which somebody is asked.
     *
     * @param end the Core after the replay
     * @param other the Core after the same replay with other consents
     */
    List<PatternCase> of(Replay end, Function<Sending.Consent, Replay> other) {
        List<PatternCase> out = new ArrayList<>();
        add("every viewer's next title", end, j -> true, out);
        add("titles that the item model has no support for", end, j -> support(end.model(), j) == 0, out);
        add("nobody shares samples: no item model", other.apply(Sending.Consent.PATTERNS_ONLY), j -> true, out);
        boolean[] hidden = hidden();
        Replay half = other.apply(new Sending.Consent(true, j -> !hidden[j]));
        add("new titles: half of the catalogue in no sample", half, j -> hidden[j], out);
        return out;
    }

    /** Every second title, by lot. */
    private boolean[] hidden() {
        SplittableRandom random = new SplittableRandom(seed ^ 0x41dde4L);
        boolean[] out = new boolean[lists.catalogue().size()];
        for (int j = 0; j < out.length; j++) {
            out[j] = random.nextBoolean();
        }
        return out;
    }

    private float support(Optional<ItemModel> model, int title) {
        return model.map(m -> {
                    int row = m.rowOf(lists.catalogue().content().id(title));
                    return row < 0 ? 0 : m.support(row);
                })
                .orElse(0f);
    }

    private void add(String name, Replay replay, IntPredicate target, List<PatternCase> out) {
        List<Case> asked = beside.tested().stream()
                .filter(c -> target.test(c.targets().getFirst()))
                .toList();
        if (asked.isEmpty()) {
            return;
        }
        List<ConsolidatedPattern> bank = replay.bank();
        List<ConsolidatedPattern> confirmed = bank.stream()
                .map(p -> p.withVerdict(Admission.ADMITTED, p.dissent()))
                .toList();
        Examiner examiner = beside.examiner(asked);
        Function<List<ConsolidatedPattern>, Row> row = patterns -> Row.of(
                examiner.examine(name, "", lists.by(replay.model(), patterns)::of),
                lists.catalogue().size());
        int admitted = (int) bank.stream().filter(p -> !Jury.onProbation(p)).count();
        out.add(new PatternCase(
                name,
                asked.size(),
                bank.size(),
                admitted,
                row.apply(List.of()),
                row.apply(bank),
                row.apply(confirmed)));
    }
}
