package io.exogenesis.omega.learning.consensus;

import java.time.Instant;

/** What consensus says of one cluster, with a reason for a person. */
public sealed interface Verdict {
    String reason();

    /** Enough distinct viewers stand behind it; its jury has the last word. */
    record Enter(int supporters, int carried) implements Verdict {
        @Override
        public String reason() {
            return supporters + " distinct viewers agree"
                    + (carried > 0 ? ", " + carried + " of them since earlier epochs" : "");
        }
    }

    /** In the bank, shown rarely, until a jury of others has decided. */
    record Probation(Enter entered, JuryCount jury) implements Verdict {
        @Override
        public String reason() {
            return "on probation: " + entered.reason() + "; " + jury.text();
        }
    }

    /** A jury has confirmed it. */
    record Admit(Enter entered, JuryCount jury) implements Verdict {
        @Override
        public String reason() {
            return "admitted by its jury (" + jury.text() + "): " + entered.reason();
        }
    }

    /** A jury has rejected it. */
    record Refuse(JuryCount jury, long again) implements Verdict {
        @Override
        public String reason() {
            return "refused by its jury (" + jury.text() + "); its like may enter again from epoch " + again;
        }
    }

    /** The operator took its like out of the bank. */
    record Removed(long again) implements Verdict {
        @Override
        public String reason() {
            return "taken out by the operator; its like may enter again from epoch " + again;
        }
    }

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
