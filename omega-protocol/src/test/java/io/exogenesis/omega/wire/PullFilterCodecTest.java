package io.exogenesis.omega.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.PullFilter;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.Refusal;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullFilterCodecTest {
    private static final PullFilter TASTES_AND_HABITS =
            new PullFilter(EnumSet.of(TaskType.PREFERENCE, TaskType.BEHAVIOR), .75);

    private static PullFilter read(Consumer<io.exogenesis.omega.wire.v1.PullFilter.Builder> change) {
        var pull = PullRequest.newBuilder();
        change.accept(pull.getFilterBuilder());
        return PullFilterCodec.fromWire(pull.build().getFilter());
    }

    // Viewers in other languages write these bytes.
    @Test
    void frame_ofAPullWithAFilter_hasThePublishedBytes() {
        byte[] frame = ClientFrame.newBuilder()
                .setPull(PullRequest.newBuilder().setFilter(PullFilterCodec.toWire(TASTES_AND_HABITS)))
                .build()
                .toByteArray();
        assertThat(HexFormat.of().formatHex(frame)).isEqualTo("1a0f2a0d0a02010411000000000000e83f");
        assertThat(PullFilterCodec.fromWire(
                        WireCodec.clientFrame(frame).getPull().getFilter()))
                .isEqualTo(TASTES_AND_HABITS);
    }

    @Property
    void fromWire_ofToWire_isTheSame(@ForAll Set<TaskType> types, @ForAll @DoubleRange(min = 0, max = 1) double rate) {
        PullFilter filter = new PullFilter(types, rate);
        assertThat(PullFilterCodec.fromWire(PullFilterCodec.toWire(filter))).isEqualTo(filter);
    }

    /** Viewers of before send none. */
    @Test
    void fromWire_unsetOrEmpty_isEverything() {
        assertThat(PullFilterCodec.fromWire(PullRequest.getDefaultInstance().getFilter()))
                .isEqualTo(PullFilter.ALL);
        assertThat(read(f -> {})).isEqualTo(PullFilter.ALL);
        assertThat(read(f -> f.setMinSuccessRate(-0.0))).isEqualTo(PullFilter.ALL);
    }

    // Half understood, a filter of one unknown kind would be an empty one: everything.
    @Test
    void fromWire_aKindThatIsUnknownOrNamedTwice_isMalformed() {
        refused(f -> f.addTaskTypesValue(9), "task type is unset or unknown");
        refused(f -> f.addTaskTypesValue(0), "task type is unset or unknown");
        refused(f -> f.addTaskTypesValue(2).addTaskTypesValue(2), "each task type once");
        refused(
                f -> {
                    for (int i = 0; i < 60_000; i++) {
                        f.addTaskTypesValue(1 + i % 4);
                    }
                },
                "each task type once");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-.001, 1.001, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void fromWire_aSuccessRateOutsideOfItsRange_isMalformed(double rate) {
        refused(f -> f.setMinSuccessRate(rate), "in [0, 1], not " + rate);
    }

    private static void refused(Consumer<io.exogenesis.omega.wire.v1.PullFilter.Builder> change, String why) {
        assertThatThrownBy(() -> read(change))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.code()).isEqualTo(Refusal.Code.MALFORMED))
                .hasMessageContaining(why);
    }
}
