package io.exogenesis.omega.lab.data;

import java.util.Comparator;

/** Orders ids as people count: numbers by value and before words, words by their characters. */
enum NaturalOrder implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String a, String b) {
        boolean na = isNumber(a);
        boolean nb = isNumber(b);
        if (na && nb) {
            int byValue = Long.compare(Long.parseLong(a), Long.parseLong(b));
            return byValue != 0 ? byValue : a.compareTo(b);
        }
        return na != nb ? (na ? -1 : 1) : a.compareTo(b);
    }

    private static boolean isNumber(String s) {
        return !s.isEmpty() && s.length() <= 18 && s.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
