package io.exogenesis.omega.lab.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.embedder.MiniLmEmbedder;
import io.exogenesis.omega.lab.words.JudgedQueries.Judged;
import io.exogenesis.omega.lab.words.WordsReport.Search;
import io.exogenesis.omega.model.BuiltInCatalogue;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.embed.Embedder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With the real model, which comes as an artifact of the build. */
class WordsRunTest {
    private static WordsReport report;

    @BeforeAll
    static void run() {
        try (Embedder embedder = MiniLmEmbedder.load()) {
            report = WordsRun.of(BuiltInCatalogue.titles(), embedder);
        }
    }

    private static double ndcg(String search) {
        return report.searches().stream()
                .filter(s -> s.name().equals(search))
                .mapToDouble(Search::ndcg10)
                .findFirst()
                .orElseThrow();
    }

    /** Would catch a change of texts, weights or model that makes searches worse. */
    @Test
    void search_judgedQueries_reachesTheGoal_andIsBetterThanEitherHalf() {
        assertThat(ndcg(WordsRun.BOTH))
                .isGreaterThan(.82)
                .isGreaterThan(ndcg(WordsRun.WORDS) + .05)
                .isGreaterThan(ndcg(WordsRun.MEANING) + .05)
                .isGreaterThan(ndcg(WordsRun.BARE));
        assertThat(report.searches().getLast().heldOut()).isGreaterThan(.80);
    }

    /** The case that was reported: it found Hell or High Water and Cosmos first. */
    @Test
    void search_theSea_findsThoseAtSea() {
        List<String> first = report.queries().stream()
                .filter(q -> q.query().equals("the sea"))
                .findFirst()
                .orElseThrow()
                .first();
        assertThat(first).contains("Jaws", "Das Boot", "Moana").doesNotContain("Hell or High Water");
    }

    /** Would catch a floor that turns real questions away, or one that turns nothing away. */
    @Test
    void search_nonsense_isMostlyRefused_andHardlyAnyQueryIs() {
        WordsReport.Refusals refusals = report.refusals();
        assertThat(refusals.judgedRefused()).isLessThanOrEqualTo(2);
        assertThat(refusals.refused()).isGreaterThan(refusals.nonsense() * 2 / 3);
    }

    /** Would catch a Core that searches its patterns by the bare text again. */
    @Test
    void taste_ofAText_findsThePatternOfItsTitles() {
        assertThat(report.tastes().searchFirst()).isGreaterThan(report.tastes().textFirst() + .1);
    }

    @Test
    void judgedQueries_areAboutBuiltinTitles_eachOnce() {
        Set<MediaId> known =
                BuiltInCatalogue.titles().stream().map(MediaItem::id).collect(Collectors.toSet());
        List<Judged> judged = JudgedQueries.read();
        assertThat(judged).extracting(Judged::query).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(60);
        assertThat(judged).allSatisfy(q -> {
            assertThat(known).containsAll(q.grades().keySet());
            assertThat(q.grades().values()).isNotEmpty().allMatch(g -> g >= 1 && g <= 3);
        });
    }

    @Test
    void ndcg10_bestFirst_isOne_andWorseOrderIsLess() {
        MediaId best = new MediaId("a");
        MediaId some = new MediaId("b");
        Judged judged = new Judged("topic", "x", Map.of(best, 3, some, 1));
        assertThat(judged.ndcg10(List.of(best, some))).isEqualTo(1);
        assertThat(judged.ndcg10(List.of(some, best))).isBetween(.6, .8);
        assertThat(judged.ndcg10(List.of(new MediaId("c")))).isZero();
    }
}
