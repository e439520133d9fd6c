package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.learning.defence.Rejections;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.viewer.Approach;
import io.exogenesis.omega.viewer.DecidedShowing;
import io.exogenesis.omega.viewer.ShownTitle;
import io.exogenesis.omega.viewer.internal.track.KeptImpressions;
import io.exogenesis.omega.viewer.internal.track.KeptImpressions.Counted;
import io.exogenesis.omega.viewer.internal.track.ShownList;
import io.exogenesis.omega.viewer.internal.track.TitleImpressions;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What was shown, as {@link AgentRecordCodec} writes it:
 *
 * <pre>
 * title     text media, text pattern (empty: none), byte cause (0 score, 1 probation, 2 exploration) + 16 · {@link Approach} (since
 *           version 4; before: 0, unknown), double propensity
 * list      int64 epoch ms, bool by core, n × title
 * counted   text id, int32 shown, int32 taken
 * kept      list open, n × int32 place, bool touched, int64 shown, n × (text media, int32 shown, double mass of rejections,
 *           int64 ms since 1970), n × counted titles due, n × counted patterns due, n × counted by pattern,
 *           n × (title, bool taken)
 * kept2     up to version 2, read only: the same without places, and with (text media, int32 shown, int32 passes, int32
 *           rejections) for a title
 * n × …     int32 n before
 * </pre>
 */
final class ImpressionCodec {
    private static final ShownTitle.Cause[] CAUSES = ShownTitle.Cause.values();
    private static final Approach[] APPROACHES = Approach.values();
    private static final int APPROACH_SHIFT = 4;

    /** Pass-overs that version 2 counted as one rejection. */
    private static final int PASSES2 = 3;

    private ImpressionCodec() {}

    private interface Writer<T> {
        void write(T value);
    }

    private interface Reader<T> {
        T read() throws IOException;
    }

    static void write(ShownList list, ByteWriter out) {
        out.writeLong(list.at().toEpochMilli());
        out.writeBoolean(list.byCore());
        many(list.titles(), out, t -> write(t, out));
    }

    static ShownList readList(DataInputStream in) throws IOException {
        Instant at = Instant.ofEpochMilli(in.readLong());
        boolean byCore = in.readBoolean();
        return new ShownList(many(in, () -> readTitle(in)), byCore, at);
    }

    static void write(KeptImpressions kept, ByteWriter out) {
        write(kept.open(), out);
        many(kept.places(), out, out::writeInt);
        out.writeBoolean(kept.touched());
        out.writeLong(kept.shown());
        many(kept.titles(), out, t -> {
            out.writeUTF(t.media().value());
            out.writeInt(t.shown());
            out.writeDouble(t.rejections().mass());
            out.writeLong(t.rejections().at().toEpochMilli());
        });
        counted(kept.dueTitles(), out, MediaId::value);
        counted(kept.duePatterns(), out, PatternId::value);
        counted(kept.byPattern(), out, PatternId::value);
        many(kept.decided(), out, d -> {
            write(d.title(), out);
            out.writeBoolean(d.taken());
        });
    }

    static KeptImpressions readKept(DataInputStream in) throws IOException {
        return readKept(readList(in), many(in, in::readInt), () -> readTitleShowings(in), in);
    }

    private static TitleImpressions readTitleShowings(DataInputStream in) throws IOException {
        return new TitleImpressions(
                new MediaId(in.readUTF()),
                in.readInt(),
                new Rejections(in.readDouble(), Instant.ofEpochMilli(in.readLong())));
    }

    /** As versions 1 and 2 wrote it: rejections were counted and knew no time; they are taken for as old as the open list. */
    static KeptImpressions readKept2(DataInputStream in) throws IOException {
        ShownList open = readList(in);
        List<Integer> places =
                IntStream.rangeClosed(1, open.titles().size()).boxed().toList();
        return readKept(open, places, () -> readTitleShowings2(open.at(), in), in);
    }

    private static TitleImpressions readTitleShowings2(Instant at, DataInputStream in) throws IOException {
        MediaId media = new MediaId(in.readUTF());
        int shown = in.readInt();
        int passes = in.readInt();
        return new TitleImpressions(
                media, shown, new Rejections(in.readInt() + passes % PASSES2 * Rejections.PASSED_OVER, at));
    }

    private static KeptImpressions readKept(
            ShownList open, List<Integer> places, Reader<TitleImpressions> title, DataInputStream in)
            throws IOException {
        return new KeptImpressions(
                open,
                places,
                in.readBoolean(),
                in.readLong(),
                many(in, title),
                counted(in, MediaId::new),
                counted(in, PatternId::new),
                counted(in, PatternId::new),
                many(in, () -> new DecidedShowing(readTitle(in), in.readBoolean())));
    }

    private static void write(ShownTitle title, ByteWriter out) {
        out.writeUTF(title.media().value());
        out.writeUTF(title.pattern().map(PatternId::value).orElse(""));
        out.writeByte(title.cause().ordinal() | title.approach().ordinal() << APPROACH_SHIFT);
        out.writeDouble(title.propensity());
    }

    private static ShownTitle readTitle(DataInputStream in) throws IOException {
        MediaId media = new MediaId(in.readUTF());
        String pattern = in.readUTF();
        int cause = in.readUnsignedByte();
        ShownTitle title = ShownTitle.of(media, CAUSES[cause & (1 << APPROACH_SHIFT) - 1], in.readDouble())
                .withApproach(APPROACHES[cause >> APPROACH_SHIFT]);
        return pattern.isEmpty() ? title : title.withPattern(new PatternId(pattern));
    }

    private static <K> void counted(List<Counted<K>> counts, ByteWriter out, Function<K, String> name) {
        many(counts, out, c -> {
            out.writeUTF(name.apply(c.id()));
            out.writeInt(c.shown());
            out.writeInt(c.taken());
        });
    }

    private static <K> List<Counted<K>> counted(DataInputStream in, Function<String, K> id) throws IOException {
        return many(in, () -> new Counted<>(id.apply(in.readUTF()), in.readInt(), in.readInt()));
    }

    private static <T> void many(List<T> values, ByteWriter out, Writer<T> each) {
        out.writeInt(values.size());
        for (T value : values) {
            each.write(value);
        }
    }

    private static <T> List<T> many(DataInputStream in, Reader<T> each) throws IOException {
        int n = in.readInt();
        List<T> values = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            values.add(each.read());
        }
        return values;
    }
}
