package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.memory.Episode;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Disk format of events, titles and choices; see {@link AgentRecordCodec} for the conventions. {@code time} is int64 seconds and
 * int32 nanoseconds since 1970, {@code span} int64 milliseconds, {@code number} a bool and, if true, a float64, {@code list} an
 * int16 count and so many texts.
 *
 * <pre>
 * event   byte 1 View     text media, span duration, bool completed, time at
 *         byte 2 Search   text query, list results, list selected (0 or 1), time at
 *         byte 3 Rating   text media, float64 rating, time at
 *         byte 4 Skip     text media, span skip time, time at
 *         byte 5 Browse   list path, time at
 *         byte 6 Share    text media, time at
 * title   text media, number rating, float64 engagement, int32 watches, time at, int64 order
 * choice  int64 session, time at, text task, list query (0 or 1), text media, span watched, number rating, float64 reward
 * </pre>
 */
final class EventCodec {
    private EventCodec() {}

    static void write(ViewerEvent event, ByteWriter out) {
        switch (event) {
            case ViewerEvent.View e -> {
                out.writeByte(1);
                out.writeUTF(e.media().value());
                out.writeLong(e.duration().toMillis());
                out.writeBoolean(e.completed());
            }
            case ViewerEvent.Search e -> {
                out.writeByte(2);
                out.writeUTF(e.query());
                list(e.results(), out);
                list(e.selected().stream().toList(), out);
            }
            case ViewerEvent.Rating e -> {
                out.writeByte(3);
                out.writeUTF(e.media().value());
                out.writeDouble(e.rating());
            }
            case ViewerEvent.Skip e -> {
                out.writeByte(4);
                out.writeUTF(e.media().value());
                out.writeLong(e.skipTime().toMillis());
            }
            case ViewerEvent.Browse e -> {
                out.writeByte(5);
                list(e.path(), out);
            }
            case ViewerEvent.Share e -> {
                out.writeByte(6);
                out.writeUTF(e.media().value());
            }
        }
        time(event.at(), out);
    }

    static ViewerEvent readEvent(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case 1 -> new ViewerEvent.View(media(in), span(in), in.readBoolean(), time(in));
            case 2 -> search(in.readUTF(), list(in), list(in), time(in));
            case 3 -> new ViewerEvent.Rating(media(in), in.readDouble(), time(in));
            case 4 -> new ViewerEvent.Skip(media(in), span(in), time(in));
            case 5 -> new ViewerEvent.Browse(list(in), time(in));
            case 6 -> new ViewerEvent.Share(media(in), time(in));
            default ->
                throw new ViewerException("the journal has an event of kind " + kind
                        + ", which this version does not know: it was written by a newer one");
        };
    }

    static void write(WatchedTitle title, ByteWriter out) {
        out.writeUTF(title.media().value());
        number(title.rating(), out);
        out.writeDouble(title.engagement());
        out.writeInt(title.watches());
        time(title.at(), out);
        out.writeLong(title.order());
    }

    static WatchedTitle readTitle(DataInputStream in) throws IOException {
        return withRating(media(in), number(in), in);
    }

    private static ViewerEvent search(String query, List<MediaId> results, List<MediaId> selected, Instant at) {
        return selected.isEmpty()
                ? ViewerEvent.Search.of(query, results, at)
                : ViewerEvent.Search.of(query, results, selected.getFirst(), at);
    }

    private static WatchedTitle withRating(MediaId media, OptionalDouble rating, DataInputStream in)
            throws IOException {
        WatchedTitle title = WatchedTitle.of(media, in.readDouble(), in.readInt(), time(in), in.readLong());
        return rating.isPresent() ? title.withRating(rating.getAsDouble()) : title;
    }

    static void write(Choice choice, ByteWriter out) {
        out.writeLong(choice.session());
        time(choice.at(), out);
        out.writeUTF(Episode.MEDIA_SELECTION);
        out.writeShort(choice.query().isPresent() ? 1 : 0);
        if (choice.query().isPresent()) {
            out.writeUTF(choice.query().get());
        }
        out.writeUTF(choice.media().value());
        out.writeLong(choice.watched().toMillis());
        number(choice.rating(), out);
        out.writeDouble(choice.reward());
    }

    /** @param number 0 if the format did not keep it */
    static Choice readChoice(long number, DataInputStream in) throws IOException {
        long session = in.readLong();
        Instant at = time(in);
        String task = in.readUTF();
        if (!task.equals(Episode.MEDIA_SELECTION)) {
            throw new ViewerException("a choice of the task " + task + ", which this version does not know");
        }
        return new Choice(
                number,
                session,
                at,
                in.readShort() == 0 ? Optional.empty() : Optional.of(in.readUTF()),
                media(in),
                span(in),
                number(in),
                in.readDouble());
    }

    static void write(AgentRecord.LastEvents last, ByteWriter out) {
        out.writeBoolean(last.lastOfSession().isPresent());
        if (last.lastOfSession().isPresent()) {
            time(last.lastOfSession().get(), out);
        }
        out.writeBoolean(last.search().isPresent());
        if (last.search().isPresent()) {
            write(last.search().get(), out);
        }
    }

    static AgentRecord.LastEvents readLastEvents(DataInputStream in) throws IOException {
        Optional<Instant> at = in.readBoolean() ? Optional.of(time(in)) : Optional.empty();
        if (!in.readBoolean()) {
            return new AgentRecord.LastEvents(at, Optional.empty());
        }
        if (readEvent(in) instanceof ViewerEvent.Search search) {
            return new AgentRecord.LastEvents(at, Optional.of(search));
        }
        throw new ViewerException("the last search of a snapshot is another event");
    }

    private static void time(Instant at, ByteWriter out) {
        out.writeLong(at.getEpochSecond());
        out.writeInt(at.getNano());
    }

    private static Instant time(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static Duration span(DataInputStream in) throws IOException {
        return Duration.ofMillis(in.readLong());
    }

    private static MediaId media(DataInputStream in) throws IOException {
        return new MediaId(in.readUTF());
    }

    private static void number(OptionalDouble value, ByteWriter out) {
        out.writeBoolean(value.isPresent());
        if (value.isPresent()) {
            out.writeDouble(value.getAsDouble());
        }
    }

    private static OptionalDouble number(DataInputStream in) throws IOException {
        return in.readBoolean() ? OptionalDouble.of(in.readDouble()) : OptionalDouble.empty();
    }

    private static void list(List<MediaId> titles, ByteWriter out) {
        out.writeShort(titles.size());
        for (MediaId title : titles) {
            out.writeUTF(title.value());
        }
    }

    private static List<MediaId> list(DataInputStream in) throws IOException {
        int n = in.readUnsignedShort();
        List<MediaId> titles = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            titles.add(media(in));
        }
        return titles;
    }
}
