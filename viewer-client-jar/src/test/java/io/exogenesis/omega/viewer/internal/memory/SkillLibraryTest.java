package io.exogenesis.omega.viewer.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.memory.NewEpisode;
import io.exogenesis.omega.viewer.memory.NewSkill;
import io.exogenesis.omega.viewer.memory.ReflexionMemory;
import io.exogenesis.omega.viewer.memory.Skill;
import io.exogenesis.omega.viewer.memory.SkillLibrary;
import io.exogenesis.omega.viewer.memory.SkillLink;
import io.exogenesis.omega.viewer.memory.SkillPlan;
import io.exogenesis.omega.viewer.memory.SkillQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class SkillLibraryTest {
    private static final Instant START = Instant.parse("2026-03-01T20:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private PowerLossFileLayer disk = new PowerLossFileLayer();
    private AgentDb db = open();
    private Instant now = START;
    private SkillLibrary skills = library();
    private final ReflexionMemory episodes =
            new LocalReflexionMemory(db, new TestTexts(), BoundedExecutor.unbounded(), () -> now);

    private AgentDb open() {
        return AgentDb.open(new ViewerId("v"), disk, () -> {}, 1_000);
    }

    private SkillLibrary library() {
        return new LocalSkillLibrary(db, new TestTexts(), BoundedExecutor.unbounded(), () -> now);
    }

    private long create(String name, double rate) {
        return skills.store(NewSkill.of(name, "how to " + name).withSuccessRate(rate))
                .join();
    }

    private void link(long from, long to, SkillLink.Kind kind, double weight) {
        skills.link(new SkillLink(from, to, kind, weight)).join();
    }

    private void episode(String task, String output, double reward) {
        now = now.plusSeconds(1);
        episodes.store(NewEpisode.of("s", task, "", output, reward)).join();
    }

    @Test
    void create_sameName_refused() {
        create("evening list", .5);
        assertThatThrownBy(() -> create("evening list", .5))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(InvalidValueException.class)
                .hasMessageContaining("already");
        assertThat(skills.all()).hasSize(1);
    }

    @Test
    void search_compositeScore_asDocumented() {
        long poor = create("find a thriller", .5);
        long good = create("find a thriller tonight", .9);
        create("hopeless find a thriller", .1);
        skills.recordOutcome(good, true, 1, Duration.ofMillis(50)).join();
        List<SkillLibrary.Found> found = skills.search(
                        SkillQuery.of("find a thriller", 10).withPreferRecent(false))
                .join();
        assertThat(found).extracting(f -> f.skill().id()).containsExactly(good, poor);
        SkillLibrary.Found first = found.getFirst();
        assertThat(first.score()).isCloseTo(.4 * first.similarity() + .3 * 1 + .1 / 1000 + .2 * 1, within(1e-6));
    }

    @Test
    void search_preferRecent_breaksTies() {
        long old = create("find films a", .6);
        now = START.plus(Duration.ofDays(60));
        long recent = create("find films b", .6);
        var place = new TestTexts().place("anything");
        skills.recordOutcome(recent, true, 0, Duration.ZERO).join();
        skills.recordOutcome(old, true, 0, Duration.ZERO).join();
        now = START.plus(Duration.ofDays(90));
        skills.recordOutcome(recent, true, 0, Duration.ZERO).join();
        var plain =
                skills.search(SkillQuery.of(place, 2).withPreferRecent(false)).join();
        var timely = skills.search(SkillQuery.of(place, 2)).join();
        assertThat(timely.getFirst().score() - plain.getFirst().score()).isPositive();
    }

    @Test
    void plan_allKindsOfLinks_readBack() {
        long cook = create("cook", .5);
        long shop = create("shop", .5);
        long pay = create("earn money", .5);
        long order = create("order in", .7);
        long fry = create("fry", .5);
        long better = create("cook well", .5);
        link(cook, shop, SkillLink.Kind.PREREQUISITE, 1);
        link(shop, pay, SkillLink.Kind.PREREQUISITE, 1);
        link(pay, cook, SkillLink.Kind.PREREQUISITE, 1); // one eats to work
        link(cook, order, SkillLink.Kind.ALTERNATIVE, 1);
        link(cook, better, SkillLink.Kind.REFINEMENT, 1);
        link(cook, fry, SkillLink.Kind.COMPOSITION, 2);
        link(cook, shop, SkillLink.Kind.COMPOSITION, 3);
        SkillPlan plan = skills.plan(cook).orElseThrow();
        assertThat(plan.first()).extracting(Skill::name).containsExactly("earn money", "shop");
        assertThat(plan.alternatives()).extracting(Skill::name).containsExactly("order in");
        assertThat(plan.refinements()).extracting(Skill::name).containsExactly("cook well");
        // compositions of the original could be written, but never read
        assertThat(plan.parts()).extracting(Skill::name).containsExactly("shop", "fry");
        assertThat(skills.plan(999)).isEmpty();
    }

    @Test
    void link_again_newWeight_unknownSkill_refused() {
        long a = create("a", .5);
        long b = create("b", .5);
        link(a, b, SkillLink.Kind.ALTERNATIVE, 1);
        link(a, b, SkillLink.Kind.ALTERNATIVE, 5);
        assertThat(skills.links(a)).containsExactly(new SkillLink(a, b, SkillLink.Kind.ALTERNATIVE, 5));
        assertThatThrownBy(() -> link(a, 999, SkillLink.Kind.ALTERNATIVE, 1)).hasMessageContaining("no skill 999");
        skills.delete(b).join();
        assertThat(skills.links(a)).isEmpty();
    }

    // Each run of the original counted the same episodes once more.
    @Test
    void consolidate_twice_countsEachEpisodeOnce() {
        for (int n = 0; n < 4; n++) {
            episode("find a thriller", "searched suspense titles number " + n, .8 + n / 100.0);
        }
        episode("find a thriller", "failed", .1);
        episode("rare", "once", .9);
        List<Skill> made = skills.consolidate(3, .7, WEEK).join();
        assertThat(made).extracting(Skill::name).containsExactly("find a thriller");
        Skill skill = made.getFirst();
        assertThat(skill.uses()).isEqualTo(4);
        assertThat(skill.successRate()).isEqualTo(1);
        assertThat(skill.averageReward()).isCloseTo(.815, within(1e-9));
        assertThat(skill.metadata().get("words")).contains("suspense").contains("titles");
        assertThat(skill.metadata()).containsEntry("confidence", "0.40");
        assertThat(skills.consolidate(3, .7, WEEK).join()).isEmpty();
        assertThat(skills.get(skill.id())).contains(skill);
        episode("find a thriller", "searched again", 1);
        assertThat(skills.consolidate(3, .7, WEEK).join().getFirst().uses()).isEqualTo(5);
        assertThat(skills.all()).hasSize(1);
    }

    @Test
    void prune_unusedPoorAndOld_only() {
        create("poor", .2);
        create("good", .9);
        long used = create("poor but used", .2);
        for (int n = 0; n < 3; n++) {
            skills.recordOutcome(used, false, 0, Duration.ZERO).join();
        }
        now = START.plus(Duration.ofDays(61));
        assertThat(skills.prune(3, .4, Duration.ofDays(60)).join()).isEqualTo(1);
        assertThat(skills.all()).extracting(Skill::name).containsExactly("good", "poor but used");
        assertThat(skills.find("poor")).isEmpty();
        create("poor", .3); // the name is free again
    }

    @Test
    void everything_afterAPowerLoss_isThere() {
        long a = create("a", .5);
        long b = create("b", .5);
        link(a, b, SkillLink.Kind.PREREQUISITE, 2);
        skills.recordOutcome(a, true, .5, Duration.ofMillis(10)).join();
        List<Skill> before = skills.all();
        disk = disk.kill();
        db = open();
        skills = library();
        assertThat(skills.all()).isEqualTo(before);
        assertThat(skills.plan(a).orElseThrow().first()).extracting(Skill::id).containsExactly(b);
        assertThat(skills.stats()).isEqualTo(new SkillLibrary.Stats(2, .75, .5, 1));
    }

    @Test
    void consolidate_skillOfTheHostUnderThatName_staysAsItIs() {
        long mine = create("find a thriller", .5);
        Skill before = skills.get(mine).orElseThrow();
        for (int n = 0; n < 4; n++) {
            episode("find a thriller", "x".repeat(2_000) + " " + n, .9);
            episode("find a comedy", "y".repeat(2_000) + " " + n, .9);
        }
        assertThat(skills.consolidate(3, .7, WEEK).join())
                .extracting(Skill::name)
                .containsExactly("find a comedy");
        assertThat(skills.get(mine)).contains(before);
    }

    // A time that is cut when it is kept must be cut when it is compared.
    @Test
    void consolidate_clockWithNanoseconds_countsEachChoiceOnce() {
        for (int n = 0; n < 3; n++) {
            ViewerEvent view = new ViewerEvent.View(
                    new MediaId("m" + n),
                    Duration.ofHours(2),
                    true,
                    START.plusNanos(123_456_789L + n * 1_000_000_000L));
            db.commit(s -> List.of(new AgentRecord.Tracked(view)));
        }
        now = START.plusSeconds(60);
        assertThat(skills.consolidate(3, .7, WEEK).join()).hasSize(1);
        assertThat(skills.consolidate(3, .7, WEEK).join()).isEmpty();
    }
}
