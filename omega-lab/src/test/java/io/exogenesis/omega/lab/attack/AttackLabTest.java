package io.exogenesis.omega.lab.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.exogenesis.omega.lab.baseline.Planted;
import io.exogenesis.omega.lab.core.Watcher;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.ops.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A world of sixty viewers: what is measured here is the machine, not the defence. */
class AttackLabTest {
    private static final Dataset DATA = Planted.groups(60, 80, 2, 3);

    private static AttackReport run(List<String> attacks, List<String> rules, int rounds) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Terminal terminal = Terminal.plain(new PrintStream(text, true, StandardCharsets.UTF_8));
        AttackOptions options = new AttackOptions(attacks, List.of(.33), rules, rounds, 1, 1, 1, 1, false, true, false);
        AttackReport report = new AttackLab(DATA, Planted.content(DATA), options, terminal).run(InstantSource.system());
        AttackTables.show(report, terminal);
        assertThat(text.toString(StandardCharsets.UTF_8)).contains(attacks.getFirst());
        return report;
    }

    // Others script against these names; a figure that was not measured is null, not left out.
    @Test
    void run_attackOfOnesOwnOnTitles_reportOfTheContract() {
        AttackReport report = run(List.of("loud-few"), List.of("omega"), 2);
        JsonObject json = JsonParser.parseString(report.toJson()).getAsJsonObject();
        assertThat(json.keySet()).contains("clean", "runs");
        assertThat(json.getAsJsonObject("clean").keySet()).contains("auc", "aucCi", "aucPop", "ndcg10", "recall20");
        JsonObject run = json.getAsJsonArray("runs").get(0).getAsJsonObject();
        assertThat(run.keySet()).contains("attack", "fraction", "liarsInCohort", "rule", "rounds");
        assertThat(run.get("attack").getAsString()).isEqualTo("loud-few");
        JsonObject round = run.getAsJsonArray("rounds").get(1).getAsJsonObject();
        assertThat(round.keySet())
                .contains(
                        "round",
                        "targetHitRate10",
                        "targetHitRateKept",
                        "impressionsPerViewer",
                        "centroidDegrees",
                        "ndcg10",
                        "auc");
        assertThat(round.get("targetHitRate10").getAsDouble()).isBetween(0., 1.);
        assertThat(round.get("auc").getAsDouble()).isBetween(.5, 1.);
        assertThat(round.get("centroidDegrees").isJsonNull()).isTrue();
    }

    // With one rule for all the table would compare nothing; the eldest vote is far from the honest mean, the median is
    // not.
    @Test
    void run_patternsUnderTwoRules_oneRunForEach() {
        AttackReport report = run(List.of("collude"), List.of("omega", "eldest"), 2);
        assertThat(report.clean()).isNull();
        List<AttackReport.Run> runs =
                report.runs().stream().filter(r -> r.attack().equals("collude")).toList();
        assertThat(runs).extracting(AttackReport.Run::rule).containsExactly("omega", "eldest");
        assertThat(runs)
                .allSatisfy(r -> assertThat(r.rounds())
                        .hasSize(2)
                        .allSatisfy(f -> assertThat(f.centroidDegrees()).isBetween(0., 180.)));
    }

    /** The item plane knows no aggregation rule; goals and tables look for what ships. */
    @Test
    void run_titlesUnderSeveralRules_labelledAsWhatShips() {
        AttackReport report = run(List.of("loud-few"), List.of("eldest", "omega"), 1);
        assertThat(report.runs()).extracting(AttackReport.Run::rule).containsExactly("omega");
    }

    @Test
    void descending_floatsOfEitherSign_bestFirstWithoutTheHidden() {
        BitSet hidden = new BitSet();
        hidden.set(1);
        float[] scores = {-2, 9, 0, .5f, -1e-9f, .5f, Float.NEGATIVE_INFINITY};
        assertThat(Watcher.descending(scores, hidden)).containsExactly(3, 5, 2, 4, 0, 6);
    }
}
