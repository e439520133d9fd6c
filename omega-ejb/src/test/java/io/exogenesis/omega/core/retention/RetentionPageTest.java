package io.exogenesis.omega.core.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on retention names tests that exist: a claim about a bound is worth its test. */
class RetentionPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|Contract|IT))(?:\\.(\\w+))?`");
    /** Modules whose tests the page names. */
    private static final List<String> MODULES =
            List.of("omega-vector", "omega-learning", "omega-ejb", "omega-web", "omega-ops");

    private static Map<String, Path> sources() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                files.filter(f -> f.toString().endsWith(".java")).forEach(found::add);
            }
        }
        return found.stream()
                .collect(Collectors.toMap(f -> f.getFileName().toString().replace(".java", ""), f -> f, (a, b) -> a));
    }

    @Test
    void page_namesTestsThatExist() throws IOException {
        Map<String, Path> sources = sources();
        Matcher named = TEST.matcher(Files.readString(ROOT.resolve("docs/retention.md")));
        int count = 0;
        while (named.find()) {
            count++;
            assertThat(sources).containsKey(named.group(1));
            if (named.group(2) != null) {
                assertThat(Files.readString(sources.get(named.group(1))))
                        .as(named.group())
                        .contains("void " + named.group(2) + "(");
            }
        }
        assertThat(count).isGreaterThan(20);
    }

    @Test
    void page_namesTheDefaultsThatAreInForce() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/retention.md"));
        var registry = io.exogenesis.omega.core.config.RegistrySettings.DEFAULTS;
        var bank = io.exogenesis.omega.core.config.BankSettings.DEFAULTS;
        int lease = io.exogenesis.omega.core.config.AggregateSettings.DEFAULTS.sampleLease();
        assertThat(page)
                .contains("`omega.aggregate.sample-lease` epochs (" + lease + ")")
                .contains("`omega.registry.code-lifetime` ("
                        + registry.codeLifetime().toDays() + " days)")
                .contains("`omega.registry.max-open-codes` (" + grouped(registry.maxOpenCodes()) + ")")
                .contains("`omega.registry.max-viewers` (" + grouped(registry.maxViewers()) + ")")
                .contains("(" + registry.tombstoneLifetime().toDays() + " days)")
                .contains("`omega.bank.decision-rounds` rounds (" + bank.decisionRounds() + ")")
                .contains("`omega.bank.max-decisions` in all (" + grouped(bank.maxDecisions()) + ")")
                .contains("| lines of rounds | " + grouped(Retention.ROUNDS) + " |");
    }

    private static String grouped(int number) {
        return String.format(java.util.Locale.ROOT, "%,d", number);
    }
}
