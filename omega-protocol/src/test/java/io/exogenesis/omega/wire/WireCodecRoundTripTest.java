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

    @Property(tries = 16)
    void fromWire_ofToWire_areTheSameConsents(
            @ForAll boolean patterns, @ForAll boolean sample, @ForAll boolean audit, @ForAll boolean metrics) {
        Consents consents = new Consents(patterns, sample, audit, metrics);
        assertThat(WireCodec.fromWire(WireCodec.toWire(consents))).isEqualTo(consents);
    }
}
