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
        int[][] of = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    of[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                of[i][j] = Math.min(Math.min(of[i - 1][j], of[i][j - 1]) + 1, of[i - 1][j - 1] + (same ? 0 : 1));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    of[i][j] = Math.min(of[i][j], of[i - 2][j - 2] + 1);
                }
            }
        }
        return of[a.length()][b.length()];
    }
}
