package io.exogenesis.omega.lab.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** The benchmarks on the class path, and those that are promised and not built yet. */
public final class Benchmarks {
    private static final Map<String, String> PROMISED = new LinkedHashMap<>();

    static {
        PROMISED.put("agent", "search, storage, footprint and start of one agent");
        PROMISED.put("aggregation", "patterns from receipt to a consolidated pattern");
        PROMISED.put("consensus", "decisions on clusters of patterns");
        PROMISED.put("sync", "syncs over QUIC at a fixed rate");
        PROMISED.put("failover", "the gap when the Core in use is killed");
        PROMISED.put("distribution", "a new version's way to connected viewers");
        PROMISED.put("bandwidth", "bytes an agent needs in a day");
        PROMISED.put("failover", "the gap in acknowledgements when the Core in use is killed");
        PROMISED.put("crash", "contributions after kill -9 and power loss");
        PROMISED.put("start", "a Core's start");
    }

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

    /** Name → what it will measure, without those that are built. */
    public Map<String, String> missing() {
        Map<String, String> out = new LinkedHashMap<>(PROMISED);
        out.keySet().removeAll(new ArrayList<>(names()));
        return out;
    }
}
