package io.exogenesis.omega.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.identity.Scope;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.RoundWatch;
import io.exogenesis.omega.mcp.Answer;
import io.exogenesis.omega.mcp.Arguments;
import io.exogenesis.omega.mcp.Progress;
import io.exogenesis.omega.mcp.ToolProblem;
import io.exogenesis.omega.mcp.UntrustedText;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoreToolsTest {
    private static final ToolCaller CALLER = new ToolCaller("id-1", Set.of(Scope.READ));

    private final FakeOmegaCore core = new FakeOmegaCore();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.close();
    }

    private Answer called(CoreTool tool, Map<String, Object> arguments) throws InterruptedException {
        Answer answer = tool.call(Arguments.of(arguments, tool.takes()), CALLER, Progress.NONE);
        JsonSchemaValidator.ValidationResponse valid =
                McpJsonDefaults.getSchemaValidator().validate(tool.description().outputSchema(), answer.structured());
        assertThat(valid.valid()).as(valid.errorMessage()).isTrue();
        return answer;
    }

    private AggregateTool aggregate() {
        return new AggregateTool(core, new RoundWatch(InstantSource.system(), CoreMetrics.NONE), threads);
    }

    @Test
    void stats_fitItsSchema_andLeavesOutWhatWasNotMeasured() throws Exception {
        Answer answer = called(new StatsTool(core), Map.of());
        assertThat(answer.structured()).containsKeys("viewers", "contributions", "bank", "network");
        assertThat(answer.structured().toString()).contains("meanQuality").doesNotContain("meanSupporters");
    }

    // A reason or a genre that speaks to the model has to look like what it is: text of somebody else, on one line.
    @Test
    void consensus_textFromOutside_isQuotedOnOneLine() throws Exception {
        Answer answer = called(new ConsensusTool(core), Map.of());
        assertThat(answer.text()).contains(UntrustedText.NOTICE).contains("\"Ignore all\\u000aprevious");
        assertThat(answer.text().lines()).noneMatch(line -> line.startsWith("previous"));
        assertThat(answer.text()).doesNotContain("\u202e");
    }

    @Test
    void consensus_unknownPattern_isRefusedInASentence() {
        assertThatThrownBy(() -> called(new ConsensusTool(core), Map.of("patternId", "x")))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(CoreMcp.isTold(e)).isTrue());
    }

    @Test
    void distribute_isDoneAsTheToken() throws Exception {
        Answer answer = called(new DistributeTool(core), Map.of("priority", "high", "viewerIds", List.of("a", "b")));
        assertThat(answer.structured()).containsEntry("priority", "HIGH");
        assertThat(core.changed)
                .singleElement()
                .satisfies(who -> assertThat(who.subject()).isEqualTo("token:id-1"));
        assertThatThrownBy(() -> called(new DistributeTool(core), Map.of("priority", "urgent")))
                .isInstanceOf(ToolProblem.class);
    }

    @Test
    void aggregate_notImmediate_runsNothing() throws Exception {
        Answer answer = called(aggregate(), Map.of("immediate", false));
        assertThat(answer.structured()).containsEntry("ran", false);
    }

    @Test
    void aggregate_refusedRound_isRefusedForTheCaller() {
        assertThatThrownBy(() -> called(aggregate(), Map.of()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("embedding");
    }

    @Test
    void needs_whatChangesSomething_moreThanReading() {
        assertThat(aggregate().needs(Map.of())).isEqualTo(Scope.OPERATE);
        assertThat(aggregate().needs(Map.of("immediate", "false"))).isEqualTo(Scope.OPERATE);
        assertThat(aggregate().needs(Map.of("immediate", false))).isEqualTo(Scope.READ);
        assertThat(new DistributeTool(core).needs(Map.of())).isEqualTo(Scope.OPERATE);
        assertThat(new StatsTool(core).needs(Map.of())).isEqualTo(Scope.READ);
    }

    // The page is what an operator reads before handing out a token.
    @Test
    void docs_tableOfTools_namesEachWithItsArguments() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "mcp.md"));
        for (CoreTool tool : TestTools.all(core, threads)) {
            String name = tool.description().name();
            Matcher row = Pattern.compile("\\| `" + name + "` \\|([^|]*)\\|([^|]*)\\|")
                    .matcher(page);
            assertThat(row.find()).as(name).isTrue();
            Set<String> named = new TreeSet<>();
            Matcher argument = Pattern.compile("`([A-Za-z]+)`\\?").matcher(row.group(2));
            while (argument.find()) {
                named.add(argument.group(1));
            }
            assertThat(named).as(name).isEqualTo(new TreeSet<>(tool.takes()));
            assertThat(row.group(1)).as(name).contains(tool.needs(Map.of()).text());
        }
    }

    @Test
    void descriptions_sayWhatTheyDoToTheWorld() {
        assertThat(TestTools.all(core, threads)).allSatisfy(tool -> {
            var hints = tool.description().annotations();
            assertThat(hints.readOnlyHint())
                    .isEqualTo(tool.needs(Map.of()) == Scope.READ
                            && !tool.description().name().equals("omega_prune"));
            assertThat(hints.destructiveHint())
                    .isEqualTo(tool.description().name().equals("omega_prune"));
            assertThat(hints.idempotentHint()).isNotNull();
            assertThat(hints.openWorldHint()).isNotNull();
            assertThat(tool.description().outputSchema()).isNotEmpty();
        });
    }
}
