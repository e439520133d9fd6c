package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/security.md names as evidence is there: a test that was renamed or removed proves nothing any more. */
class SecurityEvidenceTest {
    private static final Path ROOT = Path.of("..");
    private static final String HEADING = "## OWASP ASVS, level 2";

    @Test
    void everyTestNamedAsEvidence_exists() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/security.md"));
        Set<String> named = new TreeSet<>();
        Pattern.compile("(?<![*\\w])([A-Z]\\w*(?:Test|IT))\\b")
                .matcher(page.substring(page.indexOf(HEADING)))
                .results()
                .forEach(r -> named.add(r.group(1)));
        assertThat(named).hasSizeGreaterThan(10);
        assertThat(tests()).containsAll(named);
    }

    private static Set<String> tests() throws IOException {
        try (var files = Files.find(
                ROOT,
                14,
                (path, of) -> of.isRegularFile() && path.toString().matches(".*/src/test/.*(Test|IT)\\.java"))) {
            return files.map(f -> f.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
