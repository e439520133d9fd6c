package io.exogenesis.omega.lab.heal.subject;

import io.exogenesis.omega.core.aggregate.RoundRunner;
import io.exogenesis.omega.core.config.HealingSettings.Mode;
import io.exogenesis.omega.core.registry.Enrolment;
import io.exogenesis.omega.core.registry.EnrolmentCodes;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.lab.bench.Tastes;
import io.exogenesis.omega.lab.load.SyncViewer;
import io.exogenesis.omega.model.BuiltInCatalogue;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.TasteSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The data directory of a healthy Core: the built-in titles, {@value #VIEWERS} viewers, a bank with patterns and an item model. Each trial
 * begins with a copy of it.
 *
 * @param directory nobody works in it
 * @param viewers those that are enrolled
 */
public record Home(Path directory, List<Registration> viewers) {
    static final int VIEWERS = 64;
    /** Of these, viewers that contribute nothing by themselves. */
    static final int BYSTANDERS = 4;
    /** Each is known to four viewers, which is one more than a pattern needs. */
    static final int TASTES = 160;

    private static final int SUPPORTERS = 4;
    private static final int SAMPLE = 30;
    private static final double CLOSE = .95;
    private static final Instant MADE = Instant.parse("2026-01-01T12:00:00Z");

    public Home {
        viewers = List.copyOf(viewers);
    }

    /** Makes one; takes some seconds, most of them for the titles' embeddings. */
    public static Home make(Path directory, long seed) {
        try (TestCore core = TestCore.start(Setup.settings(directory, Mode.OFF, false))) {
            core.awaitTitles();
            List<Registration> viewers = new ArrayList<>();
            for (String code : core.get(EnrolmentCodes.class).mint(VIEWERS)) {
                viewers.add(core.get(Enrolment.class).register(code, Optional.empty(), Consents.ALL));
            }
            fill(core, viewers, seed);
            core.get(RoundRunner.class).runNow(true);
            return new Home(directory, viewers);
        }
    }

    private static void fill(TestCore core, List<Registration> viewers, long seed) {
        Tastes tastes = tastes(seed);
        Random random = new Random(seed);
        List<MediaItem> titles = new ArrayList<>(BuiltInCatalogue.titles());
        for (int v = 0; v < viewers.size() - BYSTANDERS; v++) {
            SyncViewer viewer =
                    new SyncViewer(new InProcessDoor(core), v, viewers.get(v).token(), 1);
            String name = viewers.get(v).viewerId().value();
            for (int t = 0; t < TASTES; t++) {
                if ((t + v) % (VIEWERS / SUPPORTERS) == 0) {
                    Embedding near = tastes.near(t, CLOSE);
                    viewer.offer(seq -> new Contribution.OfPattern(pattern(name + "-" + seq, near)));
                }
            }
            Collections.shuffle(titles, random);
            TasteSample sample = new TasteSample(titles.stream()
                    .limit(SAMPLE)
                    .map(i -> new SampledItem(i.id(), SampledItem.Liking.HIGH))
                    .toList());
            viewer.offer(seq -> new Contribution.OfSample(sample));
            if (!viewer.pushed().hasPushAck()) {
                throw new HealException("the Core does not take the patterns of its bank");
            }
        }
    }

    /** The tastes of its viewers. */
    public static Tastes tastes(long seed) {
        return new Tastes(new Random(seed), TASTES);
    }

    static ExogenesisPattern pattern(String id, Embedding embedding) {
        return new ExogenesisPattern(
                new PatternId(id), TaskType.PREFERENCE, embedding, .9, 5, PatternContext.NONE, MADE);
    }

    /** A directory of the same content, which is not there yet. */
    public void copyTo(Path target) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a) throws IOException {
                    Files.copy(dir, target.resolve(directory.relativize(dir)), StandardCopyOption.COPY_ATTRIBUTES);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
                    Files.copy(file, target.resolve(directory.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a directory and all that is in it. */
    public static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) throws IOException {
                    Files.deleteIfExists(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
