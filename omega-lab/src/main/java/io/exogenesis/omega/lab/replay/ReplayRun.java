package io.exogenesis.omega.lab.replay;

import io.exogenesis.omega.lab.baseline.Scorer;
import io.exogenesis.omega.lab.core.Activity;
import io.exogenesis.omega.lab.core.Device;
import io.exogenesis.omega.lab.core.Sending;
import io.exogenesis.omega.lab.core.ShownLists;
import io.exogenesis.omega.lab.core.Timeline;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.evaluate.Ablation;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Row;
import io.exogenesis.omega.lab.evaluate.Judged;
import io.exogenesis.omega.lab.evaluate.Protocol;
import io.exogenesis.omega.lab.evaluate.ProtocolRun;
import io.exogenesis.omega.lab.evaluate.ReplayReport;
import io.exogenesis.omega.lab.evaluate.ReplayReport.Accuracy;
import io.exogenesis.omega.lab.evaluate.ReplayReport.End;
import io.exogenesis.omega.lab.evaluate.ReplayReport.PatternCase;
import io.exogenesis.omega.lab.evaluate.ReplayReport.Point;
import io.exogenesis.omega.lab.evaluate.Split;
import io.exogenesis.omega.lab.evaluate.Tuner;
import io.exogenesis.omega.lab.measure.Judgement;
import io.exogenesis.omega.learning.defence.DefenceSettings;
import io.exogenesis.omega.learning.item.ItemScorer;
import io.exogenesis.omega.learning.round.RoundReport;
import io.exogenesis.omega.learning.round.RoundSettings;
import io.exogenesis.omega.ops.console.Progress;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Protocol {@code replay}: all replays of a plan, with what stands beside them. */
public final class ReplayRun {
    private final Dataset data;
    private final Device device;
    private final long seed;
    private final Terminal terminal;
    private final Function<Protocol, List<Tuner.Choice>> tuned;
    private final ShownLists lists;

    /**
     * @param content of {@code data.items()}, in their order
     * @param tuned settings of the baselines for a protocol; asked only if the plan wants baselines
     */
    public ReplayRun(
            Dataset data,
            ContentSpace content,
            long seed,
            Terminal terminal,
            Function<Protocol, List<Tuner.Choice>> tuned) {
        this.data = data;
        this.device = new Device(data.items(), content);
        this.seed = seed;
        this.terminal = terminal;
        this.tuned = tuned;
        this.lists = new ShownLists(device, ItemScorer.learned(), seed);
    }

    /** One way to live through the time. */
    private record Way(int epochs, Activity activity, boolean defence) {
        String name() {
            return epochs + " epochs, " + activity.label() + ", defence " + (defence ? "on" : "off");
        }
    }

    /**
     * @param released titles, at the end
     * @param samples the most in one epoch
     */
    private record Lived(int released, int samples) {}

    /** What is asked in all replays of one number of epochs. */
    private record Questions(Timeline time, List<Beside.Asked> course, Beside.Asked end) {}

    /** In the order of the plan. */
    public List<ReplayReport> run(Plan plan) {
        Split last = Protocol.LAST.split(data);
        Split global = Protocol.GLOBAL.split(data);
        Beside besideLast = beside(last, plan);
        Beside besideGlobal = beside(global, plan);
        Beside.Asked lastEnd = besideLast.end();
        Beside.Asked globalEnd = besideGlobal.end();
        List<ReplayReport> out = new ArrayList<>();
        for (int epochs : plan.epochs()) {
            Questions ofLast = questions(epochs, last, besideLast, lastEnd);
            Timeline globalTime = new Timeline(global.trainingData().viewers(), epochs);
            Questions ofGlobal = new Questions(globalTime, List.of(), globalEnd);
            for (Activity activity : plan.activities()) {
                for (boolean defence : plan.defences()) {
                    Way way = new Way(epochs, activity, defence);
                    boolean ablation = plan.ablation() && out.isEmpty();
                    boolean patterns = plan.ablation() && way.equals(longest(plan));
                    out.add(one(way, ofLast, ofGlobal, ablation, patterns ? besideLast : null));
                }
            }
        }
        return out;
    }

    /** Where patterns are most in use: juries need epochs, and what ships has the defence on. */
    private static Way longest(Plan plan) {
        return new Way(
                Collections.max(plan.epochs()),
                plan.activities().getFirst(),
                plan.defences().contains(true));
    }

    private Beside beside(Split split, Plan plan) {
        List<Tuner.Choice> choices =
                plan.baselines() && !split.tested().isEmpty() ? tuned.apply(split.protocol()) : List.of();
        return new Beside(split, device.content(), seed, choices);
    }

