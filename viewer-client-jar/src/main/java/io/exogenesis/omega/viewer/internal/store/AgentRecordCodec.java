package io.exogenesis.omega.viewer.internal.store;

import com.google.protobuf.InvalidProtocolBufferException;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.memory.SkillLink;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ExogenesisPattern;
import io.exogenesis.omega.wire.v1.PullResponse;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Disk format of {@link AgentRecord}, version {@value #VERSION}: the payload of one journal record (which carries length and
 * CRC). Big-endian, as {@link java.io.DataOutputStream} writes; {@code text} is its modified UTF-8 with a 16-bit length; {@code message} is
 * an int32 length and a message of {@code omega_sync.proto}.
 *
 * <pre>
 * byte   record            fields
 *  1     Format            int32 version, text viewer id
 *  2     Tracked           an event, see {@link EventCodec}
 *  3     Learned           int32 n, n × message ExogenesisPattern
 *  4     Enqueued          message Contribution
 *  5     Acknowledged      int64 through, int32 refused
 *  6     Renumbered        int64 first
 *  7     ConsentsChanged   byte: bit 0 patterns, 1 sample, 2 audit, 3 metrics, 4 large sample (0 in older records)
 *  8     ConsentsTold      the same
 *  9     BankPage          message PullResponse (the bank's part)
 * 10     ModelsInUse       text bank id, int64 item model, int64 catalogue
 * 11     TokenRenewed      int64 issued for, text token
 * 12     SnapshotStart     int64 id
 * 13     SnapshotPart      any record but 12–14
 * 14     SnapshotEnd       int64 id
 * 15     Title             see {@link EventCodec}
 * 16     Remembered        see {@link EventCodec} (without number; read, not written any more)
 * 17     Offered           message ExogenesisPattern
 * 18     Counters          3 × int64, 5 × int32, int64
 * 19     OutboxCounters    2 × int64, bool, 5 × int64 (without outcomes; read, not written any more)
 * 20     Shown             list, see {@link ImpressionCodec}
 * 21     OutboxCounters    2 × int64, bool, 6 × int64
 * 22     ShowingsRestored  kept2, see {@link ImpressionCodec} (read, not written any more)
 * 23     Remembered        int64 number, see {@link EventCodec}           (from here on: since version 2)
 * 24     Stored            float32 scale, 384 codes, an entry, see {@link EntryCodec}
 * 25     Used              int64 id, 3 × float64, int64 ms since 1970
 * 26     Forgotten         int32 n, n × int64
 * 27     Linked            2 × int64, byte kind, float64 weight
 * 28     IdsGiven          int64 next
 * 29     EntriesFollow
 * 30     EntriesArchived   int64 position
 * 31     LastEvents        bool and, if true, a time; bool and, if true, an event, see {@link EventCodec}
 * 32     Left              byte kind (0 pattern, 1 sample, 2 report), int64 ms since 1970
 * 33     ShowingsRestored  kept, see {@link ImpressionCodec}                (since version 3)
 * 34     TitleForgotten    text media id                               (from here on: since version 5)
 * 35     EverythingForgotten
 * 36     CoreErasure       bool due
 * 125–127 a sealed record, see {@link SealedLog}
 * </pre>
 *
 * Version 4 has no record of its own: a title of 20 and 33 has an approach, which an older version would not understand. The
 * larger sample has no version: an older one passes by its bit and takes it as not given.
 *
 * A record of an unknown kind is an error: the state would silently lack a step.
 */
public final class AgentRecordCodec {
    public static final int VERSION = 5;

    /** Bytes of an entry with its vector as most are. */
    private static final int STORED = 640;

    private static final int SNAPSHOT_START = 12;

    private static final LeaveTimes.Kind[] LEAVING = LeaveTimes.Kind.values();
    private static final SkillLink.Kind[] LINKS = SkillLink.Kind.values();

    private AgentRecordCodec() {}

    public static byte[] encode(AgentRecord record) {
        ByteWriter out = new ByteWriter(record instanceof AgentRecord.Stored ? STORED : 64);
        write(record, out);
        return out.toByteArray();
    }

    /** @throws ViewerException if these bytes are no record of this version */
    public static AgentRecord decode(byte[] payload) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
            AgentRecord record = read(in);
            if (in.available() > 0) {
                throw new ViewerException("a journal record has " + in.available() + " bytes too many");
            }
            return record;
        } catch (ViewerException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // whatever values refuse to be made of these bytes: domain records, times, messages
            throw new ViewerException("a journal record cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether these bytes are a {@link AgentRecord.SnapshotStart}. */
    static boolean isSnapshotStart(byte[] payload) {
        return payload.length > 0 && payload[0] == SNAPSHOT_START;
    }

    private static void write(AgentRecord record, ByteWriter out) {
        switch (record) {
            case AgentRecord.Format r -> {
                out.writeByte(1);
                out.writeInt(r.version());
                out.writeUTF(r.viewer().value());
            }
            case AgentRecord.Tracked r -> {
                out.writeByte(2);
                EventCodec.write(r.event(), out);
            }
            case AgentRecord.Learned r -> {
                out.writeByte(3);
                out.writeInt(r.patterns().size());
                for (var pattern : r.patterns()) {
                    message(WireCodec.toWire(pattern).toByteArray(), out);
                }
            }
            case AgentRecord.Enqueued r -> {
                out.writeByte(4);
                message(WireCodec.toWire(r.contribution()).toByteArray(), out);
            }
            case AgentRecord.Left r -> {
                out.writeByte(32);
                out.writeByte(r.kind().ordinal());
                out.writeLong(r.at().toEpochMilli());
            }
            case AgentRecord.Acknowledged r -> {
                out.writeByte(5);
                out.writeLong(r.through());
                out.writeInt(r.refused());
            }
            case AgentRecord.Renumbered r -> number(6, r.first(), out);
            case AgentRecord.ConsentsChanged r -> consents(7, r.consents(), out);
            case AgentRecord.ConsentsTold r -> consents(8, r.consents(), out);
            case AgentRecord.BankPage r -> {
                out.writeByte(9);
                message(WireCodec.toWire(r.delta()).build().toByteArray(), out);
            }
            case AgentRecord.ModelsInUse r -> {
                out.writeByte(10);
                out.writeUTF(r.bankId());
                out.writeLong(r.itemModel());
                out.writeLong(r.catalogue());
            }
            case AgentRecord.TokenRenewed r -> {
                out.writeByte(11);
                out.writeLong(r.issuedFor());
                out.writeUTF(r.token());
            }
            case AgentRecord.SnapshotStart r -> number(SNAPSHOT_START, r.id(), out);
            case AgentRecord.SnapshotPart r -> {
                out.writeByte(13);
                write(r.record(), out);
            }
            case AgentRecord.SnapshotEnd r -> number(14, r.id(), out);
            case AgentRecord.Title r -> {
                out.writeByte(15);
                EventCodec.write(r.title(), out);
            }
            case AgentRecord.Remembered r -> {
                out.writeByte(23);
                out.writeLong(r.choice().number());
                EventCodec.write(r.choice(), out);
            }
            case AgentRecord.Offered r -> {
                out.writeByte(17);
                message(WireCodec.toWire(r.pattern()).toByteArray(), out);
            }
            case AgentRecord.Counters r -> writeCounters(r, out);
            case AgentRecord.OutboxCounters r -> writeOutbox(r, out);
            case AgentRecord.Shown r -> {
                out.writeByte(20);
                ImpressionCodec.write(r.list(), out);
            }
            case AgentRecord.ShowingsRestored r -> {
                out.writeByte(33);
                ImpressionCodec.write(r.kept(), out);
            }
            case AgentRecord.Stored r -> {
                out.writeByte(24);
                out.writeFloat(r.embedding().scale());
                out.writeCodes(r.embedding());
                EntryCodec.write(r.entry(), out);
            }
            case AgentRecord.Used r -> {
                out.writeByte(25);
                out.writeLong(r.id());
                out.writeDouble(r.success());
                out.writeDouble(r.reward());
                out.writeDouble(r.latencyMillis());
                out.writeLong(r.at().toEpochMilli());
            }
            case AgentRecord.Forgotten r -> {
                out.writeByte(26);
                out.writeInt(r.ids().size());
                for (long id : r.ids()) {
                    out.writeLong(id);
                }
            }
            case AgentRecord.Linked r -> {
                out.writeByte(27);
                out.writeLong(r.link().from());
                out.writeLong(r.link().to());
                out.writeByte(r.link().kind().ordinal());
                out.writeDouble(r.link().weight());
            }
            case AgentRecord.TitleForgotten r -> {
                out.writeByte(34);
                out.writeUTF(r.title().value());
            }
            case AgentRecord.EverythingForgotten r -> out.writeByte(35);
            case AgentRecord.CoreErasure r -> {
                out.writeByte(36);
                out.writeBoolean(r.due());
            }
            case AgentRecord.IdsGiven r -> number(28, r.next(), out);
            case AgentRecord.EntriesFollow r -> out.writeByte(29);
            case AgentRecord.EntriesArchived r -> number(30, r.position(), out);
            case AgentRecord.LastEvents r -> {
                out.writeByte(31);
                EventCodec.write(r, out);
            }
        }
    }

    private static AgentRecord read(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case 1 -> new AgentRecord.Format(in.readInt(), new ViewerId(in.readUTF()));
            case 2 -> new AgentRecord.Tracked(EventCodec.readEvent(in));
            case 3 -> new AgentRecord.Learned(readPatterns(in));
            case 4 -> new AgentRecord.Enqueued(readContribution(in));
            case 5 -> new AgentRecord.Acknowledged(in.readLong(), in.readInt());
            case 6 -> new AgentRecord.Renumbered(in.readLong());
            case 7 -> new AgentRecord.ConsentsChanged(readConsents(in));
            case 8 -> new AgentRecord.ConsentsTold(readConsents(in));
            case 9 -> new AgentRecord.BankPage(WireCodec.fromWire(PullResponse.parseFrom(readMessage(in))));
            case 10 -> new AgentRecord.ModelsInUse(in.readUTF(), in.readLong(), in.readLong());
            case 11 -> new AgentRecord.TokenRenewed(in.readLong(), in.readUTF());
            case SNAPSHOT_START -> new AgentRecord.SnapshotStart(in.readLong());
            case 13 -> new AgentRecord.SnapshotPart(read(in));
            case 14 -> new AgentRecord.SnapshotEnd(in.readLong());
            case 15 -> new AgentRecord.Title(EventCodec.readTitle(in));
            case 16 -> new AgentRecord.Remembered(EventCodec.readChoice(0, in));
            case 17 -> new AgentRecord.Offered(readPattern(in));
            case 18 -> readCounters(in);
            case 19 -> readOutbox(in, false);
            case 20 -> new AgentRecord.Shown(ImpressionCodec.readList(in));
            case 21 -> readOutbox(in, true);
            case 22 -> new AgentRecord.ShowingsRestored(ImpressionCodec.readKept2(in));
            case 33 -> new AgentRecord.ShowingsRestored(ImpressionCodec.readKept(in));
            case 23 -> new AgentRecord.Remembered(EventCodec.readChoice(in.readLong(), in));
            case 24 -> readStored(in);
            case 25 ->
                new AgentRecord.Used(
                        in.readLong(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        Instant.ofEpochMilli(in.readLong()));
            case 26 -> readForgotten(in);
            case 27 ->
                new AgentRecord.Linked(
                        new SkillLink(in.readLong(), in.readLong(), LINKS[in.readUnsignedByte()], in.readDouble()));
            case 29 -> new AgentRecord.EntriesFollow();
            case 30 -> new AgentRecord.EntriesArchived(in.readLong());
            case 31 -> EventCodec.readLastEvents(in);
            case 32 -> new AgentRecord.Left(LEAVING[in.readUnsignedByte()], Instant.ofEpochMilli(in.readLong()));
            case 28 -> new AgentRecord.IdsGiven(in.readLong());
            case 34 -> new AgentRecord.TitleForgotten(new MediaId(in.readUTF()));
            case 35 -> new AgentRecord.EverythingForgotten();
            case 36 -> new AgentRecord.CoreErasure(in.readBoolean());
            default ->
                throw new ViewerException("the journal has a record of kind " + kind
                        + ", which this version does not know: it was written by a newer one");
        };
    }

    private static AgentRecord readStored(DataInputStream in) throws IOException {
        float scale = in.readFloat();
        byte[] codes = in.readNBytes(Embedding.DIMENSIONS);
        return new AgentRecord.Stored(EntryCodec.read(in), Embedding.ofCodes(codes, scale));
    }

    private static AgentRecord readForgotten(DataInputStream in) throws IOException {
        int n = in.readInt();
        if (n < 0 || n > in.available() / Long.BYTES) {
            throw new ViewerException(n + " ids do not fit their record");
        }
        List<Long> ids = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            ids.add(in.readLong());
        }
        return new AgentRecord.Forgotten(ids);
    }

    private static void writeCounters(AgentRecord.Counters r, ByteWriter out) {
        out.writeByte(18);
        out.writeLong(r.events());
        out.writeLong(r.historyChanges());
        out.writeLong(r.session());
        SessionSummary c = r.counts();
        out.writeInt(c.views());
        out.writeInt(c.completed());
        out.writeInt(c.skips());
        out.writeInt(c.searches());
        out.writeInt(c.ratings());
        out.writeLong(c.watchedSeconds());
    }

    private static AgentRecord readCounters(DataInputStream in) throws IOException {
        return new AgentRecord.Counters(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                new SessionSummary(
                        in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readLong()));
    }

    private static void writeOutbox(AgentRecord.OutboxCounters r, ByteWriter out) {
        out.writeByte(21);
        out.writeLong(r.next());
        out.writeLong(r.through());
        out.writeBoolean(r.settled());
        out.writeLong(r.sampledAt());
        out.writeLong(r.patterns());
        out.writeLong(r.samples());
        out.writeLong(r.sessions());
        out.writeLong(r.refused());
        out.writeLong(r.outcomes());
    }

    private static AgentRecord readOutbox(DataInputStream in, boolean outcomes) throws IOException {
        return new AgentRecord.OutboxCounters(
                in.readLong(),
                in.readLong(),
                in.readBoolean(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                outcomes ? in.readLong() : 0);
    }

    private static void number(int kind, long value, ByteWriter out) {
        out.writeByte(kind);
        out.writeLong(value);
    }

    private static void consents(int kind, Consents c, ByteWriter out) {
        out.writeByte(kind);
        out.writeByte((c.patterns() ? 1 : 0)
                | (c.sample() ? 2 : 0)
                | (c.audit() ? 4 : 0)
                | (c.metrics() ? 8 : 0)
                | (c.largeSample() ? 16 : 0));
    }

    private static Consents readConsents(DataInputStream in) throws IOException {
        int bits = in.readUnsignedByte();
        return Consents.NONE
                .withPatterns((bits & 1) != 0)
                .withSample((bits & 2) != 0)
                .withAudit((bits & 4) != 0)
                .withMetrics((bits & 8) != 0)
                .withLargeSample((bits & 16) != 0);
    }

    private static void message(byte[] bytes, ByteWriter out) {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readMessage(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new InvalidProtocolBufferException("a message of " + length + " bytes is longer than its record");
        }
        return in.readNBytes(length);
    }

    private static Contribution readContribution(DataInputStream in) throws IOException {
        return WireCodec.fromWire(io.exogenesis.omega.wire.v1.Contribution.parseFrom(readMessage(in)));
    }

    private static io.exogenesis.omega.model.ExogenesisPattern readPattern(DataInputStream in) throws IOException {
        return WireCodec.fromWire(ExogenesisPattern.parseFrom(readMessage(in)));
    }

    private static List<io.exogenesis.omega.model.ExogenesisPattern> readPatterns(DataInputStream in)
            throws IOException {
        int n = in.readInt();
        List<io.exogenesis.omega.model.ExogenesisPattern> patterns = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            patterns.add(readPattern(in));
        }
        return patterns;
    }
}
