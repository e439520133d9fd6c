package io.exogenesis.omega.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.Consents;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What was withdrawn, against a model: a set of names that only a confirmation empties; and through a snapshot. */
class WithdrawalsPropertyTest {
    private static final Consents EVERYTHING = Consents.ALL.withLargeSample(true);

    private static Consents random(Random random) {
        return Consents.NONE
                .withPatterns(random.nextBoolean())
                .withSample(random.nextInt(4) > 0)
                .withAudit(random.nextBoolean())
                .withMetrics(random.nextBoolean())
                .withLargeSample(random.nextBoolean());
    }

    @Property(tries = 300)
    void consentsToTellFirst_anyHistory_lackWhatWasWithdrawnSinceTheCoreConfirmed(@ForAll long seed) {
        Random random = new Random(seed);
        AgentState state = new AgentState(10);
        Consents now = Consents.NONE;
        Set<String> withdrawn = new HashSet<>();
        for (int n = 0; n < 30; n++) {
            switch (n == 0 ? 0 : random.nextInt(5)) {
                case 0, 1, 2 -> {
                    Consents next = random(random);
                    now.given().stream()
                            .filter(name -> !next.given().contains(name))
                            .forEach(withdrawn::add);
                    now = next;
                    state.apply(new AgentRecord.ConsentsChanged(next));
                }
                case 3 -> {
                    Consents known = random(random);
                    withdrawn.retainAll(known.given());
                    state.apply(new AgentRecord.ConsentsTold(known));
                }
                default -> {
                    withdrawn.addAll(Consents.NAMES);
                    state.apply(new AgentRecord.EverythingForgotten());
                }
            }
        }
        AgentState restarted = new AgentState(10);
        state.toRecords().forEach(restarted::apply);
        assertThat(restarted.consentsTold()).isEqualTo(state.consentsTold());
        List<String> expected = Consents.NAMES.stream()
                .filter(name -> !withdrawn.contains(name))
                .filter(name -> !name.equals("largeSample") || !withdrawn.contains("sample"))
                .toList();
        for (AgentState one : List.of(state, restarted)) {
            assertThat(one.consents()).isEqualTo(now);
            one.apply(new AgentRecord.ConsentsChanged(EVERYTHING));
            assertThat(one.consentsToTellFirst().orElse(EVERYTHING).given()).isEqualTo(expected);
        }
    }
}
