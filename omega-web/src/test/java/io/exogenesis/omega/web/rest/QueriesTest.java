package io.exogenesis.omega.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is not as it should be is named in the problem, so that a program can show where. */
class QueriesTest {
    @ParameterizedTest
    @ValueSource(strings = {"tomorrow", "7", "PT0S", "-P1D", "P1Y", "PT99999999999999999999H"})
    void duration_notPositiveOrNone_namesTheParameter(String text) {
        assertNames("maxAge", () -> Queries.duration("maxAge", text));
    }

    @Test
    void viewerCursor_notOurs_namesTheParameter() {
        assertNames("cursor", () -> ViewerCursor.parse("next"));
    }

    @Test
    void distribution_ofTooManyViewersOrAnotherPriority_namesTheParameter() {
        AdminDistributionResource resource = new AdminDistributionResource();
        assertNames("viewer", () -> resource.distribute(Collections.nCopies(1_001, "v"), "low", "", ""));
        assertNames("priority", () -> resource.distribute(List.of(), "urgent", "", ""));
    }

    private static void assertNames(String parameter, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(BadParameterException.class))
                .satisfies(e -> assertThat(e.parameter()).isEqualTo(parameter));
    }
}
