package io.exogenesis.omega.simulation.machine;

/** Something was done with a machine that is dead: the process that did it is no more. */
public final class DeadMachineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeadMachineException(String machine) {
        super(machine + " is dead");
    }
}
