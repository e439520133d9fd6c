package io.exogenesis.omega.learning.consensus;

/**
 * What the jurors of a pattern have said.
 *
 * @param pending jurors who have a place and have not seen enough yet
 * @param needed yes that admit; 0 while there is no jury
 * @param jurors places of a full jury; 0 while there is no jury
 */
public record JuryCount(int yes, int no, int pending, int needed, int jurors) {
    /** No jury was drawn. */
    public static final JuryCount NONE = new JuryCount(0, 0, 0, 0, 0);

    /** Share of no among those who spoke, in [0, 1]. */
    public double dissent() {
        return yes + no == 0 ? 0 : (double) no / (yes + no);
    }

    boolean admits() {
        return jurors > 0 && yes >= needed;
    }

    /** So many said no that the others cannot admit it any more. */
    boolean refuses() {
        return jurors > 0 && no > jurors - needed;
    }

    /** For a person. */
    public String text() {
        if (jurors == 0) {
            return "no jury yet";
        }
        return yes + " yes, " + no + " no, " + pending + " pending of " + jurors + " jurors, " + needed + " yes admit"
                + (yes + no + pending < jurors ? " (too few jurors so far)" : "");
    }
}