    private Questions questions(int epochs, Split split, Beside beside, Beside.Asked end) {
        Timeline time = new Timeline(split.trainingData().viewers(), epochs);
        try (Progress progress = terminal.progress("moments, models that know everything", epochs - 1L)) {
            return new Questions(time, beside.course(time, progress::step), end);
        }
    }

    /** @param patterns asked what consolidated patterns are worth; null: nobody is */
    private ReplayReport one(Way way, Questions last, Questions global, boolean ablation, @Nullable Beside patterns) {
        long begun = System.nanoTime();
        boolean both = !global.end().examiner().cases().isEmpty();
        int replays = 1 + (both ? 1 : 0) + (patterns == null ? 0 : 2);
        Lived lived;
        ReplayReport report;
        try (Progress progress = terminal.progress(way.name(), (long) replays * way.epochs)) {
            List<Point> course = new ArrayList<>();
            Replay ofLast = replay(way, last.time(), Sending.Consent.ALL);
            lived = live(ofLast, last, course, progress);
            Map<String, Row> globalEnd = null;
            if (both) {
                Replay ofGlobal = replay(way, global.time(), Sending.Consent.ALL);
                live(ofGlobal, global, new ArrayList<>(), progress);
                globalEnd = end(global, ofGlobal);
            }
            report = new ReplayReport(
                    way.epochs,
                    way.activity.label(),
                    way.defence,
                    new End(end(last, ofLast), globalEnd, lived.released),
                    course,
                    ablation ? ablation(last, ofLast) : null,
                    patterns == null ? null : patterns(way, last, patterns, ofLast, progress),
                    (System.nanoTime() - begun) / 1e9);
        }
        int founders = DefenceSettings.DEFAULT.founders();
        if (way.defence && lived.samples < founders) {
            terminal.line("Warning: " + way.name() + ": never " + founders
                    + " samples in an epoch, so the defence of titles has not begun (at most " + lived.samples + ").");
        }
        return report;
    }

    /** Lives through the time and asks on the way. */
    private Lived live(Replay replay, Questions questions, List<Point> course, Progress progress) {
        int released = 0;
        int samples = 0;
        for (int e = 0; e < questions.time().epochs(); e++) {
            RoundReport round = replay.next();
            released = round.items();
            samples = Math.max(samples, round.rows());
            if (e < questions.course().size()) {
                course.add(point(e + 1, round, questions.course().get(e), replay));
            }
            progress.step();
        }
        return new Lived(released, samples);
    }

    private Map<String, Row> end(Questions questions, Replay replay) {
        Map<String, Row> rows = new LinkedHashMap<>();
        judged(questions.end(), replay, true)
                .forEach(j -> rows.put(j.model(), Row.of(j, data.items().size())));
        return rows;
    }

    private Map<String, Row> ablation(Questions questions, Replay replay) {
        return Ablation.rows(
                lists, replay.model(), replay.bank(), questions.end().examiner());
    }

    private List<PatternCase> patterns(Way way, Questions questions, Beside beside, Replay replay, Progress progress) {
        return new PatternCases(lists, beside, seed).of(replay, consent -> {
            Replay other = replay(way, questions.time(), consent);
            Questions silent = new Questions(questions.time(), List.of(), questions.end());
            live(other, silent, new ArrayList<>(), progress);
            return other;
        });
    }

    private Replay replay(Way way, Timeline time, Sending.Consent consent) {
        RoundSettings settings =
                way.defence ? RoundSettings.DEFAULT : RoundSettings.DEFAULT.withDefence(DefenceSettings.OFF);
        return new Replay(
                time,
                way.activity,
                new Sending(time, device, consent, seed),
                new Audience(time, lists, seed),
                settings,
                device.content(),
                seed);
    }

    private Point point(int epoch, RoundReport round, Beside.Asked asked, Replay replay) {
        Map<String, Accuracy> models = new LinkedHashMap<>();
        int viewers = asked.examiner().cases().size();
        if (viewers > 0) {
            judged(asked, replay, false)
                    .forEach(j ->
                            models.put(j.model(), new Accuracy(j.mean(Judgement::auc), j.mean(Judgement::ndcg10))));
        }
        return new Point(epoch, round.rows(), round.items(), viewers, models);
    }

    /** The others' answers, then the federation's. */
    private List<Judged> judged(Beside.Asked asked, Replay replay, boolean rank) {
        List<Judged> out = new ArrayList<>(asked.others());
        if (rank) {
            // without a bank a list is the scorer's
            Scorer alone = lists.by(replay.model(), List.of())::of;
            out.add(asked.examiner().examine(ProtocolRun.RANK, "", alone));
        }
        Scorer shown = lists.by(replay.model(), replay.bank())::of;
        out.add(asked.examiner().examine(ProtocolRun.FEDERATED, "", shown));
        return out;
    }
}
