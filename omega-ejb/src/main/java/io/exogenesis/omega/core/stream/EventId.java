package io.exogenesis.omega.core.stream;

import java.util.Optional;

/**
 * What an event is of: {@code bankId:round}. Every commit to a bank is a round, so rounds of a bank ascend by one, also where only
 * an item model was published and the bank's version stayed. Earlier releases sent the round alone.
 */
public record EventId(String bankId, long round) {
    private static final char BETWEEN = ':';

    /** Longer than any that was given. */
    private static final int MAX_LENGTH = 128;

    /** What a listener says that it saw last; empty for what no Core gave. A round alone is taken for one of {@code bankId}. */
    static Optional<EventId> read(String text, String bankId) {
        int between = text.lastIndexOf(BETWEEN);
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            long round = Long.parseLong(text.substring(between + 1).strip());
            return Optional.of(new EventId(
                    between < 0 ? bankId : text.substring(0, between).strip(), round));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return bankId + BETWEEN + round;
    }
}
