package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.ingest.Account.Raw;
import io.exogenesis.omega.core.port.LogEntry.Kind;
import io.exogenesis.omega.learning.trust.Reputation;
import io.exogenesis.omega.model.ViewerId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A snapshot of the ledger as bytes, version 2; version 1, without epochs and outcomes, is read too. Big endian:
 *
 * <pre>
 * int    magic       0x4F4D4C32 ("OML2")
 * long   position    of the contribution log that it speaks up to
 * int    accounts
 *   per account:  UTF viewer id · long highSeq, admitted, refused, expired, duplicates · double reputation · int epochs, raw
 *     per raw:    long seq · byte kind (0 pattern, 1 sample, 4 outcomes) + 2 if settled
 * int    CRC32C of all before
 * </pre>
 */
final class LedgerCheckpoint {
    private static final int MAGIC = 0x4F4D4C32;
    private static final int MAGIC_1 = 0x4F4D4C31;

    private LedgerCheckpoint() {}

    static byte[] encode(long position, Map<ViewerId, Account> accounts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + accounts.size() * 96);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeLong(position);
            out.writeInt(accounts.size());
            for (Map.Entry<ViewerId, Account> e : accounts.entrySet()) {
                out.writeUTF(e.getKey().value());
                write(e.getValue(), out);
            }
            out.flush();
            out.writeInt(crc(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new CoreException("a checkpoint could not be encoded: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    static LedgerSnapshot decode(byte[] content) {
        int end = content.length - Integer.BYTES;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            int magic = end < 16 ? 0 : in.readInt();
            if (magic != MAGIC && magic != MAGIC_1) {
                throw new CoreException("a checkpoint of the contribution ledger is of no known form");
            }
            long position = in.readLong();
            int n = in.readInt();
            TreeMap<ViewerId, Account> accounts = new TreeMap<>();
            if (crc(content, end) != java.nio.ByteBuffer.wrap(content).getInt(end)) {
                throw new CoreException("a checkpoint of the contribution ledger is damaged");
            }
            for (int i = 0; i < n; i++) {
                accounts.put(new ViewerId(in.readUTF()), read(in, magic == MAGIC_1));
            }
            return new LedgerSnapshot(position, accounts);
        } catch (IOException | IllegalArgumentException e) {
            throw new CoreException("a checkpoint of the contribution ledger cannot be read: " + e.getMessage(), e);
        }
    }

    private static void write(Account account, DataOutputStream out) throws IOException {
        out.writeLong(account.highSeq);
        out.writeLong(account.admitted);
        out.writeLong(account.refused);
        out.writeLong(account.expired);
        out.writeLong(account.duplicates);
        out.writeDouble(account.reputation.value());
        out.writeInt(account.epochs);
        out.writeInt(account.raw.size());
        for (Map.Entry<Long, Raw> e : account.raw.entrySet()) {
            out.writeLong(e.getKey());
            int kind = switch (e.getValue().kind()) {
                case PATTERN -> 0;
                case SAMPLE -> 1;
                case OUTCOMES -> 4;
            };
            out.writeByte(kind + (e.getValue().settled() ? 2 : 0));
        }
    }

    private static Account read(DataInputStream in, boolean first) throws IOException {
        Account account = new Account();
        account.highSeq = in.readLong();
        account.admitted = in.readLong();
        account.refused = in.readLong();
        account.expired = in.readLong();
        account.duplicates = in.readLong();
        account.reputation = new Reputation(in.readDouble());
        account.epochs = first ? 0 : in.readInt();
        int n = in.readInt();
        for (int i = 0; i < n; i++) {
            long seq = in.readLong();
            byte flags = in.readByte();
            Kind kind = (flags & 4) != 0 ? Kind.OUTCOMES : (flags & 1) != 0 ? Kind.SAMPLE : Kind.PATTERN;
            account.raw.put(seq, new Raw(kind, (flags & 2) != 0));
        }
        return account;
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
