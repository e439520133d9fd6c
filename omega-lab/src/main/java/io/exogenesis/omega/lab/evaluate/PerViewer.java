package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.measure.Judgement;
import io.exogenesis.omega.lab.measure.OutputException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes every single judgement, for those who want to test a hypothesis of their own: CSV with the header {@code
 * viewer,protocol,model,auc,aucPop,ndcg10,recall20}; ids with a comma or a quote are quoted.
 */
public final class PerViewer implements AutoCloseable {
    private final Path file;
    private final @Nullable BufferedWriter out;

    /**
     * @param asked empty: nothing is written
     * @throws OutputException if the file cannot be made
     */
    public PerViewer(Optional<Path> asked) {
        this.file = asked.orElse(Path.of(""));
        try {
            out = asked.isPresent() ? Files.newBufferedWriter(file) : null;
            if (out != null) {
                out.write("viewer,protocol,model,auc,aucPop,ndcg10,recall20\n");
            }
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    void write(String protocol, List<Case> tested, Judged judged) {
        if (out == null) {
            return;
        }
        try {
            for (int k = 0; k < tested.size(); k++) {
                Judgement j = judged.judgements().get(k);
                out.write(String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%.6f,%.6f,%.6f,%.6f%n",
                        quoted(tested.get(k).viewer()),
                        protocol,
                        judged.model(),
                        j.auc(),
                        j.aucPop(),
                        j.ndcg10(),
                        j.recall20()));
            }
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    @Override
    public void close() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    private static String quoted(String id) {
        return id.indexOf(',') < 0 && id.indexOf('"') < 0 ? id : '"' + id.replace("\"", "\"\"") + '"';
    }
}
