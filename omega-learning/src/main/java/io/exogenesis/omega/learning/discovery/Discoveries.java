package io.exogenesis.omega.learning.discovery;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/**
 * The strongest discoveries, best first. Counts of different epochs are never added, since the same viewers may be behind them:
 * of two findings of a pair the one with more viewers stays.
 */
public record Discoveries(List<Discovery> list) {
    public static final Discoveries NONE = new Discoveries(List.of());

    private static final Comparator<Discovery> STRONGEST_FIRST = Comparator.<Discovery>comparingDouble(
                    d -> -d.pair().g2())
            .thenComparing(d -> d.pair().a())
            .thenComparing(d -> d.pair().b());

    public Discoveries {
        list = List.copyOf(list);
    }

    /**
     * Drops what the texts explain.
     *
     * @param pairs strongest first, as {@link PairSearch#find} gives them
     * @param cosine of two titles' centred texts; asked no more often than needed. NaN if unknown: then the pair is left out
     */
    public static Discoveries of(
            List<TitlePair> pairs,
            ToDoubleBiFunction<MediaId, MediaId> cosine,
            long epoch,
            DiscoverySettings settings) {
        return new Discoveries(pairs.stream()
                .map(p -> new Discovery(p, cosine.applyAsDouble(p.a(), p.b()), epoch))
                .filter(d -> d.cosine() < settings.maxCosine())
                .limit(settings.top())
                .toList());
    }

    /** These and newer ones, without what is too old by the newer ones' {@code epoch}. */
    public Discoveries joined(Discoveries newer, long epoch, DiscoverySettings settings) {
        record Key(MediaId a, MediaId b) {}
        Map<Key, Discovery> best = new HashMap<>();
        for (Discoveries each : List.of(newer, this)) {
            for (Discovery d : each.list) {
                if (epoch - d.epoch() <= settings.memoryEpochs()) {
                    best.merge(
                            new Key(d.pair().a(), d.pair().b()),
                            d,
                            (x, y) -> y.pair().both() > x.pair().both() ? y : x);
                }
            }
        }
        return new Discoveries(best.values().stream()
                .sorted(STRONGEST_FIRST)
                .limit(settings.top())
                .toList());
    }

    /** Bytes: count int; for each the two ids (modified UTF-8), the four counts int, cosine double, epoch long. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(list.size());
        for (Discovery d : list) {
            TitlePair p = d.pair();
            out.writeUTF(p.a().value());
            out.writeUTF(p.b().value());
            out.writeInt(p.both());
            out.writeInt(p.ofA());
            out.writeInt(p.ofB());
            out.writeInt(p.viewers());
            out.writeDouble(d.cosine());
            out.writeLong(d.epoch());
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Discoveries read(DataInputStream in) throws IOException {
        List<Discovery> list = new ArrayList<>();
        try {
            for (int left = in.readInt(); left > 0; left--) {
                TitlePair pair = new TitlePair(
                        new MediaId(in.readUTF()),
                        new MediaId(in.readUTF()),
                        in.readInt(),
                        in.readInt(),
                        in.readInt(),
                        in.readInt());
                list.add(new Discovery(pair, in.readDouble(), in.readLong()));
            }
        } catch (InvalidValueException e) {
            throw new LearningException("a discovery names no title: " + e.getMessage(), e);
        }
        return new Discoveries(list);
    }
}
