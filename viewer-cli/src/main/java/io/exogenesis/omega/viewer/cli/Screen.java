package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.exogenesis.omega.wire.Refusals;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** Where an evening is shown: lines for a person, or one JSON object a step. */
final class Screen {
    private final PrintWriter out;
    private final boolean json;
    private final boolean prompts;

    /** @param prompts whether somebody sits there who is to be asked */
    Screen(PrintWriter out, boolean json, boolean prompts) {
        this.out = out;
        this.json = json;
        this.prompts = prompts;
    }

    /** A place of the list. */
    record Place(String mediaId, String title, String reason) {}

    void list(String heading, List<Place> places) {
        if (json) {
            JsonArray array = new JsonArray();
            for (Place place : places) {
                JsonObject one = new JsonObject();
                one.addProperty("mediaId", place.mediaId());
                one.addProperty("title", place.title());
                one.addProperty("reason", place.reason());
                array.add(one);
            }
            JsonObject whole = new JsonObject();
            whole.addProperty("heading", heading);
            whole.add("list", array);
            out.println(ViewerOptions.line(whole));
            return;
        }
        out.println();
        out.println(Refusals.printable(heading));
        int number = 1;
        for (Place place : places) {
            out.printf(
                    "%3d. %s%n     %s%n",
                    number++, Refusals.printable(place.title()), Refusals.printable(place.reason()));
        }
    }

    /** What was done. */
    void done(String event, String line) {
        say("done", event, line);
    }

    /** What could not be done, and what can. */
    void problem(String line) {
        say("problem", "", line);
    }

    /** Something to read. */
    void text(String line) {
        say("text", "", line);
    }

    private void say(String kind, String event, String line) {
        if (!json) {
            line.lines().map(Refusals::printable).forEach(out::println);
            return;
        }
        JsonObject object = new JsonObject();
        object.addProperty(kind, line);
        if (!event.isEmpty()) {
            object.addProperty("event", event);
        }
        out.println(ViewerOptions.line(object));
    }

    /** The end: counts by name, and a sentence. */
    void summary(Map<String, Integer> counts, String line) {
        if (json) {
            JsonObject object = new JsonObject();
            counts.forEach(object::addProperty);
            JsonObject whole = new JsonObject();
            whole.add("summary", object);
            out.println(ViewerOptions.line(whole));
            return;
        }
        out.println();
        out.println(line);
    }

    void prompt() {
        if (prompts) {
            out.print("> ");
            out.flush();
        }
    }
}
