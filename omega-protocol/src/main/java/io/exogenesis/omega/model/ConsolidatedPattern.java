package io.exogenesis.omega.model;

/**
 * What distinct viewers agree on: the robust centre of a cluster of their patterns.
 *
 * @param id stable over versions of the bank while the cluster lives
 * @param taskType of its supporters' patterns
 * @param embedding geometric median, centred space, unit length
 * @param successRate reputation-weighted median of what its supporters measured, in [0, 1]; shown, never a weight
 * @param context genres (and mood, time of day, approach) with enough supporters
 * @param supporters distinct viewers, ≥ 3
 * @param reputationMass sum of the supporters' reputations, each in [0, 1]
 * @param dissent share of jurors who said no, in [0, 1]; 0 while there was no jury
 * @param admission on probation or admitted
 * @param priority for a delta that is cut short
 * @param version the bank's version that changed it last
 * @param model of the bank
 */
public record ConsolidatedPattern(
        PatternId id,
        TaskType taskType,
        Embedding embedding,
        double successRate,
        PatternContext context,
        int supporters,
        double reputationMass,
        double dissent,
        Admission admission,
        Priority priority,
        long version,
        EmbeddingModel model) {
    public ConsolidatedPattern {
        Rates.checked("success rate", successRate);
        Rates.checked("dissent", dissent);
        if (supporters < 1) {
            throw new InvalidValueException("a consolidated pattern has at least one supporter, not " + supporters);
        }
        if (version < 0) {
            throw new InvalidValueException("a bank version is not negative: " + version);
        }
        if (!(reputationMass >= 0) || !Double.isFinite(reputationMass)) {
            throw new InvalidValueException("reputation mass must be finite and not negative, not " + reputationMass);
        }
    }

    /** Of the built-in model. */
    public ConsolidatedPattern(
            PatternId id,
            TaskType taskType,
            Embedding embedding,
            double successRate,
            PatternContext context,
            int supporters,
            double reputationMass,
            double dissent,
            Admission admission,
            Priority priority,
            long version) {
        this(
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
                version,
                EmbeddingModel.MINI_LM);
    }

    /** The same of another model. */
    public ConsolidatedPattern withModel(EmbeddingModel other) {
        return new ConsolidatedPattern(
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
                version,
                other);
    }

    /** The same with other supporters. */
    public ConsolidatedPattern withSupport(int viewers, double mass, Priority urgency) {
        return new ConsolidatedPattern(
                id,
                taskType,
                embedding,
                successRate,
                context,
                viewers,
                mass,
                dissent,
                admission,
                urgency,
                version,
                model);
    }

    /** The same with what its jury says. */
    public ConsolidatedPattern withVerdict(Admission verdict, double no) {
        return new ConsolidatedPattern(
                id,
                taskType,
                embedding,
                successRate,
                context,
                supporters,
                reputationMass,
                no,
                verdict,
                priority,
                version,
                model);
    }

    /** The same as changed by another version of the bank. */
    public ConsolidatedPattern withVersion(long changedBy) {
        return new ConsolidatedPattern(
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
                changedBy,
                model);
    }
}
