package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.consensus.Trial;
import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.TaskType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Bytes of tracked patterns: form int (−3), count int; for each id, task type, 384 codes, scale float, success rate double, genres (count
 * int), mood, time of day and approach (empty: none), supporters int, mass double, dissent double, admission, priority, version long,
 * supporters (count int, pseudonym, epoch long), then its {@linkplain Trials trial}. Texts and enum names are modified UTF-8
 * with two bytes of length. Form −2 had no approach; the first form began with the count and had no trials either.
 */
final class TrackedPatterns {
    private static final int FORM = -3;
    private static final int WITHOUT_APPROACH = -2;

    private TrackedPatterns() {}

    static void write(List<TrackedPattern> patterns, DataOutputStream out) throws IOException {
        out.writeInt(FORM);
        out.writeInt(patterns.size());
        for (TrackedPattern t : patterns) {
            ConsolidatedPattern p = t.pattern();
            out.writeUTF(p.id().value());
            out.writeUTF(p.taskType().name());
            out.write(p.embedding().codes());
            out.writeFloat(p.embedding().scale());
            out.writeDouble(p.successRate());
            out.writeInt(p.context().genres().size());
            for (String genre : p.context().genres()) {
                out.writeUTF(genre);
            }
            out.writeUTF(p.context().mood().orElse(""));
            out.writeUTF(p.context().timeOfDay().orElse(""));
            out.writeUTF(p.context().approach().orElse(""));
            out.writeInt(p.supporters());
            out.writeDouble(p.reputationMass());
            out.writeDouble(p.dissent());
            out.writeUTF(p.admission().name());
            out.writeUTF(p.priority().name());
            out.writeLong(p.version());
            out.writeInt(t.supporters().size());
            for (var supporter : t.supporters().entrySet()) {
                out.writeUTF(supporter.getKey());
                out.writeLong(supporter.getValue());
            }
            Trials.write(t.trial(), out);
        }
    }

    static List<TrackedPattern> read(DataInputStream in) throws IOException {
        List<TrackedPattern> out = new ArrayList<>();
        int form = in.readInt();
        if (form < FORM || form == -1) {
            throw new LearningException("tracked patterns of an unknown form: " + form);
        }
        for (int left = form < 0 ? in.readInt() : form; left > 0; left--) {
            ConsolidatedPattern pattern = readPattern(in, form < WITHOUT_APPROACH);
            SortedMap<String, Long> supporters = new TreeMap<>();
            for (int more = in.readInt(); more > 0; more--) {
                supporters.put(in.readUTF(), in.readLong());
            }
            out.add(new TrackedPattern(pattern, supporters, form < 0 ? Trials.read(in) : Trial.begin(0)));
        }
        return out;
    }

    private static ConsolidatedPattern readPattern(DataInputStream in, boolean approach) throws IOException {
        PatternId id = new PatternId(in.readUTF());
        TaskType type = TaskType.valueOf(in.readUTF());
        byte[] codes = in.readNBytes(Embedding.DIMENSIONS);
        Embedding embedding = Embedding.ofCodes(codes, in.readFloat());
        double successRate = in.readDouble();
        List<String> genres = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            genres.add(in.readUTF());
        }
        PatternContext context = PatternContext.of(genres);
        context = text(in).map(context::withMood).orElse(context);
        context = text(in).map(context::withTimeOfDay).orElse(context);
        context = approach ? text(in).map(context::withApproach).orElse(context) : context;
        return ConsolidatedPattern.builder(id, type, embedding)
                .successRate(successRate)
                .context(context)
                .supporters(in.readInt())
                .reputationMass(in.readDouble())
                .dissent(in.readDouble())
                .admission(Admission.valueOf(in.readUTF()))
                .priority(Priority.valueOf(in.readUTF()))
                .version(in.readLong())
                .build();
    }

    private static Optional<String> text(DataInputStream in) throws IOException {
        String value = in.readUTF();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
