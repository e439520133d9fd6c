package io.exogenesis.omega.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.port.ViewerStore.Place;
import io.exogenesis.omega.core.port.ViewerStore.ViewerRow;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewerCursorTest {
    private static final Place PLACE = new Place(Instant.ofEpochMilli(1_700_000_000_123L), new ViewerId("tv-1"));

    @Test
    void parse_whatWasHandedOut_isTheSamePlace() {
        assertThat(ViewerCursor.parse(ViewerCursor.of(PLACE))).contains(PLACE);
        assertThat(ViewerCursor.parse("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "AAAA", "MTI", "eDp2", "OnY"})
    void parse_anythingElse_isRefusedInOneLine(String cursor) {
        assertThatThrownBy(() -> ViewerCursor.parse(cursor))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("cursor");
    }

    // A next behind a page that is not full would make every caller ask once in vain.
    @Test
    void behind_pageThatIsNotFull_isNone() {
        ViewerRow row = new ViewerRow(
                PLACE.id(), Optional.empty(), Consents.NONE, PLACE.registeredAt(), Optional.empty(), Optional.empty());
        assertThat(ViewerCursor.behind(List.of(row), 2)).isEmpty();
        assertThat(ViewerCursor.behind(List.of(row), 1)).contains(ViewerCursor.of(PLACE));
    }
}
