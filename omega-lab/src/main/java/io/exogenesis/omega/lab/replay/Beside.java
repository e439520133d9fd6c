package io.exogenesis.omega.lab.replay;

import io.exogenesis.omega.lab.baseline.PopularityBaseline;
import io.exogenesis.omega.lab.baseline.Setting;
import io.exogenesis.omega.lab.baseline.Training;
import io.exogenesis.omega.lab.core.Timeline;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.lab.evaluate.Case;
import io.exogenesis.omega.lab.evaluate.Examiner;
import io.exogenesis.omega.lab.evaluate.Federation;
import io.exogenesis.omega.lab.evaluate.Judged;
import io.exogenesis.omega.lab.evaluate.ProtocolRun;
import io.exogenesis.omega.lab.evaluate.Split;
import io.exogenesis.omega.lab.evaluate.Tuner;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What stands beside a replay, whoever is on in it: the questions at each epoch's end, and the answers of popularity, of agents
 * that never heard of the Core, and, at a quarter, half and three quarters of the time and at its end, of baselines that know all
 * events so far.
 */
final class Beside {
    private final Split split;
    private final ContentSpace content;
    private final long seed;
    private final List<Tuner.Choice> choices;

    /** @param choices tuned settings; empty: no baselines but popularity */
    Beside(Split split, ContentSpace content, long seed, List<Tuner.Choice> choices) {
        this.split = split;
        this.content = content;
        this.seed = seed;
        this.choices = choices;
    }

    /** One moment: who is asked, and what others answer. */
    record Asked(Examiner examiner, List<Judged> others) {}

    /** Epochs, counted from 1, at whose end baselines are learnt; the last one is the end. */
    static Set<Integer> learntAt(int epochs) {
        Set<Integer> out = new TreeSet<>();
        for (int quarter = 1; quarter <= 4; quarter++) {
            out.add(Math.max(1, quarter * epochs / 4));
        }
        return out;
    }

    /** At the end of each epoch but the last. */
    List<Asked> course(Timeline time, Runnable step) {
        List<Asked> out = new ArrayList<>();
        List<ViewerHistory> viewers = split.trainingData().viewers();
        for (int e = 0; e < time.epochs() - 1; e++) {
            List<Case> cases = Course.after(time, viewers, e);
            boolean learnt = learntAt(time.epochs()).contains(e + 1);
            out.add(asked(new Training(split.source().items(), content, time.until(e), seed), cases, learnt));
            step.run();
        }
        return out;
    }

    /** After the last epoch: the protocol's own questions. */
    Asked end() {
        return asked(split.training(content, seed), split.tested(), true);
    }

    private Asked asked(Training training, List<Case> cases, boolean learnt) {
        Examiner examiner = new Examiner(cases, training.counts(), seed);
        List<Judged> others = new ArrayList<>();
        if (!cases.isEmpty()) {
            if (learnt && !choices.isEmpty()) {
                others.addAll(ProtocolRun.baselines(training, examiner, choices, () -> {}));
            } else {
                PopularityBaseline popularity = new PopularityBaseline();
                others.add(examiner.examine(
                        popularity.name(), "", popularity.learn(training).with(Setting.NONE)));
            }
            others.add(examiner.examine(ProtocolRun.ALONE, "", Federation.alone(training)));
        }
        return new Asked(examiner, others);
    }

    List<Case> tested() {
        return split.tested();
    }

    /** Asks some of the protocol's questions. */
    Examiner examiner(List<Case> some) {
        return new Examiner(some, split.training(content, seed).counts(), seed);
    }
}
