package io.exogenesis.omega.wire;

import io.exogenesis.omega.model.PullFilter;
import io.exogenesis.omega.model.TaskType;
import java.util.EnumSet;
import java.util.Set;

/** Between {@link PullFilter} and {@code PullRequest.filter}. */
public final class PullFilterCodec {
    private PullFilterCodec() {}

    public static io.exogenesis.omega.wire.v1.PullFilter toWire(PullFilter filter) {
        var wire = io.exogenesis.omega.wire.v1.PullFilter.newBuilder().setMinSuccessRate(filter.minSuccessRate());
        filter.taskTypes().stream().sorted().forEach(type -> wire.addTaskTypes(Enums.toWire(type)));
        return wire.build();
    }

    /**
     * What a pull wants; one that is not set is {@link PullFilter#ALL}.
     *
     * @throws MalformedMessageException {@code MALFORMED} for a kind that is unknown or named twice, and for a success rate
     *     outside of [0, 1]: a viewer that is sent everything because half of its filter was not understood would not know
     */
    public static PullFilter fromWire(io.exogenesis.omega.wire.v1.PullFilter wire) {
        Set<TaskType> types = EnumSet.noneOf(TaskType.class);
        for (var type : wire.getTaskTypesList()) {
            if (!types.add(Enums.fromWire(type))) {
                throw WireCodec.malformed("a filter names each task type once");
            }
        }
        return WireCodec.checked(() -> new PullFilter(types, wire.getMinSuccessRate()));
    }
}
