package io.exogenesis.omega.ops.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.exogenesis.omega.ops.console.Table;
import io.exogenesis.omega.ops.console.Terminal;
import java.util.ArrayList;
import java.util.List;

/** An answer as lines of field and value, for answers whose form is all that there is to say. */
final class Sheet {
    private Sheet() {}

    /** Nested fields are joined by dots; of a list each element has its number. */
    static void show(JsonElement answer, Terminal terminal) {
        Table table = Table.ofWords("field", "value");
        rows("", answer, table);
        table.plain().forEach(terminal::line);
    }

    private static void rows(String path, JsonElement value, Table table) {
        if (value instanceof JsonObject object) {
            object.entrySet()
                    .forEach(e -> rows(path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue(), table));
        } else if (value instanceof JsonArray array && !isFlat(array)) {
            for (int i = 0; i < array.size(); i++) {
                rows(path + "." + (i + 1), array.get(i), table);
            }
        } else {
            table.row(path, flat(value));
        }
    }

    private static boolean isFlat(JsonArray array) {
        return array.asList().stream().allMatch(JsonElement::isJsonPrimitive);
    }

    /** A value, or the values of a list of such. */
    static String flat(JsonElement value) {
        if (!(value instanceof JsonArray array)) {
            return Words.text(value);
        }
        List<String> parts = new ArrayList<>();
        array.forEach(e -> parts.add(Words.text(e)));
        return String.join(", ", parts);
    }
}
