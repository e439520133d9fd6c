package io.exogenesis.omega.lab.demo;

import io.exogenesis.omega.embedder.MiniLmEmbedder;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.EmbeddingCache;
import io.exogenesis.omega.lab.data.LastSplit;
import io.exogenesis.omega.learning.defence.DefenceSettings;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CoreDirectory;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.List;

/** The part of a demonstration that {@code --malicious} adds: liars enrol after an honest epoch and push titles. */
final class DemoAttack {
    /** Share of each history that belongs to the honest epoch before. */
    private static final double EARLIER = .9;

    private static final long SEED = 7;

    private final DemoOptions.Malice malice;
    private final Intrusion intrusion;
    private final Terminal terminal;

    DemoAttack(DemoOptions.Malice malice, Dataset data, List<LastSplit.Part> parts, Terminal terminal) {
        this.malice = malice;
        this.terminal = terminal;
        // The same cache as that of the lab: attackers may know all texts, and the agents' own vectors are theirs.
        ContentSpace content = EmbeddingCache.open(
                        CoreDirectory.defaultFor("lab").resolve("embeddings"), MiniLmEmbedder.NAME)
                .space(data.items(), MiniLmEmbedder::load, terminal);
        this.intrusion = Intrusion.of(malice, data, parts, content, SEED);
        int founders = DefenceSettings.DEFAULT.founders();
        if (parts.size() < founders) {
            terminal.line(
                    "  With fewer than " + founders + " honest viewers there is no history to hold growth against:"
                            + " the defence of titles is not in force yet.");
        }
    }

    /** What happened before the liars came. */
    static List<LastSplit.Part> earlier(List<LastSplit.Part> parts) {
        return parts.stream()
                .map(p -> new LastSplit.Part(
                        p.viewer(),
                        p.train().subList(0, (int) Math.ceil(EARLIER * p.train().size())),
                        p.target()))
                .toList();
    }

    Fleet enrol(Fleet.Enrolling how, WorkerPool workers) {
        terminal.line("  Now " + intrusion.parts().size()
                + " liars enrol: agents like all others, with histories made up for " + malice.attack()
                + ", which pushes " + intrusion.targets().size() + " titles that few know.");
        return Fleet.enrol(
                new Fleet.Enrolling(how.core(), how.admin(), how.directory().resolve("liars"), how.transport()),
                intrusion.parts(),
                workers);
    }

    double hitRate(Fleet honest, WorkerPool workers) {
        return Evaluation.hitRate(honest.members(), intrusion.targets(), workers);
    }

    DemoReport.Poisoning report(Fleet honest, double before, WorkerPool workers) {
        int liars = intrusion.parts().size();
        return new DemoReport.Poisoning(
                malice.attack(),
                (double) liars / (liars + honest.members().size()),
                liars,
                intrusion.targets().stream().map(MediaId::value).toList(),
                before,
                hitRate(honest, workers));
    }
}
