package io.exogenesis.omega.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.core.Checksums;
import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.port.LogEntry.Kind;
import io.exogenesis.omega.model.ViewerId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Accounts as they lie on the disk or in a backup: they are read, and written the same again, or there is one kind of exception. */
class LedgerCheckpointFuzzTest {
    private static final int REPUTATION = 49; // of the first account, behind the id and six numbers

    static Stream<Arguments> checkpoints() {
        Account account = new Account();
        account.highSeq = 9;
        account.history = ReputationHistory.EMPTY.with(3, Instant.EPOCH, .2);
        account.raw.add(7, Kind.SAMPLE, true, 0, 0);
        account.raw.add(9, Kind.PATTERN, false, 0, 0);
        LedgerCheckpoint one = new LedgerCheckpoint(77, List.of("before"), 1);
        one.add(new ViewerId("v"), account);
        byte[] whole = Checksums.without(one.finish());
        byte[] empty = Checksums.without(new LedgerCheckpoint(0, List.of(), 0).finish());
        byte[] odd = whole.clone();
        ByteBuffer.wrap(odd).putDouble(whole.length - REPUTATION, Double.NaN);
        byte[] former = whole.clone();
        former[3] = '2';
        return Stream.of(whole, empty, odd, former, Arrays.copyOf(whole, whole.length - 3), new byte[0])
                .map(bytes -> Arguments.of((Object) bytes));
    }

    @MethodSource("checkpoints")
    @FuzzTest // must come last
    void decode_anyBytesOfARightChecksum_accountsOrOneException(byte[] data) {
        LedgerCheckpoint.Decoded read;
        try {
            read = LedgerCheckpoint.decode(Checksums.behind(data));
        } catch (CoreException e) {
            assertThat(e.getMessage()).contains("checkpoint");
            return;
        }
        byte[] again = encoded(read);
        assertThat(encoded(LedgerCheckpoint.decode(again))).isEqualTo(again);
    }

    private static byte[] encoded(LedgerCheckpoint.Decoded read) {
        LedgerCheckpoint out = new LedgerCheckpoint(
                read.position(), read.earlier(), read.accounts().size());
        read.accounts().forEach(out::add);
        return out.finish();
    }
}
