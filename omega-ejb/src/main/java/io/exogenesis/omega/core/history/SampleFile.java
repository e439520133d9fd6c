package io.exogenesis.omega.core.history;

import static io.exogenesis.omega.journal.PrivateFiles.open;

import io.exogenesis.omega.core.files.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * Samples on the disk, one record behind the other, each with its checksum. Reading ends at the first record that is not whole, and
 * the next one is written there. When there are twice as many as are kept, the file is written anew. A file of other columns, that is
 * of another release, begins anew. What was not synced yet is lost with the power: no more than some figures.
 */
final class SampleFile {
    private static final int HEADER = Long.BYTES;
    private static final int RECORD = Long.BYTES + Integer.BYTES * Column.ALL.size() + Integer.BYTES;

    private final Path file;
    private final int kept;
    /** End of the last whole record; 0: there is no file that can be continued. */
    private long end;

    /** @param kept so many of the newest are read; the file has at most twice as many */
    SampleFile(Path file, int kept) {
        this.file = file;
        this.kept = kept;
    }

    /** Bytes that the file has at most. */
    long mostBytes() {
        return HEADER + 2L * kept * RECORD;
    }

    /** The newest that are whole, oldest first; none where there is no file. */
    List<Sample> read() throws IOException {
        List<Sample> samples = new ArrayList<>();
        end = 0;
        if (!Files.isRegularFile(file) || Files.size(file) > mostBytes()) {
            return samples;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        if (bytes.remaining() < HEADER || bytes.getLong() != columns()) {
            return samples;
        }
        end = HEADER;
        while (bytes.remaining() >= RECORD) {
            ByteBuffer record = bytes.slice(bytes.position(), RECORD);
            if (checksum(record) != record.getInt(RECORD - Integer.BYTES)) {
                break;
            }
            samples.add(sample(record));
            bytes.position(bytes.position() + RECORD);
            end = bytes.position();
        }
        return samples.subList(Math.max(0, samples.size() - kept), samples.size());
    }

    /**
     * Writes one behind the last whole one.
     *
     * @param all what is kept, this one last: for a file that begins anew
     */
    void append(Sample sample, List<Sample> all) throws IOException {
        if (end == 0 || end + RECORD > mostBytes()) {
            rewrite(all);
            return;
        }
        try (FileChannel channel = open(file, StandardOpenOption.WRITE)) {
            ByteBuffer record = record(sample);
            long at = end;
            while (record.hasRemaining()) {
                at += channel.write(record, at);
            }
            channel.truncate(at);
            end = at;
        }
    }

    private void rewrite(List<Sample> all) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(HEADER).putLong(columns()).array());
        all.forEach(s -> out.writeBytes(record(s).array()));
        end = 0;
        PrivateFiles.write(file, out.toByteArray());
        end = out.size();
    }

    private static ByteBuffer record(Sample sample) {
        ByteBuffer record = ByteBuffer.allocate(RECORD).putLong(sample.at());
        for (int c = 0; c < Column.ALL.size(); c++) {
            record.putInt(sample.value(c));
        }
        return record.putInt(checksum(record)).flip();
    }

    private static Sample sample(ByteBuffer record) {
        int[] values = new int[Column.ALL.size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = record.getInt(Long.BYTES + c * Integer.BYTES);
        }
        return new Sample(record.getLong(0), values);
    }

    private static int checksum(ByteBuffer record) {
        CRC32C crc = new CRC32C();
        crc.update(record.slice(0, RECORD - Integer.BYTES));
        return (int) crc.getValue();
    }

    /** Says which columns a file is of. */
    private static long columns() {
        CRC32C crc = new CRC32C();
        crc.update(Column.ALL.stream()
                .map(Column::toString)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8));
        return crc.getValue() << 32 | 0x0e_5a_4d_01L; // the last byte counts formats
    }
}
