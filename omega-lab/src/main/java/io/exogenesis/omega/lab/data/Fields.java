package io.exogenesis.omega.lab.data;

import java.util.ArrayList;
import java.util.List;

/** Splits and checks the fields of one line. */
final class Fields {
    private Fields() {}

    /** Comma-separated values with double quotes, RFC 4180, within one line. */
    static List<String> csv(String line, Lines at) {
        List<String> out = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && field.isEmpty()) {
                quoted = true;
            } else if (c == ',') {
                out.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        if (quoted) {
            throw at.wrong("a quoted field does not end");
        }
        out.add(field.toString());
        return out;
    }

    /** Fields between a separator that cannot occur inside of one. */
    static List<String> separated(String line, String separator) {
        List<String> out = new ArrayList<>();
        int from = 0;
        for (int to; (to = line.indexOf(separator, from)) >= 0; from = to + separator.length()) {
            out.add(line.substring(from, to));
        }
        out.add(line.substring(from));
        return out;
    }

    static void count(List<String> fields, int expected, Lines at, String what) {
        if (fields.size() != expected) {
            throw at.wrong("expected " + expected + " fields (" + what + "), found " + fields.size());
        }
    }

    /** An id of a MovieLens set: digits. */
    static String number(String text, String what, Lines at) {
        String id = id(text, what, at);
        if (!id.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw at.wrong("the " + what + " is not a number: " + shown(id));
        }
        return id;
    }

    static double rating(String text, Lines at) {
        double value;
        try {
            value = Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw at.wrong("the rating is not a number: '" + shown(text) + "'");
        }
        if (!(value >= 0 && value <= 5)) {
            throw at.wrong("a rating is between 0 and 5, not " + shown(text));
        }
        return value;
    }

    /** Whether it could be a rating at all; a column's name is none. */
    static boolean looksLikeNumber(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text.strip()));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    static long timestamp(String text, Lines at) {
        try {
            long value = Long.parseLong(text.strip());
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw at.wrong("the timestamp is not a number of seconds: '" + shown(text) + "'");
    }

    static String id(String text, String what, Lines at) {
        String id = text.strip();
        if (id.isEmpty() || id.length() > 64) {
            throw at.wrong("the " + what + " has 1 to 64 characters, not " + id.length());
        }
        return id;
    }

    static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
