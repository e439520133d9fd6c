package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.port.DefenceRecord;
import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.defence.TitleStanding;
import io.exogenesis.omega.learning.defence.TitleStanding.AuditCount;
import io.exogenesis.omega.learning.defence.TitleStanding.Mass;
import io.exogenesis.omega.learning.defence.TitleStandings;
import io.exogenesis.omega.model.MediaId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A report of the defence as bytes, big-endian, texts as modified UTF-8 with a length of two bytes: version byte (1), round and
 * epoch long, time in milliseconds long, founded boolean, titles left out int, titles int, then for each: id text, state text,
 * measured, granted and factor double, percentile double (NaN for none), shown, watched and expected double, epochs int, reason
 * text.
 */
final class DefenceRecordCodec {
    private static final int VERSION = 1;

    private DefenceRecordCodec() {}

    static byte[] encode(DefenceRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(record.round());
            out.writeLong(record.epoch());
            out.writeLong(record.at().toEpochMilli());
            out.writeBoolean(record.founded());
            out.writeInt(record.standings().more());
            out.writeInt(record.standings().titles().size());
            for (TitleStanding s : record.standings().titles()) {
                write(s, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(TitleStanding s, DataOutputStream out) throws IOException {
        out.writeUTF(s.title().value());
        out.writeUTF(s.state().name());
        out.writeDouble(s.mass().measured());
        out.writeDouble(s.mass().granted());
        out.writeDouble(s.mass().factor());
        out.writeDouble(s.percentile());
        out.writeDouble(s.audit().shown());
        out.writeDouble(s.audit().watched());
        out.writeDouble(s.audit().expected());
        out.writeInt(s.epochs());
        out.writeUTF(s.reason());
    }

    static DefenceRecord decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new CoreException("a report of the defence of version " + version + " cannot be read");
            }
            long round = in.readLong();
            long epoch = in.readLong();
            Instant at = Instant.ofEpochMilli(in.readLong());
            boolean founded = in.readBoolean();
            int more = in.readInt();
            List<TitleStanding> titles = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                titles.add(read(in));
            }
            return new DefenceRecord(round, epoch, at, founded, new TitleStandings(titles, more));
        } catch (IOException | LearningException | IllegalArgumentException e) {
            throw new CoreException("a report of the defence cannot be read: " + e.getMessage(), e);
        }
    }

    private static TitleStanding read(DataInputStream in) throws IOException {
        return new TitleStanding(
                new MediaId(in.readUTF()),
                TitleStanding.State.valueOf(in.readUTF()),
                new Mass(in.readDouble(), in.readDouble(), in.readDouble()),
                in.readDouble(),
                new AuditCount(in.readDouble(), in.readDouble(), in.readDouble()),
                in.readInt(),
                in.readUTF());
    }
}
