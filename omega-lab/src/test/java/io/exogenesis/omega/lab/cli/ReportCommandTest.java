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

    private static final String REPLAY =
            """
            {"protocols":{},"pairedAgainstBestBaseline":null,"paired":{},"dataset":"made up (plain CSV)","items":9,"viewers":5,"seed":1,
             "runs":[{"epochs":3,"activity":"half","defence":true,"end":{"last":{"federated":ROW},"global":null,"released":7},
               "course":[{"epoch":1,"rows":2,"released":3,"asked":4,"alone":{"auc":0.5,"ndcg10":0.01},"federated":{"auc":0.8,"ndcg10":0.04}},
                 {"epoch":2,"rows":3,"released":5,"asked":4,"alone":{"auc":0.5,"ndcg10":0.01},"ease":{"auc":0.7,"ndcg10":0.06},
                  "ials":{"auc":0.9,"ndcg10":0.02},"federated":{"auc":0.8,"ndcg10":0.05}}]},
              {"epochs":3,"activity":"half","defence":false,"end":{"last":{"federated":ROW},"global":null,"released":7},"course":[]}]}
            """.replace("ROW", "{\"auc\":0.93,\"aucCi\":[0.9,0.95],\"aucPop\":0.8,\"ndcg10\":0.08,\"viewers\":4}");

    /** A replay's tables, goals and lines; a baseline that was learnt at one moment only must not break the line or be one of ours. */
    @Test
    void page_replayReport_tablesGoalsAndLines(@TempDir Path dir) throws Exception {
        Path report = Files.writeString(dir.resolve("replay.json"), REPLAY);
        LearningPage made = ReportCommand.page(List.of(report), dir.resolve("page.md"), dir.resolve("figures"));
        assertThat(made.markdown())
                .anyMatch(l -> l.equals("### Accuracy that lasts: made up (plain CSV)"))
                .anyMatch(l -> l.startsWith("| 3 | half | off | 0.930 | 0.800 | 0.0800 | - | - | - | 7 |"))
                .anyMatch(l -> l.startsWith("| 1 | 2 | 3 | 4 | 0.0100 | - | 0.0400 | - | 0.500 |"))
                .anyMatch(l ->
                        l.startsWith("| 2 | 3 | 5 | 4 | 0.0100 | - | 0.0500 | 0.0600 | 0.500 | - | 0.800 | 0.900 |"))
                .anyMatch(l -> l.contains("half, LAST: AUC") && l.endsWith("| reached |"))
                .anyMatch(l -> l.contains("half, LAST: NDCG@10 |") && l.contains("**missed**"))
                .anyMatch(l -> l.contains("that the defence costs, %") && l.endsWith("| reached |"));
        assertThat(made.figures()).hasSize(2);
        assertThat(made.figures().values())
                .allSatisfy(svg -> assertThat(svg).contains("best centralised").doesNotContain("NaN"));
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
