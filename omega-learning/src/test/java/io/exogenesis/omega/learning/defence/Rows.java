package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.item.EpochRows;
import io.exogenesis.omega.learning.item.ItemMemory;
import io.exogenesis.omega.learning.item.ItemSettings;
import io.exogenesis.omega.learning.item.WeightedSample;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.model.TasteSample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A small world: two tastes of 40 titles each, and viewers that mostly follow one of them. */
public final class Rows {
    static final ItemSettings ITEMS = new ItemSettings(24, 64, 3, 20, 30, 1);
    static final DefenceSettings SETTINGS = DefenceSettings.DEFAULT.withFounders(20);
    static final ItemMemory NOTHING = ItemMemory.empty(ITEMS);

    private Rows() {}

    static TasteSample sample(Collection<String> titles) {
        return new TasteSample(titles.stream()
                .map(t -> new SampledItem(new MediaId(t), Liking.HIGH))
                .toList());
    }

    static TasteSample fan(int taste, int size, Random random) {
        Set<String> titles = new LinkedHashSet<>();
        while (titles.size() < size) {
            int of = random.nextInt(10) == 0 ? 1 - taste : taste;
            titles.add("t" + of + "-" + (int) (40 * Math.pow(random.nextDouble(), 1.7)));
        }
        return sample(titles);
    }

    /** The same with one more title. */
    static TasteSample plus(TasteSample sample, String title) {
        List<SampledItem> items = new ArrayList<>(sample.items());
        items.removeIf(i -> i.item().value().equals(title));
        items.add(new SampledItem(new MediaId(title), Liking.HIGH));
        return new TasteSample(items);
    }

    static List<Witness> crowd(int viewers, long seed) {
        Random random = new Random(seed);
        List<Witness> out = new ArrayList<>();
        for (int v = 0; v < viewers; v++) {
            out.add(new Witness("~h" + v, fan(v % 2, 12, random), .5));
        }
        return out;
    }

    static List<TasteSample> samples(List<Witness> witnesses) {
        return witnesses.stream().map(Witness::sample).toList();
    }

    static List<String> names(List<Witness> witnesses) {
        return witnesses.stream().map(Witness::pseudonym).toList();
    }

    static EpochRows rows(List<Witness> witnesses) {
        return EpochRows.of(
                witnesses.stream()
                        .map(w -> new WeightedSample(w.sample(), w.reputation(), w.seniority()))
                        .toList(),
                NOTHING,
                ITEMS);
    }

    /**
     * What the Core keeps after an epoch in which everybody's sample stood.
     *
     * @param memory of ended leases: none, beside the number of samples
     * @param now with the epoch's samples: what a model is made of
     */
    record Core(ItemMemory memory, ItemMemory now, DefenceState state) {
        static final Core NEW = new Core(NOTHING, NOTHING, DefenceState.EMPTY);

        Core fold(List<Witness> witnesses) {
            return fold(witnesses, List.of(), Moderation.NONE);
        }

        Core fold(List<Witness> witnesses, List<AuditReport> reports, Moderation moderation) {
            ItemDefence defence = new ItemDefence(SETTINGS, ITEMS, state, moderation);
            Screened screened = defence.screen(witnesses, memory);
            ItemMemory with = memory.with(screened.rows(), screened.grants());
            return new Core(
                    memory.beside(witnesses.size()),
                    with,
                    defence.after(defence.audited(reports), witnesses, screened, memory, with));
        }

        /** Where a title stands in a round over these rows and reports. */
        TitleStanding standing(
                String title, List<Witness> witnesses, List<AuditReport> reports, Moderation moderation) {
            MediaId id = new MediaId(title);
            return standings(witnesses, reports, moderation).titles().stream()
                    .filter(s -> s.title().equals(id))
                    .findFirst()
                    .orElse(TitleStanding.free(id));
        }

        TitleStandings standings(List<Witness> witnesses, List<AuditReport> reports, Moderation moderation) {
            ItemDefence defence = new ItemDefence(SETTINGS, ITEMS, state, moderation);
            return defence.standings(defence.audited(reports), defence.screen(witnesses, memory));
        }

        Screened screen(List<Witness> witnesses) {
            return new ItemDefence(SETTINGS, ITEMS, state, Moderation.NONE).screen(witnesses, memory);
        }

        double share(String title) {
            double all = now.support().values().stream().mapToDouble(x -> x).sum();
            return now.support().getOrDefault(new MediaId(title), 0.0) / all;
        }
    }
}
