package io.exogenesis.omega.journal;

/** Receives the records of a replay in order. What it throws ends the replay and reaches its caller. */
@FunctionalInterface
public interface RecordConsumer {
    /**
     * @param position of this record
     * @param nextPosition where to replay from when this record is done
     * @param payload the receiver's to keep
     */
    void accept(long position, long nextPosition, byte[] payload);
}
