package io.exogenesis.omega.core.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.port.DefenceRecord;
import io.exogenesis.omega.learning.defence.TitleStanding;
import io.exogenesis.omega.learning.defence.TitleStandings;
import io.exogenesis.omega.model.MediaId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes out of a backup's tables: rows and reports, or an exception that says so. */
class StoredRowsFuzzTest {

    static Stream<Arguments> tables() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(2);
        out.writeUTF("name");
        out.writeByte(1);
        out.writeUTF("count");
        out.writeByte(2);
        out.write(new byte[] {1, 1, 0, 0, 0, 1, 'a', 1, 0, 0, 0, 0, 0, 0, 0, 7, 1, 0, 0, 0});
        byte[] whole = bytes.toByteArray();
        byte[] other = whole.clone();
        other[4] = ';';
        byte[] large = whole.clone();
        ByteBuffer.wrap(large).putInt(whole.length - 18, Integer.MAX_VALUE);
        return Stream.of(whole, other, large, Arrays.copyOf(whole, whole.length - 1), new byte[] {0, 0, 0}, new byte[0])
                .map(b -> Arguments.of((Object) b));
    }

    @MethodSource("tables")
    @FuzzTest // must come last
    void insert_anyBytes_rowsOfPlainNamesOrOneException(byte[] data) throws SQLException {
        try {
            long rows = TableRows.insert("viewer", new ByteArrayInputStream(data), sql -> {
                assertThat(sql).matches("INSERT INTO viewer \\([a-z0-9_, ]*\\) VALUES \\([?, ]*\\)");
                return statement();
            });
            assertThat(rows).isBetween(0L, (long) data.length);
        } catch (IOException | CoreException e) {
            assertThat(e).isNotNull(); // it ends early, or has what no table has
        }
    }

    /** Takes everything. */
    private static PreparedStatement statement() {
        return (PreparedStatement) Proxy.newProxyInstance(
                StoredRowsFuzzTest.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, arguments) -> method.getName().equals("executeBatch") ? new int[0] : null);
    }

    static Stream<Arguments> reports() {
        TitleStanding held = new TitleStanding(
                new MediaId("m"),
                TitleStanding.State.HELD,
                new TitleStanding.Mass(3, 1, .5),
                Double.NaN,
                TitleStanding.AuditCount.NONE,
                2,
                "because");
        byte[] whole = DefenceRecordCodec.encode(
                new DefenceRecord(1, 2, Instant.EPOCH, true, new TitleStandings(List.of(held), 4)));
        byte[] noState = whole.clone();
        noState[whole.length - 90] ^= 1;
        byte[] noMass = whole.clone();
        ByteBuffer.wrap(noMass).putDouble(45, -1);
        return Stream.of(whole, noState, noMass, Arrays.copyOf(whole, 40), new byte[] {2}, new byte[0])
                .map(b -> Arguments.of((Object) b));
    }

    @MethodSource("reports")
    @FuzzTest // must come last
    void decode_anyBytes_aReportThatIsWrittenAgainTheSameOrOneException(byte[] data) {
        DefenceRecord read;
        try {
            read = DefenceRecordCodec.decode(data);
        } catch (CoreException e) {
            assertThat(e.getMessage()).contains("defence");
            return;
        }
        assertThat(DefenceRecordCodec.decode(DefenceRecordCodec.encode(read))).isEqualTo(read);
    }
}
