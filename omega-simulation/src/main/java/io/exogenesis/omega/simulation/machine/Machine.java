package io.exogenesis.omega.simulation.machine;

/**
 * A computer that can die at any operation that outlives its process: a write, an fsync, a transaction. What is done with a dead one
 * fails with {@link DeadMachineException}, until {@link #revive}.
 *
 * <p>The product's journal writes on a thread of its own while its caller waits, so this is guarded; two operations never meet.
 */
public final class Machine {
    private final String name;
    private long left = Long.MAX_VALUE;
    private boolean dead;

    /** A living one. */
    public Machine(String name) {
        this.name = name;
    }

    /** Dies in the middle of the {@code operations}-th next step, at least 1; there are two to an operation, before and behind it. */
    public synchronized void dieAfter(long operations) {
        left = operations;
    }

    /** It dies now. */
    public synchronized void die() {
        dead = true;
    }

    /** Runs again, and dies of nothing that was planned. */
    public synchronized void revive() {
        dead = false;
        left = Long.MAX_VALUE;
    }

    public synchronized boolean isDead() {
        return dead;
    }

    /** Whether the next {@link #step} is its last. */
    synchronized boolean diesNext() {
        return left <= 1;
    }

    /** @throws DeadMachineException if it is dead */
    public synchronized void requireAlive() {
        if (dead) {
            throw new DeadMachineException(name);
        }
    }

    /** @throws DeadMachineException if it is dead, or dies here */
    synchronized void step() {
        requireAlive();
        if (--left <= 0) {
            dead = true;
            throw new DeadMachineException(name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
