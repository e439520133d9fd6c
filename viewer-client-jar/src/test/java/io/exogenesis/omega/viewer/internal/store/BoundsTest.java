package io.exogenesis.omega.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.memory.NewSkill;
import io.exogenesis.omega.viewer.memory.SkillLink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing that a host can add grows without end, and taking it away costs no more than a look at each. */
class BoundsTest {

    @Test
    void link_moreThanAreKept_thoseSetLongestAgoGo() {
        EntryTable table = new EntryTable(10);
        Random random = new Random(1);
        int skills = 200;
        for (long id = 1; id <= skills; id++) {
            table.store(new AgentRecord.Stored(skill(id), AgentSchemaPropertyTest.embedding(random)));
        }
        SkillLink first = new SkillLink(1, 2, SkillLink.Kind.PREREQUISITE, .5);
        table.link(first);
        SkillLink again = new SkillLink(1, 2, SkillLink.Kind.PREREQUISITE, .9);
        int set = 0;
        for (long from = 1; from <= skills; from++) {
            for (long to = 1; to <= skills && set < EntryTable.MAX_LINKS + 500; to++) {
                if (from != to) {
                    table.link(new SkillLink(from, to, SkillLink.Kind.ALTERNATIVE, .5));
                    set++;
                }
            }
            if (from == 2) {
                table.link(again);
            }
        }
        assertThat(table.links()).hasSize(EntryTable.MAX_LINKS).doesNotContain(first);
        assertThat(table.links()).noneMatch(l -> l.from() == 1 && l.kind() == SkillLink.Kind.ALTERNATIVE);
        table.forget(LongStream.rangeClosed(1, 100).boxed().toList());
        assertThat(table.links()).allMatch(l -> l.from() > 100 && l.to() > 100);
    }

    // With a look at all ids for each choice it took minutes, while everybody waited for the lock.
    @Test
    @Timeout(10)
    void forget_allChoicesAtOnce_takesOnePass() {
        Choices choices = new Choices();
        for (int n = 1; n <= Choices.MAX_CHOICES; n++) {
            choices.apply(
                    n,
                    new ViewerEvent.View(new MediaId("t" + n), Duration.ofMinutes(9), true, Instant.ofEpochSecond(n)),
                    1);
        }
        List<Long> ids = LongStream.rangeClosed(-400_000, -2).boxed().toList();
        choices.forget(ids);
        assertThat(choices.all()).hasSize(1).first().extracting(Choice::number).isEqualTo(1L);
    }

    private static SkillEntry skill(long id) {
        return SkillEntry.of(id, NewSkill.of("skill " + id, ""), Instant.EPOCH).used(.5, .5, 0, Instant.EPOCH);
    }
}
