package io.exogenesis.omega.lab.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of a file in columns, 24 bytes each, until the unit of their times is known. Blocks of a fixed size, so that
 * growing copies nothing.
 */
final class Events {
    private static final int BLOCK = 1 << 16;

    private final Map<String, Integer> viewers = new HashMap<>();
    private final List<Block> blocks = new ArrayList<>();
    private int size;

    /** Rows of one block. */
    private static final class Block {
        private final int[] viewer = new int[BLOCK];
        private final int[] item = new int[BLOCK];
        private final double[] value = new double[BLOCK];
        private final long[] time = new long[BLOCK];
    }

    /**
     * One row.
     *
     * @param value stars, or a count
     * @param time in the unit of the file; any where there are none
     */
    void add(String viewer, int item, double value, long time) {
        if (size == Integer.MAX_VALUE) {
            throw new DatasetException("a data set has at most " + Integer.MAX_VALUE + " ratings");
        }
        int at = size % BLOCK;
        if (at == 0) {
            blocks.add(new Block());
        }
        Block block = blocks.getLast();
        block.viewer[at] = viewers.computeIfAbsent(viewer, v -> viewers.size());
        block.item[at] = item;
        block.value[at] = value;
        block.time[at] = time;
        size++;
    }

    int size() {
        return size;
    }

    /**
     * Takes all events, viewer by viewer in the order of their ids, each viewer's rows in the order of the file. The columns
     * are given back as they are used up: nothing can be added or taken afterwards.
     *
     * @param timed with the times of the rows; else with the rows' places, from 0
     */
    void drain(boolean timed, Consumer consumer) {
        String[] ids = new String[viewers.size()];
        viewers.forEach((id, v) -> ids[v] = id);
        int[] ends = new int[ids.length];
        int[] rows = byViewer(ends);
        Integer[] order = new Integer[ids.length];
        Arrays.setAll(order, v -> v);
        Arrays.sort(order, (a, b) -> NaturalOrder.INSTANCE.compare(ids[a], ids[b]));
        for (int v : order) {
            int from = v == 0 ? 0 : ends[v - 1];
            List<Event> own = new ArrayList<>(ends[v] - from);
            for (int k = from; k < ends[v]; k++) {
                Block block = blocks.get(rows[k] / BLOCK);
                int at = rows[k] % BLOCK;
                own.add(new Event(block.item[at], block.value[at], timed ? block.time[at] : rows[k]));
            }
            consumer.viewer(ids[v], own);
        }
        blocks.clear();
    }

    /** Rows grouped by viewer, in the order of the file within one; {@code ends} gets the end of each group. */
    private int[] byViewer(int[] ends) {
        for (int r = 0; r < size; r++) {
            ends[blocks.get(r / BLOCK).viewer[r % BLOCK]]++;
        }
        int sum = 0;
        int[] next = new int[ends.length];
        for (int v = 0; v < ends.length; v++) {
            next[v] = sum;
            sum += ends[v];
            ends[v] = sum;
        }
        int[] rows = new int[size];
        for (int r = 0; r < size; r++) {
            rows[next[blocks.get(r / BLOCK).viewer[r % BLOCK]]++] = r;
        }
        return rows;
    }

    /** @param time in the unit of the file, or the row's place */
    record Event(int item, double value, long time) {}

    /** Takes one viewer's events. */
    interface Consumer {
        void viewer(String id, List<Event> events);
    }
}
