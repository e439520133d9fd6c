package io.exogenesis.omega.web.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Places between two pages, in a form that invites nobody to take it apart. */
final class Cursors {
    /** Longer than any that is given: three ids and numbers. */
    private static final int MAX_LENGTH = 512;

    /** No id has a control character. */
    private static final String BETWEEN = "\n";

    private Cursors() {}

    static String of(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(BETWEEN, parts).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws BadParameterException for what {@link #of} did not give */
    static List<String> parts(String cursor, int count) {
        if (cursor.length() <= MAX_LENGTH) {
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(cursor);
                List<String> parts = List.of(new String(bytes, StandardCharsets.UTF_8).split(BETWEEN, -1));
                if (parts.size() == count) {
                    return parts;
                }
            } catch (IllegalArgumentException e) {
                // the same answer as for one of other parts
            }
        }
        throw unknown();
    }

    static BadParameterException unknown() {
        return new BadParameterException(
                "cursor", "cursor must be the next of an earlier page: begin again without it");
    }
}
