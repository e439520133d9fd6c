package io.exogenesis.omega.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.aggregate.RoundHistory;
import io.exogenesis.omega.core.metrics.Transport;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.core.viewers.ViewerActivity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplerTest {
    @TempDir
    private Path data;

    private static int value(Sample sample, String column) {
        int at = IntStream.range(0, Column.ALL.size())
                .filter(c -> Column.ALL.get(c).name().equals(column))
                .findFirst()
                .orElseThrow();
        return sample.value(at);
    }

    private static Sampler sampler(CoreFixture core, History history) {
        ViewerSpread spread = new ViewerSpread(core.viewers, new RoundHistory(core.bankStore), core.bank, core.clock);
        return new Sampler(history, spread, core.viewers, core.bank, core.metrics, core.latency, core.clock);
    }

    private static void connect(CoreFixture core, Transport transport) {
        SyncSession session = SyncSession.of("test", transport);
        core.answer(session, CoreFixture.connect(core.register().token()));
        core.answer(session, CoreFixture.pull());
    }

    @Test
    void sample_viewersByTwoTransports_areCountedWithTheirLatencies_untilTheyAreAway() {
        CoreFixture core = CoreFixture.inMemory();
        History history = new History(data.resolve("history"));
        Sampler sampler = sampler(core, history);
        connect(core, Transport.QUIC);
        connect(core, Transport.QUIC);
        connect(core, Transport.HTTPS);
        core.answer(SyncSession.of("test", Transport.HTTPS), CoreFixture.connect("nonsense"));

        sampler.sample();
        Sample first = history.hour().getLast();
        core.clock.advance(ViewerActivity.ACTIVE_WITHIN.plus(Duration.ofSeconds(10)));
        sampler.sample();
        Sample later = history.hour().getLast();

        assertThat(value(first, "active")).isEqualTo(3);
        assertThat(value(first, "newest")).isEqualTo(3);
        assertThat(value(first, "over.quic")).isEqualTo(2);
        assertThat(value(first, "over.https")).isEqualTo(1);
        assertThat(value(first, "quic.count")).isEqualTo(4);
        assertThat(value(first, "https.count")).isEqualTo(3);
        assertThat(value(first, "quic.p99")).isNotNegative();
        assertThat(value(first, "http.p50")).isEqualTo(Sample.UNKNOWN);
        assertThat(value(first, "refused.unauthenticated")).isEqualTo(1);
        assertThat(value(later, "active")).isZero();
        assertThat(value(later, "refused.unauthenticated"))
                .as("counted once, in its own ten seconds")
                .isZero();
    }

    @Test
    void sample_sixTimes_isAMinute_withTheSumsOfItsParts() {
        CoreFixture core = CoreFixture.inMemory();
        History history = new History(data.resolve("history"));
        Sampler sampler = sampler(core, history);

        for (int i = 0; i < 6; i++) {
            assertThat(history.day()).isEmpty();
            connect(core, Transport.QUIC);
            core.clock.advance(History.STEP);
            sampler.sample();
        }

        List<Sample> day = history.day();
        assertThat(day).hasSize(1);
        assertThat(day.getFirst().at()).isEqualTo(history.hour().getLast().at());
        assertThat(value(day.getFirst(), "quic.count")).isEqualTo(12);
        assertThat(value(day.getFirst(), "active")).isEqualTo(6);
        assertThat(value(day.getFirst(), "quic.p50")).isNotNegative();
    }
}
