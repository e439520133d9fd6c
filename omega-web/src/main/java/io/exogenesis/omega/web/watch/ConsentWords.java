package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.viewer.OutgoingMessage;
import java.util.List;

/** The consents in the words in which they are asked for. */
enum ConsentWords {
    PATTERNS(
            "patterns",
            "Share what your taste has in common with others?",
            "Patterns of your taste: for each, the middle of at least two titles as numbers, how often it was right, and"
                    + " genres. Also when and how you watch, what searches brought, and which way of recommending works for"
                    + " you. No names of titles."),
    SAMPLE(
            "sample",
            "Share a sample of your titles?",
            "At most " + TasteSample.DEFAULT_ITEMS
                    + " of the titles that you rated or watched, in which order, and for each"
                    + " whether you liked it a lot, somewhat or little. Whoever reads it knows these titles."),
    LARGE_SAMPLE(
            "largeSample",
            "Share a larger sample?",
            "The same with at most " + TasteSample.MAX_ITEMS + " titles instead of " + TasteSample.DEFAULT_ITEMS
                    + ": for most people that is all they ever told. It counts only together with the sample."),
    AUDIT(
            "audit",
            "Help to check new patterns?",
            "Counts of what became of titles that the shared model put into your lists: seen, chosen, left. Some places of"
                    + " a list may try out a pattern that is not proven yet."),
    METRICS(
            "metrics",
            "Share counts of your sessions?",
            "For each session: how many titles you saw, rated, searched for and left. No names of titles.");

    private final String name;
    private final String question;
    private final String sends;

    ConsentWords(String name, String question, String sends) {
        this.name = name;
        this.question = question;
        this.sends = sends;
    }

    /** As in {@link Consents#NAMES}. */
    String consent() {
        return name;
    }

    String question() {
        return question;
    }

    /** What it lets leave. */
    String sends() {
        return sends;
    }

    boolean given(Consents consents) {
        return consents.given().contains(name);
    }

    /** The consent that lets a message of this kind leave. */
    static ConsentWords of(OutgoingMessage.Kind kind) {
        return switch (kind) {
            case PATTERN -> PATTERNS;
            case SAMPLE -> SAMPLE;
            case SESSION -> METRICS;
            case OUTCOMES -> AUDIT;
        };
    }

    static List<ConsentWords> all() {
        return List.of(values());
    }
}
