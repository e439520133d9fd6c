package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.TaskType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "bank_pattern")
class BankPatternEntity {
    @Id
    String id;

    @Enumerated(EnumType.STRING)
    @Column(name = "task_type")
    TaskType taskType;

    byte[] codes;
    float scale;

    @Column(name = "success_rate")
    double successRate;

    String genres;

    @Nullable
    String mood;

    @Column(name = "time_of_day")
    @Nullable
    String timeOfDay;

    @Nullable
    String approach;

    int supporters;

    @Column(name = "reputation_mass")
    double reputationMass;

    double dissent;

    @Enumerated(EnumType.STRING)
    Admission admission;

    @Enumerated(EnumType.STRING)
    Priority priority;

    long version;

    @Column(name = "since_ms")
    long sinceMs;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected BankPatternEntity() {}

    BankPatternEntity(ConsolidatedPattern p, long sinceMs) {
        this.sinceMs = sinceMs;
        id = p.id().value();
        taskType = p.taskType();
        codes = p.embedding().codes();
        scale = p.embedding().scale();
        successRate = p.successRate();
        genres = Columns.joined(p.context().genres());
        mood = p.context().mood().orElse(null);
        timeOfDay = p.context().timeOfDay().orElse(null);
        approach = p.context().approach().orElse(null);
        supporters = p.supporters();
        reputationMass = p.reputationMass();
        dissent = p.dissent();
        admission = p.admission();
        priority = p.priority();
        version = p.version();
    }

    ConsolidatedPattern pattern() {
        return ConsolidatedPattern.builder(new PatternId(id), taskType, Embedding.ofCodes(codes, scale))
                .successRate(successRate)
                .context(context())
                .supporters(supporters)
                .reputationMass(reputationMass)
                .dissent(dissent)
                .admission(admission)
                .priority(priority)
                .version(version)
                .build();
    }

    private PatternContext context() {
        PatternContext context = PatternContext.of(Columns.split(genres));
        context = mood == null ? context : context.withMood(mood);
        context = timeOfDay == null ? context : context.withTimeOfDay(timeOfDay);
        return approach == null ? context : context.withApproach(approach);
    }
}
