package io.exogenesis.omega.core.history;

import io.exogenesis.omega.core.metrics.Transport;
import io.exogenesis.omega.wire.v1.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One figure of a {@link Sample}.
 *
 * @param kind how a minute's value comes from those of its ten-second samples
 */
public record Column(String name, Kind kind) {
    /** How values of several samples become one. */
    enum Kind {
        /** A state: the last one. */
        LAST,
        /** A count of the interval: their sum. */
        SUM,
        /** A percentile: it is taken of all frames of the minute. */
        MERGED
    }

    /** Beginning of the columns that count refusals; the reason follows, as the sync protocol names it, in lower case. */
    public static final String REFUSED = "refused.";

    /** In the order of the values of a sample. */
    public static final List<Column> ALL = all();

    private static List<Column> all() {
        List<Column> all = new ArrayList<>();
        Stream.of("active", "registered", "patterns", "bankVersion").forEach(n -> all.add(new Column(n, Kind.LAST)));
        Stream.of("newest", "oneBehind", "twoBehind", "older", "nothing")
                .forEach(n -> all.add(new Column(n, Kind.LAST)));
        for (Transport t : Transport.values()) {
            all.add(new Column("over." + t.label(), Kind.LAST));
        }
        for (Transport t : Transport.values()) {
            all.add(new Column(t.label() + ".count", Kind.SUM));
            Stream.of("p50", "p95", "p99").forEach(p -> all.add(new Column(t.label() + "." + p, Kind.MERGED)));
        }
        all.add(new Column("syncs", Kind.SUM));
        reasons().forEach(r -> all.add(new Column(REFUSED + r, Kind.SUM)));
        return List.copyOf(all);
    }

    /** Why frames and requests are refused, in lower case. */
    public static List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        for (Refusal.Code code : Refusal.Code.values()) {
            if (code != Refusal.Code.CODE_UNSPECIFIED && code != Refusal.Code.UNRECOGNIZED) {
                reasons.add(code.name().toLowerCase(Locale.ROOT));
            }
        }
        reasons.add("error");
        return reasons;
    }
}
