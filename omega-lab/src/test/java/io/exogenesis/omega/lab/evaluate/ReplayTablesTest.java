package io.exogenesis.omega.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Row;
import io.exogenesis.omega.lab.evaluate.ReplayReport.PatternCase;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTablesTest {
    private static PatternCase asked(int admitted, double with) {
        Row without = row(.8);
        return new PatternCase("next", 9, 5, admitted, without, row(with), without);
    }

    private static Row row(double value) {
        return new Gson().fromJson("{\"auc\":" + value + ",\"ndcg10\":" + value + "}", Row.class);
    }

    /** Where no pattern is in use the two columns are the same list: that is no finding about patterns. */
    @Test
    void verdict_noneInUse_saysThatNothingWasMeasured() {
        assertThat(ReplayTables.verdict(List.of(asked(0, .8), asked(0, .8))))
                .isEqualTo("No consolidated pattern was in use here, so the columns \"with\" measure nothing.");
    }

    @Test
    void verdict_someInUse_saysWhetherListsAreBetter() {
        assertThat(ReplayTables.verdict(List.of(asked(0, .8), asked(2, .7)))).contains("make no list better here");
        assertThat(ReplayTables.verdict(List.of(asked(2, .9))))
                .contains("make lists better")
                .endsWith("here: next.");
    }
}
