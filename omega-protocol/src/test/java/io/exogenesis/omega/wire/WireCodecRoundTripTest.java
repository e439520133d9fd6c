package io.exogenesis.omega.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.wire.v1.CatalogueItem;
import io.exogenesis.omega.wire.v1.PullResponse;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

/** Every legal value comes back as it was sent. */
class WireCodecRoundTripTest {

    @Property(tries = 200)
    @Domain(Arbitrary.class)
    void fromWire_ofToWire_isTheSameContribution(@ForAll Contribution contribution) throws Exception {
        var bytes = WireCodec.toWire(contribution).toByteArray();
        assertThat(WireCodec.fromWire(io.exogenesis.omega.wire.v1.Contribution.parseFrom(bytes)))
                .isEqualTo(contribution);
    }

    @Property(tries = 100)
    @Domain(Arbitrary.class)
    void fromWire_ofToWire_isTheSameDelta(@ForAll BankDelta delta) throws Exception {
        var bytes = WireCodec.toWire(delta).build().toByteArray();
        assertThat(WireCodec.fromWire(PullResponse.parseFrom(bytes))).isEqualTo(delta);
    }

    @Property(tries = 100)
    @Domain(Arbitrary.class)
    void fromWire_ofToWire_isTheSameCatalogueEntry(@ForAll CatalogueEntry entry) throws Exception {
        var bytes = WireCodec.toWire(entry).toByteArray();
        assertThat(WireCodec.fromWire(CatalogueItem.parseFrom(bytes))).isEqualTo(entry);
    }

    @Property(tries = 32)
    void fromWire_ofToWire_areTheSameConsents(
            @ForAll boolean patterns,
            @ForAll boolean sample,
            @ForAll boolean audit,
            @ForAll boolean metrics,
            @ForAll boolean largeSample) {
        Consents consents = Consents.NONE
                .withPatterns(patterns)
                .withSample(sample)
                .withAudit(audit)
                .withMetrics(metrics)
                .withLargeSample(largeSample);
        assertThat(WireCodec.fromWire(WireCodec.toWire(consents))).isEqualTo(consents);
    }

    // An agent of before the larger sample sends four fields: they must never be read as five.
    @Test
    void fromWire_ofAnOlderPeersConsents_isWithoutTheLargerSample() throws Exception {
        byte[] allFour = {0x08, 1, 0x10, 1, 0x18, 1, 0x20, 1};
        assertThat(WireCodec.fromWire(io.exogenesis.omega.wire.v1.Consents.parseFrom(allFour)))
                .isEqualTo(Consents.ALL);
        assertThat(Consents.ALL.largeSample()).isFalse();
    }

    @Test
    void fromWire_largerSampleWithoutSamples_isNoConsent() throws Exception {
        byte[] largeSampleAlone = {0x28, 1};
        assertThat(WireCodec.fromWire(io.exogenesis.omega.wire.v1.Consents.parseFrom(largeSampleAlone)))
                .isEqualTo(Consents.NONE);
    }
}
