package io.exogenesis.omega.lab.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.lab.baseline.Planted;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.learning.fusion.AggregationRules;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds for every attack on the class path. */
class AttacksTest {
    private static final Dataset DATA = Planted.groups(60, 80, 2, 3);
    private static final ContentSpace CONTENT = Planted.content(DATA);
    private static final World WORLD = World.of(DATA, CONTENT, 1);
    private static final Market MARKET = new Market(CONTENT, WORLD.samples(0));
    private static final List<Liar> LIARS = Liars.of(WORLD, MARKET, .33, 1, 0);
    private static final List<MediaId> TARGETS = MARKET.byPopularity().subList(50, 53);

    private static Scene scene() {
        return new Scene(
                1,
                3,
                TARGETS,
                LIARS,
                MARKET,
                Optional.empty(),
                List.of(),
                List.of(),
                WORLD.samples(0),
                WORLD.honest().stream().flatMap(h -> h.patterns().stream()).toList(),
                Scene.Foresight.NONE);
    }

    @Test
    void names_serviceFiles_holdTheContractsListAndTheExamples() {
        assertThat(Attacks.names())
                .doesNotHaveDuplicates()
                .contains(
                        "noise",
                        "sign-flip",
                        "scale",
                        "inflate",
                        "collude",
                        "sybil",
                        "drift",
                        "shill-random",
                        "shill-average",
                        "shill-bandwagon",
                        "shill-segment",
                        "fake-conversion",
                        "replay",
                        "veto",
                        "capture",
                        "sleeper",
                        "whitewash",
                        "demote",
                        "clone-affine",
                        "clone-neighbours",
                        "alie",
                        "min-max",
                        "mimic",
                        "best-response",
                        "loud-few");
        assertThat(AggregationRules.names()).contains("omega", "eldest");
        assertThat(Attacks.byName("no-such-attack")).isEmpty();
    }

    // The protocol's types bound a lie; an attack that throws, or lies without its target, would look like a good
    // defence.
    @Test
    void lies_ofEveryAttack_areWhatTheyClaim() {
        for (String name : Attacks.names()) {
            Attack attack = Attacks.byName(name).orElseThrow();
            List<Lie> lies = attack.lies(scene(), new SplittableRandom(1));
            assertThat(attack.summary()).as(name).isNotBlank();
            assertThat(lies).as(name).isNotEmpty();
            long naming = lies.stream().filter(l -> names(l, TARGETS)).count();
            if (attack.plane() == Attack.Plane.ITEMS && attack.aim() == Attack.Aim.DEMOTE) {
                assertThat(naming).as(name).isZero();
            } else if (attack.plane() == Attack.Plane.ITEMS) {
                assertThat(naming).as(name).isPositive();
            } else {
                // an early one lies about patterns that stand already, and there are none here
                boolean patterns = lies.stream().anyMatch(l -> !l.patterns().isEmpty());
                assertThat(patterns || attack.early()).as(name).isTrue();
            }
        }
    }

    private static boolean names(Lie lie, List<MediaId> targets) {
        return lie.sample().stream().flatMap(s -> s.items().stream()).anyMatch(i -> targets.contains(i.item()));
    }

    @Test
    void lies_sameSeed_sameLies() {
        for (String name : Attacks.names()) {
            List<Lie> once = Attacks.byName(name).orElseThrow().lies(scene(), new SplittableRandom(7));
            List<Lie> again = Attacks.byName(name).orElseThrow().lies(scene(), new SplittableRandom(7));
            assertThat(again).as(name).isEqualTo(once);
        }
    }

    @Test
    void liars_aThird_areSoManyAndNobodysTwin() {
        assertThat(LIARS).hasSize(30);
        List<TasteSample> samples = new ArrayList<>(WORLD.samples(0));
        assertThat(LIARS).allSatisfy(l -> assertThat(samples).doesNotContain(l.cover()));
    }
}
