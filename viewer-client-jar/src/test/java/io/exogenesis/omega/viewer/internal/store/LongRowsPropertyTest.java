package io.exogenesis.omega.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LongRowsPropertyTest {
    // A hole that is left where it is hides what lies behind it.
    @Property(tries = 200)
    void anyOrderOfPutsAndRemovals_isWhatAMapIs(@ForAll long seed) {
        Random random = new Random(seed);
        LongRows rows = new LongRows();
        Map<Long, Integer> map = new HashMap<>();
        for (int n = 0; n < 500; n++) {
            long id = random.nextInt(80) * (random.nextBoolean() ? 1 : 1L << 33);
            if (random.nextInt(3) == 0) {
                Integer was = map.remove(id);
                assertThat(rows.remove(id)).isEqualTo(was == null ? LongRows.NONE : was);
            } else {
                rows.put(id, n);
                map.put(id, n);
            }
            assertThat(rows.size()).isEqualTo(map.size());
        }
        for (long id = 0; id < 80; id++) {
            assertThat(rows.get(id)).isEqualTo(map.getOrDefault(id, LongRows.NONE));
            assertThat(rows.get(id << 33)).isEqualTo(map.getOrDefault(id << 33, LongRows.NONE));
        }
    }
}
