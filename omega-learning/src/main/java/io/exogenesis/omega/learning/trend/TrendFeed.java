package io.exogenesis.omega.learning.trend;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.TasteSample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.zip.CRC32C;

/**
 * From samples to trends: each title that is new in a viewer's sample is one event of its day.
 *
 * <p>Titles are held under keys that the caller makes ({@code keyOf}), viewers under pseudonyms, so what is kept of a title that
 * one viewer watched names neither. Not safe for concurrent use; {@link #encode} and {@link #decode} make a copy.
 */
public final class TrendFeed {
    private static final int MAGIC = 0x4f4d5446;
    private static final int VERSION = 1;
    /** As many as a Core of the embedded profile serves. */
    private static final int MAX_VIEWERS = 100_000;

    private final SampleDifferences differences;
    private final TrendDetector detector;
    private long day = Long.MIN_VALUE;

    private TrendFeed(SampleDifferences differences, TrendDetector detector) {
        this.differences = differences;
        this.detector = detector;
    }

    /** Nothing seen yet. */
    public static TrendFeed empty(TrendSettings settings) {
        return new TrendFeed(new SampleDifferences(settings.windowDays(), MAX_VIEWERS), new TrendDetector(settings));
    }

    /**
     * Takes a viewer's newest sample.
     *
     * @param viewer pseudonym
     * @param onDay epoch day; days before the newest count as the newest
     * @param keyOf a title's key, always the same for the same title
     * @return the keys of the titles that this sample made trends
     */
    public List<Long> take(String viewer, TasteSample sample, long onDay, ToLongFunction<MediaId> keyOf) {
        day = Math.max(day, onDay);
        return differences.fresh(viewer, sample, day).stream()
                .map(keyOf::applyAsLong)
                .filter(key -> detector.event(day, key))
                .toList();
    }

    /** Forgets whatever is kept of this viewer. What it counted for stays a nameless part of sums. */
    public void forget(String viewer) {
        differences.forget(viewer);
    }

    /** What is a trend today, strongest first. Each rests on at least three distinct viewers. */
    public List<Trending> trending(long today) {
        return detector.trending(today);
    }

    /** Viewers of whom a fingerprint is kept. */
    public int viewers() {
        return differences.size();
    }

    /**
     * Bytes: magic {@code OMTF}, version int (1), newest day long, the fingerprints ({@link SampleDifferences}), the titles
     * ({@link TrendDetector}), CRC32C of all before as int. Big-endian.
     */
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeLong(day);
            differences.write(out, day);
            detector.write(out);
            out.writeInt(crc(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * What {@link #encode} wrote.
     *
     * @throws LearningException if the bytes are torn, altered or of another version
     */
    public static TrendFeed decode(byte[] bytes, TrendSettings settings) {
        if (bytes.length < 12) {
            throw new LearningException("a trend feed of " + bytes.length + " bytes is torn");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int magic = in.readInt();
            int version = in.readInt();
            if (magic != MAGIC || version != VERSION) {
                throw new LearningException("not a trend feed of version " + VERSION + ": " + version);
            }
            int stored = new DataInputStream(new ByteArrayInputStream(bytes, bytes.length - 4, 4)).readInt();
            if (stored != crc(bytes, bytes.length - 4)) {
                throw new LearningException("a trend feed's checksum is wrong: the bytes are damaged");
            }
            long day = in.readLong();
            SampleDifferences differences = new SampleDifferences(settings.windowDays(), MAX_VIEWERS);
            differences.read(in);
            TrendFeed feed = new TrendFeed(differences, TrendDetector.read(in, settings));
            feed.day = day;
            return feed;
        } catch (IOException e) {
            throw new LearningException("a trend feed cannot be read: " + e.getMessage(), e);
        }
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
