package io.exogenesis.omega.core.adapter.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.port.LogEntry.Kind;
import io.exogenesis.omega.core.port.LogEntry.Verdict;
import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.item.Seniority;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * An entry of the contribution log as a journal record. Big endian:
 *
 * <pre>
 * byte 1  received    UTF viewer · long epoch ms · Contribution of omega_sync.proto to the end
 * byte 2  settled     UTF viewer · long seq · byte refusal code, 0 for counted
 * byte 3  withdrawn   UTF viewer · byte kinds (1 patterns, 2 samples, 4 outcomes) · long throughSeq
 * byte 4  erased      UTF viewer · byte kind (1, 2 or 4) · long seq · zeros up to the length of what stood there; seq 0 for a
 *                     sample that stood
 * byte 5  standing    UTF viewer · long since, number of an epoch · seniority · Contribution of omega_sync.proto to the end, a sample
 * </pre>
 */
final class LogEntryCodec {
    private static final int RECEIVED = 1;
    private static final int SETTLED = 2;
    private static final int WITHDRAWN = 3;
    private static final int ERASED = 4;
    private static final int STANDING = 5;

    private LogEntryCodec() {}

    static byte[] encode(LogEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(640);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            switch (entry) {
                case LogEntry.Received r -> {
                    out.writeByte(RECEIVED);
                    out.writeUTF(r.viewer().value());
                    out.writeLong(r.at().toEpochMilli());
                    WireCodec.toWire(r.contribution()).writeTo(out);
                }
                case LogEntry.Standing s -> {
                    out.writeByte(STANDING);
                    out.writeUTF(s.viewer().value());
                    out.writeLong(s.since());
                    writeSeniority(s, out);
                    WireCodec.toWire(s.contribution()).writeTo(out);
                }
                case LogEntry.Settled s -> {
                    out.writeByte(SETTLED);
                    out.writeUTF(s.viewer().value());
                    out.writeLong(s.seq());
                    out.writeByte(
                            switch (s.verdict()) {
                                case Verdict.Counted c -> 0;
                                case Verdict.Refused f -> f.code().getNumber();
                            });
                }
                case LogEntry.Erased e -> {
                    out.writeByte(ERASED);
                    out.writeUTF(e.viewer().value());
                    out.writeByte(bit(e.kind()));
                    out.writeLong(e.seq());
                }
                case LogEntry.Withdrawn w -> {
                    out.writeByte(WITHDRAWN);
                    out.writeUTF(w.viewer().value());
                    out.writeByte(
                            w.kinds().stream().mapToInt(LogEntryCodec::bit).sum());
                    out.writeLong(w.throughSeq());
                }
            }
        } catch (IOException e) {
            throw new CoreException("a log entry could not be encoded: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /** A record of the same length without the content. A contribution is always longer than what is left of it. */
    static byte[] erased(LogEntry.Content content, int length) {
        long seq = switch (content) {
            case LogEntry.Received r -> r.seq();
            case LogEntry.Standing s -> 0;
        };
        byte[] record = encode(new LogEntry.Erased(content.viewer(), content.kind(), seq));
        if (record.length > length) {
            throw new CoreException("a contribution of " + length + " bytes is too short to be erased in its place");
        }
        return Arrays.copyOf(record, length);
    }

    /** Whether this record has the content of a contribution, before it is decoded. */
    static boolean hasContent(byte[] record) {
        return record[0] == RECEIVED || record[0] == STANDING;
    }

    static LogEntry decode(byte[] record) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
            int type = in.readByte();
            ViewerId viewer = new ViewerId(in.readUTF());
            return switch (type) {
                case RECEIVED -> new LogEntry.Received(viewer, Instant.ofEpochMilli(in.readLong()), contribution(in));
                case STANDING -> standing(viewer, in);
                case SETTLED -> new LogEntry.Settled(viewer, in.readLong(), verdict(in.readByte()));
                case WITHDRAWN -> {
                    Set<Kind> kinds = kinds(in.readByte());
                    yield new LogEntry.Withdrawn(viewer, kinds, in.readLong());
                }
                case ERASED -> {
                    Set<Kind> kinds = kinds(in.readByte());
                    if (kinds.size() != 1) {
                        throw new CoreException(
                                "the contribution log has an erased entry of " + kinds.size() + " kinds");
                    }
                    yield new LogEntry.Erased(viewer, kinds.iterator().next(), in.readLong());
                }
                default -> throw new CoreException("the contribution log has an entry of unknown type " + type);
            };
        } catch (InvalidProtocolBufferException
                | MalformedMessageException
                | IllegalArgumentException
                | ArithmeticException
                | LearningException e) {
            throw new CoreException("the contribution log has an entry that cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CoreException("the contribution log has an entry that is too short", e);
        }
    }

    /** Int epoch in which the viewer joined, unsigned byte titles, then for each a varint: epochs from then to its own. */
    private static void writeSeniority(LogEntry.Standing s, DataOutputStream out) throws IOException {
        int[] epochs = s.seniority().epochs();
        int joined = s.seniority().joined();
        out.writeInt(joined);
        out.writeByte(epochs.length);
        for (int epoch : epochs) {
            int left = epoch - joined;
            while (left >= 0x80) {
                out.writeByte(left | 0x80);
                left >>>= 7;
            }
            out.writeByte(left);
        }
    }

    private static LogEntry standing(ViewerId viewer, DataInputStream in) throws IOException {
        long since = in.readLong();
        int joined = in.readInt();
        int[] epochs = new int[in.readUnsignedByte()];
        for (int k = 0; k < epochs.length; k++) {
            epochs[k] = Math.toIntExact(joined + varint(in));
        }
        Contribution contribution = contribution(in);
        if (contribution.payload() instanceof Contribution.OfSample s) {
            return new LogEntry.Standing(viewer, since, Seniority.of(joined, s.sample(), epochs), contribution);
        }
        throw new CoreException("the contribution log has something that stands and is no sample");
    }

    private static long varint(DataInputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = in.readByte();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new CoreException("the contribution log has a number that does not end");
    }

    /** From here to the end. */
    private static Contribution contribution(DataInputStream in) throws IOException {
        return WireCodec.fromWire(io.exogenesis.omega.wire.v1.Contribution.parseFrom(in.readAllBytes()));
    }

    private static Verdict verdict(int code) {
        if (code == 0) {
            return new Verdict.Counted();
        }
        Refusal.Code known = Refusal.Code.forNumber(code);
        return new Verdict.Refused(known == null ? Refusal.Code.CODE_UNSPECIFIED : known);
    }

    private static int bit(Kind kind) {
        return switch (kind) {
            case PATTERN -> 1;
            case SAMPLE -> 2;
            case OUTCOMES -> 4;
        };
    }

    private static Set<Kind> kinds(int bits) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (Kind kind : Kind.values()) {
            if ((bits & bit(kind)) != 0) {
                kinds.add(kind);
            }
        }
        return kinds;
    }
}
