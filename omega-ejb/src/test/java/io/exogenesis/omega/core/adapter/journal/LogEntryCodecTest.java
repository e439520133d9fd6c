package io.exogenesis.omega.core.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.port.LogEntry.Kind;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogEntryCodecTest {
    private static final ViewerId VIEWER = new ViewerId("viewer-1");
    private static final List<LogEntry> ENTRIES = List.of(
            new LogEntry.Received(VIEWER, Instant.ofEpochMilli(1_700_000_000_123L), Samples.pattern(7)),
            new LogEntry.Received(VIEWER, Instant.ofEpochMilli(1), Samples.sample(8, List.of("a", "b"))),
            new LogEntry.Settled(VIEWER, 9, new LogEntry.Verdict.Counted()),
            new LogEntry.Settled(VIEWER, 10, new LogEntry.Verdict.Refused(Refusal.Code.QUALITY)),
            new LogEntry.Withdrawn(VIEWER, Set.of(Kind.SAMPLE), 10),
            new LogEntry.Received(VIEWER, Instant.ofEpochMilli(2), Samples.outcomes(11)),
            new LogEntry.Withdrawn(VIEWER, Set.of(Kind.OUTCOMES), 11),
            Samples.standing(VIEWER, 4, Samples.sample(3, List.of("a", "b"))),
            new LogEntry.Withdrawn(VIEWER, Set.of(Kind.SAMPLE, Kind.PATTERN), 11));

    @Test
    void decode_ofEncoded_isTheSame() {
        assertThat(ENTRIES)
                .allSatisfy(e -> assertThat(LogEntryCodec.decode(LogEntryCodec.encode(e)))
                        .isEqualTo(e));
    }

    // The journal's checksum has passed by then; still nothing but our own exception may come out.
    @Test
    void decode_ofDamaged_isACoreExceptionOrAnEntry() {
        Random random = new Random(5);
        for (LogEntry entry : ENTRIES) {
            byte[] good = LogEntryCodec.encode(entry);
            for (int i = 0; i < 300; i++) {
                byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
                bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
                try {
                    LogEntryCodec.decode(bad);
                } catch (CoreException expected) {
                    assertThat(expected.getMessage()).isNotBlank();
                }
            }
        }
        assertThatThrownBy(() -> LogEntryCodec.decode(new byte[] {9, 0, 1, 'v'}))
                .isInstanceOf(CoreException.class);
    }
}
