package io.exogenesis.omega.lab.evaluate;

import com.google.gson.JsonDeserializationContext;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import com.google.gson.annotations.JsonAdapter;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Row;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One replay of the data's own time. The contract's fields first.
 *
 * @param epochs into which the time was cut, by equal numbers of events
 * @param activity which idle devices were on: {@code on-change}, {@code half} or {@code all}
 * @param defence whether the item plane's defence was on
 * @param course by epoch, the last one left out: nothing comes after it
 * @param ablation part that is off → what lists are worth at the end, LAST; null where it was not asked for
 * @param patterns what consolidated patterns are worth; null where it was not asked for
 */
public record ReplayReport(
        int epochs,
        String activity,
        boolean defence,
        End end,
        List<Point> course,
        @Nullable Map<String, Row> ablation,
        @Nullable List<PatternCase> patterns,
        double seconds) {
    public ReplayReport {
        course = List.copyOf(course);
    }

    /**
     * Model → row for each protocol, after the last epoch.
     *
     * @param last of a replay of LAST's training part
     * @param global of a replay of GLOBAL's; null where GLOBAL finds nobody to ask
     * @param released titles with released support
     */
    public record End(Map<String, Row> last, @Nullable Map<String, Row> global, int released) {}

    /**
     * Lists with and without consolidated patterns, after the last epoch.
     *
     * @param name who is asked for what
     * @param viewers that are asked
     * @param patterns in the bank
     * @param admitted those of them that juries have confirmed: they are in use
     * @param without any pattern
     * @param with those in use
     * @param all as if juries had confirmed every one
     */
    public record PatternCase(String name, int viewers, int patterns, int admitted, Row without, Row with, Row all) {}

    /**
     * What the Core after an epoch says of the next: the target is a viewer's last liked title there, everything before it is known
     * to its own agent. In JSON each model is a field of its own.
     *
     * @param epoch epochs lived through, from 1
     * @param rows samples in the round
     * @param released titles with released support
     * @param asked viewers
     */
    @JsonAdapter(PointJson.class)
    public record Point(int epoch, int rows, int released, int asked, Map<String, Accuracy> models) {}

    /** Means over the viewers that were asked. */
    public record Accuracy(double auc, double ndcg10) {}

    /** Models beside the other fields. */
    static final class PointJson implements JsonSerializer<Point>, JsonDeserializer<Point> {
        @Override
        public JsonElement serialize(Point point, Type type, JsonSerializationContext context) {
            JsonObject out = new JsonObject();
            out.addProperty("epoch", point.epoch);
            out.addProperty("rows", point.rows);
            out.addProperty("released", point.released);
            out.addProperty("asked", point.asked);
            point.models.forEach((model, accuracy) -> out.add(model, context.serialize(accuracy)));
            return out;
        }

        @Override
        public Point deserialize(JsonElement json, Type type, JsonDeserializationContext context) {
            JsonObject in = json.getAsJsonObject();
            Map<String, Accuracy> models = new LinkedHashMap<>();
            in.entrySet().stream()
                    .filter(e -> e.getValue().isJsonObject())
                    .forEach(e -> models.put(e.getKey(), context.deserialize(e.getValue(), Accuracy.class)));
            return new Point(
                    in.get("epoch").getAsInt(),
                    in.get("rows").getAsInt(),
                    in.get("released").getAsInt(),
                    in.get("asked").getAsInt(),
                    models);
        }
    }
}
