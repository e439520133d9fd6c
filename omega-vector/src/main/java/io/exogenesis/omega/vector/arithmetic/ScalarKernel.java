package io.exogenesis.omega.vector.arithmetic;

/** The plain form: what the other one is held against. */
final class ScalarKernel extends Int8Kernel {
    @Override
    public String name() {
        return "scalar";
    }
}
