package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonObject;
import java.util.Locale;

/**
 * What the doctor found about one thing.
 *
 * @param what was looked at, in one word
 * @param seen in one line
 * @param advice what to do; empty where nothing is to be done
 */
record Finding(String what, Verdict verdict, String seen, String advice) {
    enum Verdict {
        OK,
        /** Works, but not as it should. */
        WARN,
        FAIL
    }

    static Finding ok(String what, String seen) {
        return new Finding(what, Verdict.OK, seen, "");
    }

    static Finding warn(String what, String seen, String advice) {
        return new Finding(what, Verdict.WARN, seen, advice);
    }

    static Finding fail(String what, String seen, String advice) {
        return new Finding(what, Verdict.FAIL, seen, advice);
    }

    boolean failed() {
        return verdict == Verdict.FAIL;
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("what", what);
        json.addProperty("verdict", word());
        json.addProperty("seen", seen);
        json.addProperty("advice", advice);
        return json;
    }

    String word() {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
