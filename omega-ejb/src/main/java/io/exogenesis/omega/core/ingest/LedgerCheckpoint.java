package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.port.LogEntry.Kind;
import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.trust.Reputation;
import io.exogenesis.omega.model.ViewerId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Accounts as bytes, version 4: all of them, or those that changed since earlier checkpoints. Big endian:
 *
 * <pre>
 * int    magic       0x4F4D4C34 ("OML4")
 * long   position    of the contribution log that it speaks up to
 * int    earlier     checkpoints that this one completes, oldest first; 0 if it has all accounts
 *   per checkpoint:  UTF name of its blob
 * int    accounts
 *   per account:  UTF viewer id · long highSeq, epochSeq, admitted, refused, expired, duplicates · double reputation ·
 *                 int epochs · the history of {@link ReputationHistory} · int raw
 *     per raw:    varint distance of its seq from the one before (from 0 the first) · byte kind (0 pattern, 1 sample,
 *                 4 outcomes) + 2 if settled
 * int    CRC32C of all before
 * </pre>
 *
 * <p>Version 3 ("OML3") has no history. Version 2 ("OML2") has all accounts, no list of earlier ones, no epochSeq and seqs as longs; version 1 ("OML1") no epochs
 * and no outcomes either. All are read.
 */
final class LedgerCheckpoint {
    private static final int MAGIC = 0x4F4D4C34;
    private static final int MAGIC_3 = 0x4F4D4C33;
    private static final int MAGIC_2 = 0x4F4D4C32;
    private static final int MAGIC_1 = 0x4F4D4C31;

    private final Buffer bytes;
    private final DataOutputStream out;
    private int accounts;
    private final int countAt;

    /** A checkpoint as it is read. */
    record Decoded(long position, List<String> earlier, Map<ViewerId, Account> accounts) {}

    /**
     * Begins a checkpoint.
     *
     * @param expected about how many accounts there will be
     */
    LedgerCheckpoint(long position, List<String> earlier, int expected) {
        bytes = new Buffer(1024 + expected * 160);
        out = new DataOutputStream(bytes);
        try {
            out.writeInt(MAGIC);
            out.writeLong(position);
            out.writeInt(earlier.size());
            for (String name : earlier) {
                out.writeUTF(name);
            }
            countAt = bytes.size();
            out.writeInt(0);
        } catch (IOException e) {
            throw cannotEncode(e);
        }
    }

    void add(ViewerId viewer, Account account) {
        try {
            accounts++;
            out.writeUTF(viewer.value());
            write(account);
        } catch (IOException e) {
            throw cannotEncode(e);
        }
    }

    byte[] finish() {
        try {
            bytes.putInt(countAt, accounts);
            out.writeInt(bytes.crc());
        } catch (IOException e) {
            throw cannotEncode(e);
        }
        return bytes.toByteArray();
    }

    private static CoreException cannotEncode(IOException e) {
        return new CoreException("a checkpoint could not be encoded: " + e.getMessage(), e);
    }

    private void write(Account account) throws IOException {
        out.writeLong(account.highSeq);
        out.writeLong(account.epochSeq);
        out.writeLong(account.admitted);
        out.writeLong(account.refused);
        out.writeLong(account.expired);
        out.writeLong(account.duplicates);
        out.writeDouble(account.reputation.value());
        out.writeInt(account.epochs);
        account.history.write(out);
        RawContributions raw = account.raw;
        out.writeInt(raw.size());
        long before = 0;
        for (int i = 0; i < raw.size(); i++) {
            writeVarint(raw.seq(i) - before);
            before = raw.seq(i);
            int kind = switch (raw.kind(i)) {
                case PATTERN -> 0;
                case SAMPLE -> 1;
                case OUTCOMES -> 4;
            };
            out.writeByte(kind + (raw.settled(i) ? 2 : 0));
        }
    }

    private void writeVarint(long value) throws IOException {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            out.writeByte((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        out.writeByte((int) left);
    }

    static Decoded decode(byte[] content) {
        int end = content.length - Integer.BYTES;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            int magic = end < 16 ? 0 : in.readInt();
            if (magic != MAGIC && magic != MAGIC_3 && magic != MAGIC_2 && magic != MAGIC_1) {
                throw new CoreException("a checkpoint of the contribution ledger is of no known form");
            }
            if (Buffer.crc(content, end) != ByteBuffer.wrap(content).getInt(end)) {
                throw new CoreException("a checkpoint of the contribution ledger is damaged");
            }
            long position = in.readLong();
            List<String> earlier = new ArrayList<>();
            for (int left = magic >= MAGIC_3 ? in.readInt() : 0; left > 0; left--) {
                earlier.add(in.readUTF());
            }
            Map<ViewerId, Account> accounts = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                accounts.put(new ViewerId(in.readUTF()), read(in, magic));
            }
            return new Decoded(position, earlier, accounts);
        } catch (IOException | LearningException | IllegalArgumentException e) {
            throw new CoreException("a checkpoint of the contribution ledger cannot be read: " + e.getMessage(), e);
        }
    }

    private static Account read(DataInputStream in, int magic) throws IOException {
        Account account = new Account();
        account.highSeq = in.readLong();
        account.epochSeq = magic >= MAGIC_3 ? in.readLong() : account.highSeq;
        account.admitted = in.readLong();
        account.refused = in.readLong();
        account.expired = in.readLong();
        account.duplicates = in.readLong();
        account.reputation = new Reputation(in.readDouble());
        account.epochs = magic == MAGIC_1 ? 0 : in.readInt();
        account.history = magic == MAGIC ? ReputationHistory.read(in) : ReputationHistory.EMPTY;
        long before = 0;
        for (int left = in.readInt(); left > 0; left--) {
            long seq = magic >= MAGIC_3 ? before + readVarint(in) : in.readLong();
            before = seq;
            byte flags = in.readByte();
            Kind kind = (flags & 4) != 0 ? Kind.OUTCOMES : (flags & 1) != 0 ? Kind.SAMPLE : Kind.PATTERN;
            account.raw.add(seq, kind, (flags & 2) != 0, 0, 0);
        }
        if (magic < MAGIC_3 && account.raw.size() > 0) {
            account.epochSeq = account.raw.seq(0) - 1;
        }
        return account;
    }

    private static long readVarint(DataInputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.readByte();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number is too long");
    }

    /** Bytes that grow, whose checksum needs no copy of them. */
    private static final class Buffer extends ByteArrayOutputStream {
        Buffer(int size) {
            super(size);
        }

        synchronized void putInt(int at, int value) {
            ByteBuffer.wrap(buf).putInt(at, value);
        }

        synchronized int crc() {
            return crc(buf, count);
        }

        static int crc(byte[] bytes, int length) {
            CRC32C crc = new CRC32C();
            crc.update(bytes, 0, length);
            return (int) crc.getValue();
        }
    }
}
