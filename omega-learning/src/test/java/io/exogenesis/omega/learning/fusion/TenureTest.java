package io.exogenesis.omega.learning.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenureTest {

    @Test
    void of_manyYoung_holdHalfOfTheTenuredMass() {
        Tenure tenure = Tenure.of(members(3, 30));
        assertThat(Arrays.stream(tenure.weights()).sum()).isCloseTo(4.5, within(1e-9));
        assertThat(tenure.share()).isCloseTo(2 / 3.0, within(1e-9));
    }

    @Test
    void of_fewYoung_weighWhatTheyWeigh() {
        assertThat(Tenure.of(members(4, 2)).weights()).containsOnly(1);
    }

    // A new federation has no tenured member, and one old identity must not decide alone for a crowd of newcomers.
    @Test
    void of_fewerTenuredThanAQuorum_noCap() {
        assertThat(Tenure.of(members(0, 9)).weights()).containsOnly(1);
        assertThat(Tenure.of(members(0, 9)).share()).isZero();
        assertThat(Tenure.of(members(2, 9)).weights()).containsOnly(1);
    }

    @Test
    void of_nobody_defined() {
        assertThat(Tenure.of(List.of()).share()).isZero();
    }

    private static List<Ballot> members(int tenured, int young) {
        List<Ballot> out = new ArrayList<>();
        for (int i = 0; i < tenured + young; i++) {
            out.add(new Ballot(new float[] {1}, 1, 1, i < tenured ? Tenure.EPOCHS : Tenure.EPOCHS - 1));
        }
        return out;
    }
}
