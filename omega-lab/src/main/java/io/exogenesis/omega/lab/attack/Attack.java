package io.exogenesis.omega.lab.attack;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What liars do in one epoch. Found by {@link java.util.ServiceLoader}: a new attack is one public class with a public
 * constructor without parameters, and its name in {@code META-INF/services}. One instance serves one attack run, so it may remember
 * what it did before.
 */
public interface Attack {
    /** As the command line and the reports call it: lower case, words joined by {@code -}. */
    String name();

    /** One line for a person. */
    String summary();

    /** Where it lies, and so what is measured. */
    Plane plane();

    /** What it is after. */
    default Aim aim() {
        return Aim.PROMOTE;
    }

    /** Whether it begins before any jury has spoken. Only then is there something to veto. Embedding plane only. */
    default boolean early() {
        return false;
    }

    /**
     * One epoch's lies. A liar that is left out stays silent in this epoch; one with an id that is no liar's is a newcomer,
     * with a newcomer's reputation.
     */
    List<Lie> lies(Scene scene, RandomGenerator random);

    /** The two planes that learn. */
    enum Plane {
        /** Samples of titles and outcomes of showings: the item model. */
        ITEMS,
        /** Taste patterns and jurors' words: the bank. */
        PATTERNS
    }

    /** What an attack is after. */
    enum Aim {
        /** Get titles that few know into honest viewers' lists. */
        PROMOTE,
        /** Get titles that many love out of them. */
        DEMOTE,
        /** Move, capture or veto patterns of the bank. */
        DISTURB
    }
}
