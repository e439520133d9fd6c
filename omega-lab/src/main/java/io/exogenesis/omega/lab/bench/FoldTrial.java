package io.exogenesis.omega.lab.bench;

import io.exogenesis.omega.learning.item.ItemMemory;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.item.ItemModelBuilder;
import io.exogenesis.omega.learning.item.ItemSettings;
import io.exogenesis.omega.learning.item.WeightedSample;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** One fold in a JVM of its own: {@code main VIEWERS SEED} prints seconds of the fold and of the model, and MB of heap. */
final class FoldTrial {
    private FoldTrial() {}

    public static void main(String[] args) {
        Synthetic world = new Synthetic(new Random(Long.parseLong(args[1])));
        List<WeightedSample> samples = world.samples(Integer.parseInt(args[0]));
        long begun = cpu();
        ItemMemory memory = ItemMemory.empty(ItemSettings.DEFAULT).with(samples, ItemSettings.DEFAULT);
        long folded = cpu();
        ItemModel model = new ItemModelBuilder(ItemSettings.DEFAULT).build(memory, world.content(), 1);
        long built = cpu();
        long heap = heap();
        if (model.items() != Synthetic.TITLES || memory.mass() != samples.size()) {
            throw new BenchException("the model is not of all titles and viewers: " + model);
        }
        System.out.printf(Locale.ROOT, "%f %f %d%n", (folded - begun) / 1e9, (built - folded) / 1e9, heap);
    }

    /** Nanoseconds of all threads, so those of the compiler and the collector count, too. */
    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    private static long heap() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }
}
