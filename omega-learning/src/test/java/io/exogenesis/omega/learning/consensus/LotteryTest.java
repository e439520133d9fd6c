package io.exogenesis.omega.learning.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.PatternId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LotteryTest {
    private static List<String> names(int n) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            out.add("~" + i);
        }
        return out;
    }

    @Property(tries = 200)
    void draw_anyCohort_placesFilledWithDistinctMembersWhoAreNotBarred(
            @ForAll @IntRange(min = 1, max = 400) int members,
            @ForAll @IntRange(min = 1, max = 60) int places,
            @ForAll @IntRange(min = 0, max = 400) int barred) {
        List<String> all = names(members);
        Set<String> out = new HashSet<>(all.subList(0, Math.min(barred, members)));
        int free = members - out.size();
        List<String> drawn = new Lottery(all).draw(new PatternId("p"), out, free, places);
        assertThat(drawn)
                .hasSize(Math.min(free, places))
                .doesNotHaveDuplicates()
                .noneMatch(out::contains);
        assertThat(all).containsAll(drawn);
    }

    @Property(tries = 50)
    void draw_reportsInAnyOrder_sameJurors(@ForAll long seed) {
        List<String> shuffled = names(300);
        Collections.shuffle(shuffled, new Random(seed));
        PatternId id = new PatternId("p" + seed);
        assertThat(new Lottery(shuffled).draw(id, Set.of(), 300, 20))
                .isEqualTo(new Lottery(names(300)).draw(id, Set.of(), 300, 20));
    }

    // Equal chance: over many patterns nobody sits much more often than others.
    @Test
    void draw_manyPatterns_everyMemberAlikeOften() {
        Lottery lottery = new Lottery(names(200));
        Map<String, Integer> sat = new HashMap<>();
        int patterns = 4_000;
        for (int p = 0; p < patterns; p++) {
            lottery.draw(new PatternId("p" + p), Set.of(), 200, 20).forEach(j -> sat.merge(j, 1, Integer::sum));
        }
        // 400 expected, deviation 19: five of them leave room for the extremes of 200.
        assertThat(sat).hasSize(200);
        assertThat(sat.values()).allSatisfy(n -> assertThat(n).isBetween(305, 495));
    }

    // One new member turns the whole draw: who does not know all pseudonyms cannot foresee it.
    @Test
    void draw_anotherMember_anotherJury() {
        List<String> more = names(301);
        List<String> before = new Lottery(more.subList(0, 300)).draw(new PatternId("p"), Set.of(), 300, 20);
        List<String> after = new Lottery(more).draw(new PatternId("p"), Set.of(), 301, 20);
        Set<String> both = new HashSet<>(before);
        both.retainAll(after);
        assertThat(both).hasSizeLessThan(8);
    }

    @Test
    void remove_member_sitsOnNoJuryAnyMore() {
        Cohort cohort = new Cohort();
        names(50)
                .forEach(n ->
                        cohort.add(n, new Outcomes(List.of(new ItemOutcome(new MediaId("m"), 20, 2)), List.of())));
        assertThat(cohort.members()).contains("~7");
        cohort.remove("~7");
        assertThat(cohort.members()).hasSize(49).doesNotContain("~7");
    }
}
