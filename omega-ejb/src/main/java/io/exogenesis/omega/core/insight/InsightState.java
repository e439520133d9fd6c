package io.exogenesis.omega.core.insight;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.discovery.Discoveries;
import io.exogenesis.omega.learning.trend.TrendFeed;
import io.exogenesis.omega.learning.trend.TrendSettings;
import io.exogenesis.omega.learning.trend.Trending;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * All that is kept between rounds for trends and discoveries. Every round of an epoch starts from the epoch's start, so the same
 * sample is never counted twice, however often a round is run.
 *
 * @param epochStart trends as of the epoch's start
 * @param known discoveries as of the epoch's start
 * @param trends after the last round, strongest first
 * @param discoveries after the last round, strongest first
 */
record InsightState(Feed epochStart, Discoveries known, List<Trending> trends, Discoveries discoveries) {
    private static final int MAGIC = 0x4f4d4953;
    private static final int VERSION = 1;
    private static final int LEAST_BYTES = 12;

    /** Before the first round. */
    static final InsightState EMPTY = new InsightState(
            Feed.of(TrendFeed.empty(TrendSettings.DEFAULT)), Discoveries.NONE, List.of(), Discoveries.NONE);

    InsightState {
        trends = List.copyOf(trends);
    }

    /** The same without what is kept of these viewers; itself if nothing is. */
    InsightState without(Set<String> withdrawn) {
        if (withdrawn.isEmpty()) {
            return this;
        }
        TrendFeed feed = epochStart.copy();
        int before = feed.viewers();
        withdrawn.forEach(feed::forget);
        return feed.viewers() == before ? this : new InsightState(Feed.of(feed), known, trends, discoveries);
    }

    /** A feed as bytes, so that no step changes another's. */
    static final class Feed {
        private final byte[] bytes;

        private Feed(byte[] bytes) {
            this.bytes = bytes;
        }

        static Feed of(TrendFeed feed) {
            return new Feed(feed.encode());
        }

        TrendFeed copy() {
            return TrendFeed.decode(bytes, TrendSettings.DEFAULT);
        }
    }

    /**
     * Bytes, version 1, big endian: magic {@code OMIS}, version int, length of the feed int, the feed ({@link TrendFeed}), the
     * discoveries at the epoch's start ({@link Discoveries}), trends int, for each its key and day long, viewers int, factor and
     * evidence double, the discoveries, CRC32C of all before int.
     */
    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(epochStart.bytes.length + 4096);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeInt(epochStart.bytes.length);
            out.write(epochStart.bytes);
            known.write(out);
            out.writeInt(trends.size());
            for (Trending t : trends) {
                out.writeLong(t.key());
                out.writeLong(t.sinceDay());
                out.writeInt(t.viewers());
                out.writeDouble(t.factor());
                out.writeDouble(t.evidence());
            }
            discoveries.write(out);
            out.writeInt(crc(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new CoreException("trends could not be encoded: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /**
     * What {@link #encode} wrote.
     *
     * @throws CoreException if the bytes are torn, altered or of another version
     */
    static InsightState decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (bytes.length < LEAST_BYTES || in.readInt() != MAGIC || in.readInt() != VERSION) {
                throw new CoreException("the state of trends is of no known form");
            }
            int end = bytes.length - Integer.BYTES;
            if (crc(bytes, end) != ByteBuffer.wrap(bytes).getInt(end)) {
                throw new CoreException("the state of trends is damaged");
            }
            Feed feed = new Feed(in.readNBytes(in.readInt()));
            Discoveries known = Discoveries.read(in);
            List<Trending> trends = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                trends.add(new Trending(in.readLong(), in.readLong(), in.readInt(), in.readDouble(), in.readDouble()));
            }
            InsightState state = new InsightState(feed, known, trends, Discoveries.read(in));
            feed.copy();
            return state;
        } catch (IOException | LearningException | IllegalArgumentException e) {
            throw new CoreException("the state of trends cannot be read: " + e.getMessage(), e);
        }
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
