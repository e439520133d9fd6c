package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.consensus.JuryCount;
import io.exogenesis.omega.learning.consensus.JuryPlan;
import io.exogenesis.omega.learning.consensus.Seat;
import io.exogenesis.omega.learning.consensus.Trial;
import io.exogenesis.omega.learning.consensus.Trial.Standing;
import io.exogenesis.omega.model.Embedding;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Bytes of a trial: standing, since long, whether there is a plan; with one: showings, jurors, conversions and needed int, the
 * subject's 384 codes and scale float, yes, no and pending int, places (count int; pseudonym, shown and converted short, until
 * long).
 */
final class Trials {
    private Trials() {}

    static void write(Trial t, DataOutputStream out) throws IOException {
        out.writeUTF(t.standing().name());
        out.writeLong(t.since());
        boolean drawn = t.plan().isPresent() && t.subject().isPresent();
        out.writeBoolean(drawn);
        if (!drawn) {
            return;
        }
        JuryPlan plan = t.plan().get();
        out.writeInt(plan.showings());
        out.writeInt(plan.jurors());
        out.writeInt(plan.conversions());
        out.writeInt(plan.needed());
        out.write(t.subject().get().codes());
        out.writeFloat(t.subject().get().scale());
        out.writeInt(t.count().yes());
        out.writeInt(t.count().no());
        out.writeInt(t.count().pending());
        out.writeInt(t.seats().size());
        for (Map.Entry<String, Seat> e : t.seats().entrySet()) {
            out.writeUTF(e.getKey());
            out.writeShort(e.getValue().shown());
            out.writeShort(e.getValue().converted());
            out.writeLong(e.getValue().until());
        }
    }

    static Trial read(DataInputStream in) throws IOException {
        Standing standing = Standing.valueOf(in.readUTF());
        long since = in.readLong();
        if (!in.readBoolean()) {
            return new Trial(standing, since, Optional.empty(), Optional.empty(), new TreeMap<>(), JuryCount.NONE);
        }
        JuryPlan plan = new JuryPlan(in.readInt(), in.readInt(), in.readInt(), in.readInt());
        byte[] codes = in.readNBytes(Embedding.DIMENSIONS);
        Embedding subject = Embedding.ofCodes(codes, in.readFloat());
        JuryCount count = new JuryCount(in.readInt(), in.readInt(), in.readInt(), plan.needed(), plan.jurors());
        SortedMap<String, Seat> seats = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            seats.put(in.readUTF(), new Seat(in.readUnsignedShort(), in.readUnsignedShort(), in.readLong()));
        }
        return new Trial(standing, since, Optional.of(plan), Optional.of(subject), seats, count);
    }
}
