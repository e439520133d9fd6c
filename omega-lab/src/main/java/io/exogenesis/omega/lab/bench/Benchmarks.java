package io.exogenesis.omega.lab.bench;

import java.util.List;
import java.util.ServiceLoader;

/** The benchmarks on the class path. */
public final class Benchmarks {
    private final List<Benchmark> built;

    /** @param built in the order of {@code all} */
    public Benchmarks(List<Benchmark> built) {
        this.built = List.copyOf(built);
    }

    /** Those of the service files. */
    public static Benchmarks found() {
        return new Benchmarks(ServiceLoader.load(Benchmark.class, Benchmarks.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    public List<Benchmark> built() {
        return built;
    }

    public List<String> names() {
        return built.stream().map(Benchmark::name).toList();
    }
}
