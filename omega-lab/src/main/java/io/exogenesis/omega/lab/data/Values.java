package io.exogenesis.omega.lab.data;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Checks and reads the fields of one row. */
final class Values {
    private static final int LONGEST_ID = 64;
    private static final int SHOWN = 40;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

    /**
     * Numbers as R (1e+05), pandas (100000.0) and Java (1.0E5) write the whole number 100000. Nothing else is touched: 12e5 may
     * be an id in hexadecimal, and 007 is not 7.
     */
    private static final Pattern WHOLE = Pattern.compile("\\d+(\\.0+|(\\.\\d+)?[eE]\\+\\d{1,2}|\\.\\d+[eE]\\d{1,2})");

    private static final int MOST_DIGITS = 18;

    private Values() {}

    /** A number without the forms that only Java knows, such as 4f. */
    static boolean isNumber(String text) {
        return NUMBER.matcher(text.strip()).matches();
    }

    static double number(String text, String what) {
        if (!isNumber(text)) {
            throw new BrokenRow("the " + what + " is not a number: '" + shown(text) + "'"
                    + (isNumber(text.replace(',', '.')) ? "; decimals have a point, not a comma" : ""));
        }
        return Double.parseDouble(text.strip());
    }

    /** An id as the file has it; a whole number in another form as its digits. */
    static String id(String text, String what) {
        String id = text.strip();
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new BrokenRow("the " + what + " has 1 to " + LONGEST_ID + " characters, not " + id.length());
        }
        if (isDigits(id)) {
            return id;
        }
        // An id of more than one line is the rest of a file behind a quotation mark that does not end.
        if (id.chars().anyMatch(Character::isISOControl)) {
            throw new BrokenRow("the " + what + " has a control character: '" + shown(id) + "'");
        }
        return wholeNumber(id);
    }

    /** An id of a MovieLens set: digits. */
    static String digits(String text, String what) {
        String id = id(text, what);
        if (!isDigits(id)) {
            throw new BrokenRow("the " + what + " is not a number: '" + shown(id) + "'");
        }
        return id;
    }

    /** Digits that a long can hold, whatever they are. */
    static boolean isShortNumber(String text) {
        return !text.isEmpty() && text.length() <= MOST_DIGITS && isDigits(text);
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String wholeNumber(String id) {
        if (!WHOLE.matcher(id).matches()) {
            return id;
        }
        BigDecimal value = new BigDecimal(id).stripTrailingZeros();
        boolean whole = value.scale() <= 0 && value.precision() - value.scale() <= MOST_DIGITS;
        return whole ? value.toPlainString() : id;
    }

    static String shown(String text) {
        String line = text.replaceAll("\\p{Cc}", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
