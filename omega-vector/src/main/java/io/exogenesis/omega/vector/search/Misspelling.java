package io.exogenesis.omega.vector.search;

/** How near a word is to another that it may be a misspelling of. */
final class Misspelling {
    /** Shorter words have too many neighbours to be taken for misspelt. */
    private static final int SHORTEST = 4;
    /** From here on two letters may be wrong. */
    private static final int LONG = 6;

    private Misspelling() {}

    /** 1 − wrong letters / letters; 0 if too many are wrong. */
    static float closeness(String word, String meant) {
        int allowed = word.length() < SHORTEST ? 0 : word.length() < LONG ? 1 : 2;
        if (Math.abs(word.length() - meant.length()) > allowed) {
            return 0;
        }
        int wrong = distance(word, meant);
        return wrong <= allowed && wrong > 0 ? 1 - (float) wrong / word.length() : 0;
    }

    /** Letters added, left out, replaced, or swapped with their neighbour (optimal string alignment). */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[b.length() + 1];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                now[j] = Math.min(Math.min(last[j], now[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    now[j] = Math.min(now[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = now;
        }
        return last[b.length()];
    }
}
