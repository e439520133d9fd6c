package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.cli.history.HistoryFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code export} or {@code export --json} wrote ({@link HistoryFormat}).
 *
 * @param entries lines of the host's memory at their places, the others blank, so that an error names the right line
 */
record OwnHistory(List<WatchedTitle> titles, String entries) {
    /** How a line of the host's memory begins. */
    private static final String ENTRY = "{\"memory\":";

    private static final String TITLES = "titles";
    private static final Pattern LINE = Pattern.compile("at line (\\d+)");

    /** @throws ViewerException that names file and line */
    static OwnHistory read(HistoryFile file) {
        try {
            return isDocument(file) ? document(file) : lines(file);
        } catch (ViewerException e) {
            throw new ViewerException(file.name() + " " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ViewerException(file.name() + " cannot be read: " + e, e);
        }
    }

    private static OwnHistory lines(HistoryFile file) throws IOException {
        List<WatchedTitle> titles = new ArrayList<>();
        StringBuilder entries = new StringBuilder();
        int number = 0;
        try (BufferedReader reader = new BufferedReader(file.reader())) {
            for (@Nullable String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.startsWith(ENTRY)) {
                    entries.append(line).append('\n');
                    continue;
                }
                entries.append('\n');
                WatchedTitle title = HistoryFormat.read(line, number);
                if (title != null) {
                    titles.add(title);
                }
            }
        }
        return new OwnHistory(titles, entries.toString());
    }

    /** Whether the first object of the file has the titles in it; what is no JSON is for {@link #lines} to say. */
    private static boolean isDocument(HistoryFile file) {
        try (JsonReader json = new JsonReader(file.reader())) {
            json.beginObject();
            while (json.hasNext()) {
                if (json.nextName().equals(TITLES)) {
                    return true;
                }
                json.skipValue();
            }
            return false;
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    private static OwnHistory document(HistoryFile file) throws IOException {
        List<WatchedTitle> titles = new ArrayList<>();
        JsonObject header = new JsonObject();
        JsonReader json = new JsonReader(file.reader());
        try (json) {
            json.beginObject();
            while (json.hasNext()) {
                String name = json.nextName();
                if (!name.equals(TITLES)) {
                    member(json, name, header);
                    continue;
                }
                json.beginArray();
                while (json.hasNext()) {
                    titles.add(HistoryFormat.read(title(json), line(json)));
                }
                json.endArray();
            }
            json.endObject();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw HistoryFormat.bad(line(json), "the document ends, and the file does not");
            }
        } catch (IOException | IllegalStateException | NumberFormatException | JsonParseException e) {
            throw HistoryFormat.bad(line(json), "this is no JSON, or a value is of another type than it should be");
        }
        HistoryFormat.checked(header, 1);
        return new OwnHistory(titles, "");
    }

    private static JsonObject title(JsonReader json) throws IOException {
        JsonObject title = new JsonObject();
        json.beginObject();
        while (json.hasNext()) {
            member(json, json.nextName(), title);
        }
        json.endObject();
        return title;
    }

    /** Takes over text and numbers; no other value has a meaning here, and none may take memory. */
    private static void member(JsonReader json, String name, JsonObject to) throws IOException {
        switch (json.peek()) {
            case STRING, NUMBER -> to.add(name, JsonParser.parseReader(json));
            default -> json.skipValue();
        }
    }

    private static int line(JsonReader json) {
        Matcher at = LINE.matcher(json.toString());
        return at.find() ? Integer.parseInt(at.group(1)) : 1;
    }
}
