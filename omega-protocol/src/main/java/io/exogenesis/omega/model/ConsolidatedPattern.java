package io.exogenesis.omega.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What distinct viewers agree on: the robust centre of a cluster of their patterns.
 */
public final class ConsolidatedPattern {
    private final PatternId id;
    private final TaskType taskType;
    private final Embedding embedding;
    private final double successRate;
    private final PatternContext context;
    private final int supporters;
    private final double reputationMass;
    private final double dissent;
    private final Admission admission;
    private final Priority priority;
    private final long version;
    private final EmbeddingModel model;

    private ConsolidatedPattern(Builder b) {
        Rates.checked("success rate", b.successRate);
        Rates.checked("dissent", b.dissent);
        if (b.supporters < 1) {
            throw new InvalidValueException("a consolidated pattern has at least one supporter, not " + b.supporters);
        }
        if (b.version < 0) {
            throw new InvalidValueException("a bank version is not negative: " + b.version);
        }
        if (!(b.reputationMass >= 0) || !Double.isFinite(b.reputationMass)) {
            throw new InvalidValueException("reputation mass must be finite and not negative, not " + b.reputationMass);
        }
        id = b.id;
        taskType = b.taskType;
        embedding = b.embedding;
        successRate = b.successRate;
        context = b.context;
        supporters = b.supporters;
        reputationMass = b.reputationMass;
        dissent = b.dissent;
        admission = b.admission;
        priority = b.priority;
        version = b.version;
        model = b.model;
    }

    public static Builder builder(PatternId id, TaskType taskType, Embedding embedding) {
        return new Builder(id, taskType, embedding);
    }

    /** A builder that begins with this one's parts. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Stable over versions of the bank while the cluster lives. */
    public PatternId id() {
        return id;
    }

    /** The kind of its supporters' patterns. */
    public TaskType taskType() {
        return taskType;
    }

    /** Geometric median, centred space, unit length. */
    public Embedding embedding() {
        return embedding;
    }

    /** Reputation-weighted median of what its supporters measured, in [0, 1]; shown, never a weight. */
    public double successRate() {
        return successRate;
    }

    /** Genres (and mood, time of day, approach) with enough supporters. */
    public PatternContext context() {
        return context;
    }

    /** Distinct viewers, ≥ 3. */
    public int supporters() {
        return supporters;
    }

    /** Sum of the supporters' reputations, each in [0, 1]. */
    public double reputationMass() {
        return reputationMass;
    }

    /** Share of jurors who said no, in [0, 1]; 0 while there was no jury. */
    public double dissent() {
        return dissent;
    }

    /** On probation or admitted. */
    public Admission admission() {
        return admission;
    }

    /** Its place in a delta that is cut short. */
    public Priority priority() {
        return priority;
    }

    /** The bank's version that changed it last. */
    public long version() {
        return version;
    }

    /** The sentence model in whose space it lies: that of the bank. */
    public EmbeddingModel model() {
        return model;
    }

    /** The same of another model. */
    public ConsolidatedPattern withModel(EmbeddingModel other) {
        return toBuilder().model(other).build();
    }

    /** The same with other supporters. */
    public ConsolidatedPattern withSupport(int viewers, double mass, Priority urgency) {
        return toBuilder()
                .supporters(viewers)
                .reputationMass(mass)
                .priority(urgency)
                .build();
    }

    /** The same with what its jury says. */
    public ConsolidatedPattern withVerdict(Admission verdict, double no) {
        return toBuilder().admission(verdict).dissent(no).build();
    }

    /** The same as changed by another version of the bank. */
    public ConsolidatedPattern withVersion(long changedBy) {
        return toBuilder().version(changedBy).build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConsolidatedPattern o && parts().equals(o.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "ConsolidatedPattern" + parts();
    }

    private List<Object> parts() {
        return List.of(
                id,
                taskType,
                embedding,
                successRate,
                context,
                supporters,
                reputationMass,
                dissent,
                admission,
                priority,
                version);
    }

    /** Collects the parts; what is not given stays at its default. */
    public static final class Builder {
        private PatternId id;
        private TaskType taskType;
        private Embedding embedding;
        private double successRate;
        private PatternContext context = PatternContext.NONE;
        private int supporters = 1;
        private double reputationMass;
        private double dissent;
        private Admission admission = Admission.ADMITTED;
        private Priority priority = Priority.MEDIUM;
        private long version;
        private EmbeddingModel model = EmbeddingModel.MINI_LM;

        private Builder(PatternId id, TaskType taskType, Embedding embedding) {
            this.id = id;
            this.taskType = taskType;
            this.embedding = embedding;
        }

        private Builder(ConsolidatedPattern from) {
            id = from.id;
            taskType = from.taskType;
            embedding = from.embedding;
            successRate = from.successRate;
            context = from.context;
            supporters = from.supporters;
            reputationMass = from.reputationMass;
            dissent = from.dissent;
            admission = from.admission;
            priority = from.priority;
            version = from.version;
            model = from.model;
        }

        public Builder successRate(double value) {
            successRate = value;
            return this;
        }

        public Builder context(PatternContext value) {
            context = value;
            return this;
        }

        public Builder supporters(int value) {
            supporters = value;
            return this;
        }

        public Builder reputationMass(double value) {
            reputationMass = value;
            return this;
        }

        public Builder dissent(double value) {
            dissent = value;
            return this;
        }

        public Builder admission(Admission value) {
            admission = value;
            return this;
        }

        public Builder priority(Priority value) {
            priority = value;
            return this;
        }

        public Builder version(long value) {
            version = value;
            return this;
        }

        /** Default: the built-in one. */
        public Builder model(EmbeddingModel value) {
            model = value;
            return this;
        }

        public ConsolidatedPattern build() {
            return new ConsolidatedPattern(this);
        }
    }
}
