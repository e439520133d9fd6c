package io.exogenesis.omega.viewer.internal.track;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.viewer.ShownTitle;
import java.time.Instant;
import java.util.List;

/**
 * A list that was shown to the viewer. It never leaves the device.
 *
 * @param titles in their order, each once, at most {@link #MAX_TITLES}
 * @param byCore whether something of the Core's took part: only then is what becomes of it an outcome to report
 */
public record ShownList(List<ShownTitle> titles, boolean byCore, Instant at) {
    /** Several lists shown in a row without anything between them count as one, hence more than a list has. */
    public static final int MAX_TITLES = 256;
    /** What stands further down a list was hardly looked at; also the titles of one report. */
    public static final int MAX_PLACES = 64;

    public ShownList {
        titles = List.copyOf(titles);
        if (titles.size() > MAX_TITLES) {
            throw new InvalidValueException("a list shows at most " + MAX_TITLES + " titles, not " + titles.size());
        }
        if (titles.stream().map(ShownTitle::media).distinct().count() < titles.size()) {
            throw new InvalidValueException("a list shows each title once");
        }
    }
}
