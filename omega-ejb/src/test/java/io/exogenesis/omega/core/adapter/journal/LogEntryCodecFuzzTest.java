package io.exogenesis.omega.core.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the Core reads from its journal: whatever stands in an entry, the only exception is {@link CoreException}. */
class LogEntryCodecFuzzTest {
    private static final ViewerId VIEWER = new ViewerId("v");

    static Stream<Arguments> seeds() {
        Contribution session = new Contribution(1, new Contribution.OfSession(new SessionSummary(1, 2, 3, 4, 5, 6)));
        byte[] received = LogEntryCodec.encode(new LogEntry.Received(VIEWER, Instant.EPOCH, session));
        byte[] settled = LogEntryCodec.encode(
                new LogEntry.Settled(VIEWER, 7, new LogEntry.Verdict.Refused(Refusal.Code.MALFORMED)));
        byte[] withdrawn = LogEntryCodec.encode(new LogEntry.Withdrawn(VIEWER, Set.of(LogEntry.Kind.SAMPLE), 9));
        byte[] standing = LogEntryCodec.encode(Samples.standing(VIEWER, 3, Samples.sample(5, List.of("a"))));
        return Stream.of(
                        received, settled, withdrawn, standing, Arrays.copyOf(received, 9), new byte[] {9}, new byte[0])
                .map(bytes -> Arguments.of((Object) bytes));
    }

    @MethodSource("seeds")
    @FuzzTest // must come last
    void decode_anyBytes_anEntryOrOneException(byte[] data) {
        try {
            assertThat(LogEntryCodec.decode(data).viewer()).isNotNull();
        } catch (CoreException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
