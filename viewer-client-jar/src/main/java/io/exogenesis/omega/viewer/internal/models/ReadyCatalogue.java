package io.exogenesis.omega.viewer.internal.models;

import io.exogenesis.omega.learning.item.TitleFacts;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.vector.search.SearchSpace;
import io.exogenesis.omega.vector.search.TitleSearch;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue in the form in which it is used, beside the one in which it came: a start need not check, centre and sort ten
 * thousand titles again. It can be made of its source at any time; one of another source, version or form is as good as none.
 *
 * <pre>
 * ready-BANK-VERSION.omega, content; big-endian, as all files of {@link ModelFiles}
 *   magic     int32      {@value #MAGIC}
 *   format    int32      {@value #FORMAT}
 *   source    int32      checksum that the catalogue's file ends with
 *   version   int64      of the catalogue
 *   titles    int32      n
 *   mean      384 float32
 *   scales    n float32  of the embeddings, then n of the centred ones
 *   order     n int32    titles by ascending id
 *   model     text: the name of the model that the embeddings are of
 *   genres    int32 g, then g lists: length as a byte, then texts
 *   texts     n times: id, title, description; year int16, 0 if it is not known; kind as a byte; number of its list of genres
 *             int32
 *   codes     n · 384 int8 of the embeddings, then as many centred ones
 *   search    a byte: 0 if the centred ones are searched, else 1 and mean 384 float32, scales n float32, n · 384 int8
 *
 * text := length in bytes int16, then UTF-8
 * </pre>
 */
final class ReadyCatalogue {
    private static final int MAGIC = 0x4f4d5243;
    private static final int FORMAT = 3;
    private static final int D = Embedding.DIMENSIONS;
    /** Bytes of what is there once. */
    private static final int HEAD = 29 + Float.BYTES * D;
    /** Bytes of a title without its texts. */
    private static final int FIXED = 2 * D + 25;

    private static final MediaItem.Kind[] KINDS = MediaItem.Kind.values();

    private ReadyCatalogue() {}

    /** The bytes; empty for a catalogue whose embeddings did not come as int8. */
    static Optional<byte[]> encoded(Catalogue catalogue, int source) {
        return catalogue.content().raw().map(raw -> {
            List<List<String>> genres = new ArrayList<>();
            Map<List<String>, Integer> numbers = new HashMap<>();
            int texts = 0;
            for (MediaItem item : catalogue.items()) {
                if (numbers.putIfAbsent(item.genres(), genres.size()) == null) {
                    genres.add(item.genres());
                }
                texts +=
                        bytes(item.id().value()).length + bytes(item.title()).length + bytes(item.description()).length;
            }
            int lists = genres.stream()
                    .mapToInt(g -> 1
                            + g.stream()
                                    .mapToInt(t -> Short.BYTES + bytes(t).length)
                                    .sum())
                    .sum();
            int n = catalogue.size();
            int name = Short.BYTES + bytes(catalogue.model().name()).length;
            SearchSpace search = catalogue.search().space();
            boolean own = search.rows() != catalogue.content().int8();
            int searched = own ? Float.BYTES * D + n * (Float.BYTES + D) : 0;
            ByteBuffer out = ByteBuffer.allocate(HEAD + name + n * FIXED + lists + texts + searched);
            out.putInt(MAGIC)
                    .putInt(FORMAT)
                    .putInt(source)
                    .putLong(catalogue.version())
                    .putInt(n);
            Int8Matrix centred = catalogue.content().int8();
            put(out, catalogue.content().mean());
            put(out, raw.scales());
            put(out, centred.scales());
            for (int place = 0; place < n; place++) {
                out.putInt(catalogue.atPlace(place));
            }
            put(out, catalogue.model().name());
            out.putInt(genres.size());
            genres.forEach(list -> {
                out.put((byte) list.size());
                list.forEach(genre -> put(out, genre));
            });
            catalogue.items().forEach(item -> put(out, item, numbers.getOrDefault(item.genres(), 0)));
            out.put(raw.codes()).put(centred.codes()).put((byte) (own ? 1 : 0));
            if (own) {
                put(out, search.mean());
                put(out, search.rows().scales());
                out.put(search.rows().codes());
            }
            return out.array();
        });
    }

    private static void put(ByteBuffer out, MediaItem item, int genres) {
        put(out, item.id().value());
        put(out, item.title());
        put(out, item.description());
        out.putShort((short) item.year().orElse(0))
                .put((byte) item.kind().ordinal())
                .putInt(genres);
    }

    private static void put(ByteBuffer out, String text) {
        byte[] bytes = bytes(text);
        out.putShort((short) bytes.length).put(bytes);
    }

    private static void put(ByteBuffer out, float[] values) {
        for (float value : values) {
            out.putFloat(value);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The catalogue.
     *
     * @param in is kept: what it holds must not change any more
     * @return empty if the bytes are of another source, version or form
     */
    static Optional<Catalogue> decoded(ByteBuffer in, int source, long version) {
        try {
            boolean fits =
                    in.getInt() == MAGIC && in.getInt() == FORMAT && in.getInt() == source && in.getLong() == version;
            return fits ? Optional.of(decoded(in, version)) : Optional.empty();
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException e) {
            // whole, but not what this version would have written
            return Optional.empty();
        }
    }

    private static Catalogue decoded(ByteBuffer in, long version) {
        int n = in.getInt();
        if (n < 0 || (long) n * FIXED > in.remaining()) {
            throw new IllegalArgumentException(n + " titles in " + in.remaining() + " bytes");
        }
        float[] mean = floats(in, D);
        float[] scales = floats(in, n);
        float[] centredScales = floats(in, n);
        int[] order = new int[n];
        in.asIntBuffer().get(order);
        in.position(in.position() + n * Integer.BYTES);
        EmbeddingModel model = new EmbeddingModel(text(in));
        Titles titles = Titles.read(in, n, genres(in));
        Int8Matrix raw = matrix(in, scales);
        ContentSpace content = ContentSpace.of(titles.ids(), raw, mean, matrix(in, centredScales));
        SearchSpace search =
                in.get() == 0 ? SearchSpace.of(content) : new SearchSpace(floats(in, D), matrix(in, floats(in, n)));
        if (in.hasRemaining()) {
            throw new IllegalArgumentException(in.remaining() + " bytes too many");
        }
        return new Catalogue(
                version, model, titles, titles.facts(), new TitleSearch(titles, content, search), content, order);
    }

    private static Int8Matrix matrix(ByteBuffer in, float[] scales) {
        int from = in.position();
        in.position(from + scales.length * D);
        return Int8Matrix.over(D, in.array(), in.arrayOffset() + from, scales);
    }

    private static List<List<String>> genres(ByteBuffer in) {
        List<List<String>> all = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            String[] list = new String[in.get()];
            for (int k = 0; k < list.length; k++) {
                list[k] = text(in);
            }
            all.add(List.of(list));
        }
        return all;
    }

    private static String text(ByteBuffer in) {
        int length = in.getShort();
        int from = in.arrayOffset() + in.position();
        in.position(in.position() + length);
        return new String(in.array(), from, length, StandardCharsets.UTF_8);
    }

    private static float[] floats(ByteBuffer in, int n) {
        float[] out = new float[n];
        in.asFloatBuffer().get(out);
        in.position(in.position() + n * Float.BYTES);
        return out;
    }

    /**
     * The titles as they lie in the file: what is in words is read when it is asked for, since of ten thousand titles a list
     * shows ten. Immutable; two threads may both make an item, which is harmless.
     */
    private static final class Titles extends AbstractList<MediaItem> implements RandomAccess {
        private final byte[] bytes;
        private final MediaId[] ids;
        /** Where each title's text begins. */
        private final int[] at;

        private final int[] years;
        private final byte[] kinds;
        private final int[] listOf;
        private final List<List<String>> lists;
        private final @Nullable MediaItem[] made;

        private Titles(byte[] bytes, int n, List<List<String>> lists) {
            this.bytes = bytes;
            this.lists = lists;
            this.ids = new MediaId[n];
            this.at = new int[n];
            this.years = new int[n];
            this.kinds = new byte[n];
            this.listOf = new int[n];
            this.made = new MediaItem[n];
        }

        static Titles read(ByteBuffer in, int n, List<List<String>> lists) {
            Titles all = new Titles(in.array(), n, lists);
            for (int j = 0; j < n; j++) {
                all.ids[j] = new MediaId(text(in));
                all.at[j] = in.arrayOffset() + in.position();
                in.position(in.position() + Short.BYTES + in.getShort(in.position()));
                in.position(in.position() + Short.BYTES + in.getShort(in.position()));
                all.years[j] = in.getShort();
                all.kinds[j] = in.get();
                all.listOf[j] = in.getInt();
                Objects.checkIndex(all.kinds[j], KINDS.length);
                Objects.checkIndex(all.listOf[j], lists.size());
            }
            return all;
        }

        List<MediaId> ids() {
            return List.of(ids);
        }

        TitleFacts facts() {
            return TitleFacts.of(years, listOf, lists);
        }

        @Override
        public int size() {
            return ids.length;
        }

        @Override
        public MediaItem get(int j) {
            MediaItem item = made[j];
            if (item == null) {
                ByteBuffer texts = ByteBuffer.wrap(bytes).position(at[j]);
                String title = text(texts);
                String description = text(texts);
                OptionalInt year = years[j] == 0 ? OptionalInt.empty() : OptionalInt.of(years[j]);
                item = MediaItem.builder(ids[j], title)
                        .year(year.orElse(0))
                        .genres(lists.get(listOf[j]))
                        .kind(KINDS[kinds[j]])
                        .description(description)
                        .build();
                made[j] = item;
            }
            return item;
        }
    }
}
