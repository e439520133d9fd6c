package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.port.ViewerStore.Place;
import io.exogenesis.omega.core.port.ViewerStore.ViewerRow;
import io.exogenesis.omega.model.ViewerId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Where the next page of viewers begins, as a text that callers hand back as they got it: {@code base64url(milliseconds:id)}. */
final class ViewerCursor {
    private ViewerCursor() {}

    static String of(Place place) {
        String plain = place.registeredAt().toEpochMilli() + ":" + place.id().value();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Of the page behind this one; empty if this one was not full. */
    static Optional<String> behind(List<ViewerRow> page, int limit) {
        return page.size() < limit
                ? Optional.empty()
                : Optional.of(of(page.getLast().place()));
    }

    /** Empty for an empty text: from the beginning. */
    static Optional<Place> parse(String cursor) {
        if (cursor.isEmpty()) {
            return Optional.empty();
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            Instant at = Instant.ofEpochMilli(Long.parseLong(plain.substring(0, Math.max(0, colon))));
            return Optional.of(new Place(at, new ViewerId(plain.substring(colon + 1))));
        } catch (IllegalArgumentException e) {
            throw Cursors.unknown();
        }
    }
}
