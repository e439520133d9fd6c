package io.exogenesis.omega.lab.example;

import io.exogenesis.omega.lab.baseline.Baseline;
import io.exogenesis.omega.lab.baseline.Setting;
import io.exogenesis.omega.lab.baseline.Training;
import io.exogenesis.omega.lab.data.RatingEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What others watched right after the title that the viewer watched last. */
public final class NextTitle implements Baseline {
    @Override
    public String name() {
        return "next-title";
    }

    @Override
    public List<Setting> grid() {
        return List.of(Setting.NONE);
    }

    @Override
    public Learned learn(Training training) {
        Map<Integer, float[]> after = new HashMap<>();
        training.viewers().forEach(viewer -> {
            List<RatingEvent> events = viewer.events();
            for (int k = 1; k < events.size(); k++) {
                after.computeIfAbsent(
                                events.get(k - 1).item(),
                                i -> new float[training.items().size()])[
                        events.get(k).item()]++;
            }
        });
        float[] nothing = new float[training.items().size()];
        return setting -> known ->
                known.isEmpty() ? nothing : after.getOrDefault(known.getLast().item(), nothing);
    }
}
