package io.exogenesis.omega.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.lab.report.KeptReport;
import io.exogenesis.omega.lab.report.LearningPage;
import io.exogenesis.omega.lab.report.ReportException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportCommandTest {
    private static final Path ROOT =
            Path.of(System.getProperty("omega.root", "..")).toAbsolutePath().normalize();
    private static final String ATTACK = """
            {"clean":{"auc":0.9,"aucCi":[0.8,0.95],"aucPop":0.7,"ndcg10":0.1,"recall20":0.2,"coverage":0.1},
             "runs":[{"attack":"sybil","fraction":0.33,"liarsInCohort":0.33,"rule":"omega","rounds":[
               {"round":1,"targetHitRate10":0.001,"impressionsPerViewer":0.0,"ndcg10":0.1,"auc":0.9},
               {"round":2,"targetHitRate10":0.02,"impressionsPerViewer":0.1,"ndcg10":0.099,"auc":0.899}]},
              {"attack":"capture","fraction":0.33,"liarsInCohort":0.33,"rule":"omega","rounds":[
               {"round":1,"centroidDegrees":4.0,"captureRate":0.0},{"round":2,"centroidDegrees":5.0,"captureRate":0.01}]}],
             "dataset":"made up <&> (plain CSV)","viewers":10,"targets":1,"warmUp":2,"seed":1,"seeds":5,"newcomers":false,
             "defended":true,"baseRate":0.1,"seconds":1.0}
            """;

    /** Nobody types a figure into the page: what stands there is what the kept reports say, and so are the pictures. */
    @Test
    void page_tablesAndFigures_areThoseOfTheKeptReports() throws IOException {
        Path page = ROOT.resolve("docs/learning.md");
        Path figures = ROOT.resolve("docs/figures");
        LearningPage made = ReportCommand.page(List.of(ROOT.resolve("docs/results/learning")), page, figures);
        String text = Files.readString(page);
        assertThat(ReportCommand.replaced(text, made.markdown(), page)).isEqualTo(text);
        for (Map.Entry<String, String> f : made.figures().entrySet()) {
            assertThat(figures.resolve(f.getKey())).hasContent(f.getValue().strip());
        }
    }

    /** An attack's tables, its goals and pictures that are XML whatever a data set is called. */
    @Test
    void page_attackReport_tableGoalsAndFigures(@TempDir Path dir) throws Exception {
        Path report = Files.writeString(dir.resolve("attack.json"), ATTACK);
        LearningPage made = ReportCommand.page(List.of(report), dir.resolve("page.md"), dir.resolve("figures"));
        assertThat(made.markdown())
                .anyMatch(l -> l.startsWith("| sybil | 0.33 | omega | 0.020 | 0.020 |"))
                .anyMatch(l -> l.startsWith("| capture | 0.33 | omega | - | - |"))
                .anyMatch(l -> l.contains("target HR@10 after 2 rounds") && l.contains("**missed**"))
                .anyMatch(l -> l.contains("patterns captured") && l.contains("| reached |"))
                .anyMatch(l -> l.contains("patterns vetoed") && l.contains("not measured"))
                .anyMatch(l -> l.startsWith("![titles](figures/attack-made-up-"));
        assertThat(made.figures()).hasSize(2);
        for (String svg : made.figures().values()) {
            var root = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)))
                    .getDocumentElement();
            assertThat(root.getTagName()).isEqualTo("svg");
            assertThat(svg).contains("prefers-color-scheme: dark").contains("&lt;&amp;&gt;");
        }
    }

    @Test
    void read_anotherKindOfFile_oneLineThatSaysSo(@TempDir Path dir) throws IOException {
        Path demo = Files.writeString(dir.resolve("x.json"), "{\"viewers\":3}");
        assertThatThrownBy(() -> KeptReport.read(demo))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("is no report of");
        Path text = Files.writeString(dir.resolve("y.json"), "no json");
        assertThatThrownBy(() -> KeptReport.read(text)).isInstanceOf(ReportException.class);
    }
}
