package io.exogenesis.omega.core.door;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The doors of this Core that are there. */
@Singleton
public class Doors {
    private final List<ConnectionDoor> connections = new CopyOnWriteArrayList<>();
    private final List<StreamDoor> streams = new CopyOnWriteArrayList<>();

    public void enrol(ConnectionDoor door) {
        connections.add(door);
    }

    public void enrol(StreamDoor door) {
        streams.add(door);
    }

    /** The share of its connections that the fullest door has open, from 0 to 1. */
    public double fullest() {
        return connections.stream()
                .mapToDouble(d -> (double) d.open() / d.most())
                .max()
                .orElse(0);
    }

    /** See {@link ConnectionDoor#closeStrangers}. */
    public int closeStrangers(Duration age) {
        return connections.stream().mapToInt(d -> d.closeStrangers(age)).sum();
    }

    /** See {@link StreamDoor#stalled}. */
    public int stalled(Duration time) {
        return streams.stream().mapToInt(d -> d.stalled(time)).sum();
    }

    /** See {@link StreamDoor#dropStalled}. */
    public int dropStalled(Duration time) {
        return streams.stream().mapToInt(d -> d.dropStalled(time)).sum();
    }
}
