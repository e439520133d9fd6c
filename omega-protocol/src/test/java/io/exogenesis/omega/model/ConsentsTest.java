package io.exogenesis.omega.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Five consents: what each lets leave, and what is taken back when one goes. */
class ConsentsTest {
    private static final Contribution.Payload SESSION =
            new Contribution.OfSession(new SessionSummary(0, 0, 0, 0, 0, 0));
    private static final Contribution.Payload OUTCOMES =
            new Contribution.OfOutcomes(new Outcomes(List.of(new ItemOutcome(new MediaId("m"), 1, 0)), List.of()));

    @Provide
    static Arbitrary<Consents> consents() {
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        return Combinators.combine(flag, flag, flag, flag, flag)
                .as((patterns, sample, audit, metrics, large) -> Consents.NONE
                        .withPatterns(patterns)
                        .withSample(sample)
                        .withAudit(audit)
                        .withMetrics(metrics)
                        .withLargeSample(large));
    }

    private static Contribution.Payload sample(int titles) {
        return new Contribution.OfSample(new TasteSample(IntStream.range(0, titles)
                .mapToObj(i -> new SampledItem(new MediaId("m" + i), SampledItem.Liking.HIGH))
                .toList()));
    }

    @Test
    void allow_ofOneConsent_isItsKindOnly() {
        assertThat(Consents.NONE.allow(SESSION)).isFalse();
        assertThat(Consents.ALL.allow(SESSION)).isTrue();
        assertThat(Consents.NONE.withMetrics(true).allow(SESSION)).isTrue();
        assertThat(Consents.NONE
                        .withPatterns(true)
                        .withSample(true)
                        .withAudit(true)
                        .allow(SESSION))
                .isFalse();
        assertThat(Consents.NONE.withAudit(true).allow(OUTCOMES)).isTrue();
        assertThat(Consents.NONE
                        .withPatterns(true)
                        .withAudit(true)
                        .withMetrics(true)
                        .allow(sample(1)))
                .isFalse();
        assertThat(Consents.NONE.withSample(true).allow(sample(50))).isTrue();
        assertThat(Consents.NONE.withSample(true).allow(sample(51))).isFalse();
        assertThat(Consents.NONE.withSample(true).withLargeSample(true).allow(sample(200)))
                .isTrue();
    }

    @Property
    void allow_aSample_asFarAsWasAgreed(
            @ForAll("consents") Consents consents, @ForAll @IntRange(min = 1, max = 200) int titles) {
        int most = consents.largeSample() ? 200 : 50;
        assertThat(consents.allow(sample(titles))).isEqualTo(consents.sample() && titles <= most);
        assertThat(consents.sampleLimit()).isEqualTo(consents.sample() ? most : 0);
    }

    // Nothing of this kind is left to leave: were it another value than NONE, a Core would keep the display name.
    @Property
    void largeSample_withoutSample_isNotGiven(@ForAll("consents") Consents consents) {
        Consents without = Consents.NONE
                .withPatterns(consents.patterns())
                .withAudit(consents.audit())
                .withMetrics(consents.metrics());
        assertThat(without.withLargeSample(true)).isEqualTo(without);
        assertThat(Consents.NONE.withLargeSample(true)).isEqualTo(Consents.NONE);
    }

    // An owner who gave every consent that there was has not given one that came later.
    @Test
    void all_isWithoutTheLargerSample() {
        assertThat(Consents.ALL.largeSample()).isFalse();
        assertThat(Consents.ALL.withLargeSample(true).given()).isEqualTo(Consents.NAMES);
    }

    @Property
    void withdrawnBy_ifSomethingThatCouldLeaveCanNoMore(
            @ForAll("consents") Consents before, @ForAll("consents") Consents later) {
        List<Contribution.Payload> payloads =
                List.of(SESSION, OUTCOMES, sample(1), sample(50), sample(51), sample(200));
        boolean taken = payloads.stream().anyMatch(p -> before.allow(p) && !later.allow(p))
                || before.patterns() && !later.patterns();
        assertThat(before.withdrawnBy(later)).isEqualTo(taken);
    }

    @Property
    void given_namesWhatIsAgreedTo(@ForAll("consents") Consents consents) {
        assertThat(consents.given().contains("patterns")).isEqualTo(consents.patterns());
        assertThat(consents.given().contains("sample")).isEqualTo(consents.sample());
        assertThat(consents.given().contains("audit")).isEqualTo(consents.audit());
        assertThat(consents.given().contains("metrics")).isEqualTo(consents.metrics());
        assertThat(consents.given().contains("largeSample")).isEqualTo(consents.largeSample());
        assertThat(Consents.NAMES).containsAll(consents.given());
    }
}
