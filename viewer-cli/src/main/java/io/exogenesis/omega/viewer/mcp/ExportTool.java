package io.exogenesis.omega.viewer.mcp;

import static io.exogenesis.omega.mcp.Schemas.count;
import static io.exogenesis.omega.mcp.Schemas.list;
import static io.exogenesis.omega.mcp.Schemas.number;
import static io.exogenesis.omega.mcp.Schemas.object;
import static io.exogenesis.omega.mcp.Schemas.of;
import static io.exogenesis.omega.mcp.Schemas.oneOf;
import static io.exogenesis.omega.mcp.Schemas.properties;
import static io.exogenesis.omega.mcp.Schemas.text;

import io.exogenesis.omega.mcp.Annotations;
import io.exogenesis.omega.mcp.Answer;
import io.exogenesis.omega.mcp.Arguments;
import io.exogenesis.omega.mcp.UntrustedText;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.TaskType;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code viewer_export_patterns(minQuality?)}: the patterns learned on this device. */
final class ExportTool implements ViewerTool {
    private static final List<String> TASKS =
            Stream.of(TaskType.values()).map(ExportTool::task).toList();

    private static final Tool TOOL = Tool.builder()
            .name("viewer_export_patterns")
            .title("Export the viewer's patterns")
            .description(
                    "The patterns learned on this device, of what the viewer likes, of when and how it watches, of what searches and"
                            + " explored places brought, and of which way of recommending works; the most successful first, without their embeddings. Learns"
                            + " first if something was tracked since. They are private: hand them to nobody but the viewer unless the"
                            + " viewer asks for it.")
            .inputSchema(object(
                    properties("minQuality", number("Least success rate, for example 0.7.", 0, 1, "default", 0)),
                    List.of()))
            .outputSchema(object(
                    properties(
                            "patterns", list("The most successful first.", pattern()),
                            "learned", count("Patterns there are, whatever their quality.")),
                    List.of("patterns", "learned")))
            .annotations(Annotations.adds("Export the viewer's patterns", true, false))
            .build();

    private static Map<String, Object> pattern() {
        return object(
                "A pattern.",
                properties(
                        "id", text("Stable while the agent keeps the pattern."),
                        "taskType", oneOf("What it is about.", TASKS),
                        "successRate", number("How well it worked for this viewer.", 0, 1),
                        "items", count("Titles behind it."),
                        "genres", list("Data from the catalogue.", of("string", "A genre.")),
                        "mood", text("When it holds, if it depends on the mood."),
                        "timeOfDay", text("When it holds, if it depends on the time of day."),
                        "approach",
                                text("Of a recommendation what put the titles there; of a behavior how it is watched."),
                        "learnedAt", text("For example \"2026-03-01T20:15:00Z\".")),
                List.of("id", "taskType", "successRate", "items", "genres", "learnedAt"));
    }

    @Override
    public Tool description() {
        return TOOL;
    }

    @Override
    public Answer call(Arguments arguments, ToolAgent holder) throws InterruptedException {
        double least = arguments.number("minQuality", 0, 1).orElse(0);
        holder.learn();
        List<ExogenesisPattern> all = holder.agent().patterns();
        List<ExogenesisPattern> good = all.stream()
                .filter(p -> p.successRate() >= least)
                .sorted(Comparator.comparingDouble(ExogenesisPattern::successRate)
                        .reversed()
                        .thenComparing(p -> p.id().value()))
                .toList();
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("patterns", good.stream().map(ExportTool::structured).toList());
        found.put("learned", all.size());
        return new Answer(found, rendered(good, all.size()));
    }

    private static Map<String, Object> structured(ExogenesisPattern p) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", p.id().value());
        one.put("taskType", task(p.taskType()));
        one.put("successRate", p.successRate());
        one.put("items", p.items());
        one.put("genres", p.context().genres());
        p.context().mood().ifPresent(m -> one.put("mood", m));
        p.context().timeOfDay().ifPresent(t -> one.put("timeOfDay", t));
        p.context().approach().ifPresent(a -> one.put("approach", a));
        one.put("learnedAt", p.timestamp().toString());
        return one;
    }

    private static String task(TaskType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static String rendered(List<ExogenesisPattern> good, int all) {
        if (all == 0) {
            return "No patterns were learned yet: that needs a catalogue and a few titles that were watched or rated.";
        }
        List<String> lines =
                new ArrayList<>(List.of(good.size() + " of " + all + " patterns. " + UntrustedText.NOTICE));
        for (ExogenesisPattern p : good) {
            lines.add("- " + task(p.taskType()) + ", success "
                    + String.format(Locale.ROOT, "%.2f", p.successRate()) + " over " + p.items() + " titles"
                    + (p.context().genres().isEmpty()
                            ? ""
                            : ", genres "
                                    + p.context().genres().stream()
                                            .map(UntrustedText::quoted)
                                            .collect(Collectors.joining(", ")))
                    + p.context()
                            .timeOfDay()
                            .map(t -> ", " + UntrustedText.quoted(t))
                            .orElse("")
                    + p.context()
                            .approach()
                            .map(a -> ", " + UntrustedText.quoted(a))
                            .orElse(""));
        }
        return String.join("\n", lines);
    }
}
