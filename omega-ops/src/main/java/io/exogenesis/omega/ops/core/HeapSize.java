package io.exogenesis.omega.ops.core;

import com.sun.management.OperatingSystemMXBean;
import io.exogenesis.omega.model.HeapNeed;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The heap of a Core that these commands start: what its viewers need ({@link HeapNeed}), as far as the machine has it.
 * {@code OMEGA_HEAP} ({@code 3g}, {@code 1536m}) overrides it.
 *
 * @param megabytes the limit for {@code -Xmx}
 * @param shortage one line for a person if this is less than the viewers need
 */
record HeapSize(long megabytes, Optional<String> shortage) {
    static final String VIEWERS = "OMEGA_REGISTRY_MAX_VIEWERS";
    static final String OVERRIDE = "OMEGA_HEAP";
    /** What a Core takes beside its heap: classes and code, the embedder's model, network and file buffers, Derby's maps. */
    static final long BESIDE_HEAP_MEGABYTES = 512;
    /** {@code jvm.options} begins with this; a JVM refuses a limit below it. */
    static final long LEAST_MEGABYTES = 256;

    private static final Pattern SIZE = Pattern.compile("(\\d{1,7})([mg])");

    /** For a Core with these variables, on this machine (or in this container). */
    static HeapSize of(Map<String, String> environment) {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return of(environment, machine.getTotalMemorySize() >> 20);
    }

    /** @param machine memory of the machine in MB */
    static HeapSize of(Map<String, String> environment, long machine) {
        int viewers = viewers(environment.get(VIEWERS));
        long need = new HeapNeed(viewers).megabytes();
        @Nullable String override = environment.get(OVERRIDE);
        long heap = override == null ? Math.min(need, most(machine)) : megabytes(override);
        if (heap >= need) {
            return new HeapSize(heap, Optional.empty());
        }
        boolean forAny = heap >= HeapNeed.LEAST_MEGABYTES;
        return new HeapSize(
                heap,
                Optional.of(
                        forAny ? shortage(heap, need, viewers, machine) : tooSmall(heap, override != null, machine)));
    }

    /** No number of viewers is small enough. */
    private static String tooSmall(long heap, boolean overridden, long machine) {
        String cure = overridden
                ? "set " + OVERRIDE + " to at least " + HeapNeed.LEAST_MEGABYTES + "m"
                : "give it a machine of at least " + (HeapNeed.LEAST_MEGABYTES + BESIDE_HEAP_MEGABYTES)
                        + " MB (this one has " + machine + " MB)";
        return "the heap is " + heap + " MB, and any Core needs at least " + HeapNeed.LEAST_MEGABYTES + " MB: " + cure;
    }

    /** At least half of a small machine: the rest of it is better swapped out than the Core left without memory. */
    private static long most(long machine) {
        return Math.max(LEAST_MEGABYTES, Math.max(machine / 2, machine - BESIDE_HEAP_MEGABYTES));
    }

    private static String shortage(long heap, long need, int viewers, long machine) {
        return String.format(
                Locale.ROOT,
                "the heap is %d MB, but %d viewers may need %d MB (this machine has %d MB): set %s to at most %d, or give it more memory",
                heap,
                viewers,
                need,
                machine,
                VIEWERS,
                HeapNeed.viewersIn(heap));
    }

    /** A value that is no number is the Core's to refuse: it names it in the words of all settings. */
    private static int viewers(@Nullable String setting) {
        try {
            return setting == null ? HeapNeed.DEFAULT_VIEWERS : Math.max(1, Integer.parseInt(setting.strip()));
        } catch (NumberFormatException e) {
            return HeapNeed.DEFAULT_VIEWERS;
        }
    }

    private static long megabytes(String size) {
        Matcher parts = SIZE.matcher(size.strip().toLowerCase(Locale.ROOT));
        if (parts.matches()) {
            long megabytes = Long.parseLong(parts.group(1)) * (parts.group(2).equals("g") ? 1024 : 1);
            if (megabytes >= LEAST_MEGABYTES) {
                return megabytes;
            }
        }
        throw CoreProblem.usage(
                OVERRIDE + " is a size such as 1536m or 3g, at least " + LEAST_MEGABYTES + "m, not '" + size + "'");
    }

    /** For the command line of the JVM. */
    String option() {
        return "-Xmx" + megabytes + "m";
    }
}
