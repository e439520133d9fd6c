package io.exogenesis.omega.viewer.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ConflictStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasoningBankTest {
    @TempDir
    Path directory;

    private final Random random = new Random(1);
    private final AgentDb db = AgentDb.open(new ViewerId("v"), new PowerLossFileLayer(), () -> {}, 1_000);

    private ReasoningBank bank() {
        return new ReasoningBank(db, directory, ConflictStrategy.MERGE, .7);
    }

    private ExogenesisPattern pattern(int n, double rate, String genre) {
        return new ExogenesisPattern(
                new PatternId("p" + n),
                TaskType.PREFERENCE,
                AgentRecordCodecPropertyTest.embedding(random),
                rate,
                3,
                new PatternContext(List.of(genre), Optional.empty(), Optional.empty()),
                Instant.EPOCH);
    }

    private List<ExogenesisPattern> learn(int count) {
        List<ExogenesisPattern> patterns = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            patterns.add(pattern(n, n % 2 == 0 ? .9 : .4, n % 3 == 0 ? "Drama" : "Comedy"));
        }
        db.commit(s -> List.of(new AgentRecord.Learned(patterns)));
        return patterns;
    }

    @Test
    void search_filtersBeforeRanking_kMatchesIfThereAreK() {
        List<ExogenesisPattern> patterns = learn(60);
        Embedding query = patterns.get(7).embedding();
        try (ReasoningBank bank = bank()) {
            assertThat(bank.search(query, 5, ReasoningBank.Criteria.ANY)
                            .getFirst()
                            .pattern()
                            .id()
                            .value())
                    .isEqualTo("p7");
            var good = bank.search(
                    query, 10, new ReasoningBank.Criteria(Optional.of(TaskType.PREFERENCE), .7, Set.of("Drama")));
            assertThat(good)
                    .hasSize(10)
                    .allMatch(m -> m.pattern().successRate() >= .7
                            && m.pattern().context().genres().contains("Drama"));
            assertThat(good).isSortedAccordingTo((a, b) -> Float.compare(b.cosine(), a.cosine()));
            assertThat(bank.search(query, 10, new ReasoningBank.Criteria(Optional.of(TaskType.DISCOVERY), 0, Set.of())))
                    .isEmpty();
        }
    }

    @Test
    void search_patternsReplaced_oldOnesGoneAlsoAfterReopen() {
        learn(20);
        List<ExogenesisPattern> newer;
        try (ReasoningBank bank = bank()) {
            assertThat(bank.search(AgentRecordCodecPropertyTest.embedding(random), 50, ReasoningBank.Criteria.ANY))
                    .hasSize(20);
            newer = learn(5);
            assertThat(bank.search(newer.getFirst().embedding(), 50, ReasoningBank.Criteria.ANY))
                    .hasSize(5);
        }
        try (ReasoningBank bank = bank()) {
            var found = bank.search(newer.getFirst().embedding(), 50, ReasoningBank.Criteria.ANY);
            assertThat(found).hasSize(5);
            assertThat(found.getFirst().cosine()).isGreaterThan(.99f);
        }
    }

    /** A restored or half-written index must not answer with patterns that are not there. */
    @Test
    void search_indexOfAnotherState_builtAgain() {
        learn(20);
        try (ReasoningBank bank = bank()) {
            bank.search(AgentRecordCodecPropertyTest.embedding(random), 1, ReasoningBank.Criteria.ANY);
        }
        List<ExogenesisPattern> newer = learn(3);
        try (ReasoningBank bank = bank()) {
            assertThat(bank.search(newer.getFirst().embedding(), 50, ReasoningBank.Criteria.ANY))
                    .hasSize(3);
        }
    }

    @Test
    void search_indexDamaged_builtAgain() throws IOException {
        List<ExogenesisPattern> patterns = learn(20);
        try (ReasoningBank bank = bank()) {
            bank.search(AgentRecordCodecPropertyTest.embedding(random), 1, ReasoningBank.Criteria.ANY);
        }
        try (var files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("segments"))
                    .toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        try (ReasoningBank bank = bank()) {
            assertThat(bank.search(patterns.get(3).embedding(), 50, ReasoningBank.Criteria.ANY))
                    .hasSize(20);
        }
    }
}
