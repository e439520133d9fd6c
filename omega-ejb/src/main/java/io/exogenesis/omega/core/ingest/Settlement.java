package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.model.ViewerId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The three ends of a contribution. */
public enum Settlement {
    ADMITTED,
    REFUSED,
    EXPIRED;

    /** A round's final word about one contribution. */
    public record Of(ViewerId viewer, long seq, Settlement settlement) {}

    static Map<ViewerId, List<Of>> byViewer(List<Of> settlements) {
        return settlements.stream().collect(Collectors.groupingBy(Of::viewer));
    }
}
