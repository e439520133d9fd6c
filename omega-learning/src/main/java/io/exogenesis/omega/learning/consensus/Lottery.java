package io.exogenesis.omega.learning.consensus;

import io.exogenesis.omega.learning.cluster.Lots;
import io.exogenesis.omega.model.PatternId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Draws jurors among the members of an audit cohort, all with the same chance. The draws follow from the pattern and from all
 * keyed pseudonyms together: nobody foresees them who does not know the key, and neither the order of the reports nor a single
 * member's choice matters.
 *
 * <p>A draw costs what it draws, not what there is: places are drawn one by one, and whoever may not sit is passed over. Only
 * where few may sit, all of them are put in the order of their lots.
 */
final class Lottery {
    /** Below this many who may sit for a place, they are ordered instead. */
    private static final int FEW = 4;

    /** Ascending. */
    private final List<String> members;

    private final long secret;

    Lottery(Collection<String> pseudonyms) {
        members = pseudonyms.stream().sorted().toList();
        long sum = members.size();
        for (String m : members) {
            sum += Lots.wide(m);
        }
        secret = Lots.mixed(sum);
    }

    List<String> members() {
        return members;
    }

    /** How many are none of these. */
    int without(Set<String> barred, Cohort cohort) {
        int in = 0;
        for (String b : barred) {
            in += cohort.has(b) ? 1 : 0;
        }
        return members.size() - in;
    }

    /**
     * Jurors for a pattern.
     *
     * @param free how many are not barred
     * @param places at most
     */
    List<String> draw(PatternId id, Set<String> barred, int free, int places) {
        if (places <= 0 || free <= 0) {
            return List.of();
        }
        return free <= (long) FEW * places ? ordered(id, barred, places) : drawn(id, barred, places);
    }

    private List<String> ordered(PatternId id, Set<String> barred, int places) {
        return members.stream()
                .filter(m -> !barred.contains(m))
                .sorted(Comparator.comparingLong((String m) -> Lots.wide(m + '\n' + id.value()))
                        .thenComparing(m -> m))
                .limit(places)
                .toList();
    }

    private List<String> drawn(PatternId id, Set<String> barred, int places) {
        List<String> out = new ArrayList<>(places);
        Set<String> taken = new HashSet<>();
        long state = secret ^ Lots.wide(id.value());
        while (out.size() < places) {
            state += 0x9e3779b97f4a7c15L;
            int at = (int) Math.unsignedMultiplyHigh(Lots.mixed(state), members.size());
            String juror = members.get(at);
            if (!barred.contains(juror) && taken.add(juror)) {
                out.add(juror);
            }
        }
        return out;
    }
}
