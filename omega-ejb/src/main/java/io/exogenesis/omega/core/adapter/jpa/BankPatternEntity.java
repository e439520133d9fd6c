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
import java.util.Optional;
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

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected BankPatternEntity() {}

    BankPatternEntity(ConsolidatedPattern p) {
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
        return new ConsolidatedPattern(
                new PatternId(id),
                taskType,
                Embedding.ofCodes(codes, scale),
                successRate,
                new PatternContext(
                        Columns.split(genres),
                        Optional.ofNullable(mood),
                        Optional.ofNullable(timeOfDay),
                        Optional.ofNullable(approach)),
                supporters,
                reputationMass,
                dissent,
                admission,
                priority,
                version);
    }
}
