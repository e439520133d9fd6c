package io.exogenesis.omega.learning.consensus;

import java.time.Instant;

/** What consensus says of one cluster, with a reason for a person. */
public sealed interface Verdict {
    String reason();

    /** It may enter the bank. */
    record Admit(String reason) implements Verdict {}

    /** Too few distinct viewers stand behind it. */
    record TooFew(int supporters, int needed) implements Verdict {
        @Override
        public String reason() {
            return "waits for " + (needed - supporters) + " more " + (needed - supporters == 1 ? "viewer" : "viewers")
                    + " (" + supporters + " of " + needed + ")";
        }
    }

    /** Others may still vote. */
    record Open(Instant until) implements Verdict {
        @Override
        public String reason() {
            return "open for votes until " + until;
        }
    }
}
