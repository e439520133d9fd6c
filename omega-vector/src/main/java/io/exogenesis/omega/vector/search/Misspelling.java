package io.exogenesis.omega.vector.search;

import java.util.Arrays;

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
        int wrong = distance(word, meant, allowed);
        return wrong <= allowed && wrong > 0 ? 1 - (float) wrong / word.length() : 0;
    }

    /**
     * Letters added, left out, replaced, or swapped with their neighbour (optimal string alignment); {@code most} + 1 if there are more.
     * Looks only at what so few can reach, and no further than that is clear: a search compares a hundred thousand names.
     */
    static int distance(String a, String b, int most) {
        int none = most + 1;
        int[] swapped = new int[b.length() + 1];
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        Arrays.setAll(above, j -> Math.min(j, none));
        int reachedAbove = 0;
        for (int i = 1; i <= a.length(); i++) {
            Arrays.fill(row, none);
            row[0] = Math.min(i, none);
            int reached = row[0];
            for (int j = Math.max(1, i - most); j <= Math.min(b.length(), i + most); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(above[j], row[j - 1]) + 1, above[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], swapped[j - 2] + 1);
                }
                row[j] = Math.min(row[j], none);
                reached = Math.min(reached, row[j]);
            }
            if (reached == none && reachedAbove == none) {
                return none; // a swap reaches over one row, none over two
            }
            reachedAbove = reached;
            int[] free = swapped;
            swapped = above;
            above = row;
            row = free;
        }
        return above[b.length()];
    }
}
