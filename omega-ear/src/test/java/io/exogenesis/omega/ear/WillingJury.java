package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.wire.v1.Admission;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ConsolidatedPattern;
import io.exogenesis.omega.wire.v1.Contribution;
import io.exogenesis.omega.wire.v1.ItemOutcome;
import io.exogenesis.omega.wire.v1.OutcomeReport;
import io.exogenesis.omega.wire.v1.PatternOutcome;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PushAck;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Viewers of the audit cohort who like what the bank's patterns show them, so that a Core admits these patterns: agents take no pattern
 * on probation as a taste. Or they say what a test has them say.
 */
final class WillingJury {
    /** Enough for a jury that withstands a third of liars. */
    static final int JURORS = 60;

    /** More than a juror is asked for before its word counts. */
    private static final int SHOWN = 100;

    /** The way to the Core: one frame of the viewer with this token. */
    interface Door {
        ServerFrame ask(String token, ClientFrame frame);
    }

    /** What a juror makes of a pattern. */
    enum Word {
        YES,
        NO,
        SILENCE
    }

    interface Opinion {
        /** @param juror from 0 to {@value #JURORS} - 1 */
        Word of(int juror, ConsolidatedPattern pattern);
    }

    private final Door door;
    private final Runnable endOfEpoch;
    private final List<String> tokens;
    private final long[] said = new long[JURORS];

    /** @param enrolment of a viewer with the audit consent; gives its token */
    WillingJury(Supplier<String> enrolment, Door door, Runnable endOfEpoch) {
        this.door = door;
        this.endOfEpoch = endOfEpoch;
        this.tokens = Stream.generate(enrolment).limit(JURORS).toList();
    }

    /** Two epochs: the Core learns who may be drawn, then what they say. */
    void admit() {
        standForTheDraw();
        say((juror, pattern) -> Word.YES);
        endOfEpoch.run();
        assertThat(bank())
                .filteredOn(p -> p.getAdmission() == Admission.ADMISSION_ADMITTED)
                .as("admitted by %s jurors, of %s", JURORS, bank().size())
                .hasSizeGreaterThan(1);
    }

    /** The Core learns who may be drawn, and draws: an epoch. */
    void standForTheDraw() {
        OutcomeReport usual = OutcomeReport.newBuilder()
                .addItems(ItemOutcome.newBuilder()
                        .setMediaId("anything")
                        .setShown(20)
                        .setWatched(3))
                .build();
        for (int juror = 0; juror < JURORS; juror++) {
            report(juror, usual);
        }
        endOfEpoch.run();
    }

    /** Each says of the bank's patterns what it thinks. What comes of it the next round says. */
    void say(Opinion opinion) {
        List<ConsolidatedPattern> bank = bank();
        for (int juror = 0; juror < JURORS; juror++) {
            OutcomeReport.Builder all = OutcomeReport.newBuilder();
            for (ConsolidatedPattern pattern : bank) {
                Word word = opinion.of(juror, pattern);
                if (word != Word.SILENCE) {
                    all.addPatterns(PatternOutcome.newBuilder()
                            .setPatternId(pattern.getId())
                            .setShown(SHOWN)
                            .setConverted(word == Word.YES ? SHOWN : 0));
                }
            }
            if (all.getPatternsCount() > 0) {
                report(juror, all.build());
            }
        }
    }

    private List<ConsolidatedPattern> bank() {
        return door.ask(
                        tokens.getFirst(),
                        ClientFrame.newBuilder()
                                .setPull(PullRequest.getDefaultInstance())
                                .build())
                .getPull()
                .getUpsertsList();
    }

    private void report(int juror, OutcomeReport outcomes) {
        Contribution next = Contribution.newBuilder()
                .setSeq(++said[juror])
                .setOutcomes(outcomes)
                .build();
        ServerFrame answer = door.ask(
                tokens.get(juror),
                ClientFrame.newBuilder()
                        .setPush(PushPatterns.newBuilder().addContributions(next))
                        .build());
        PushAck ack = answer.getPushAck();
        assertThat(ack.getReceived()).as("%s", answer).isEqualTo(1);
        assertThat(ack.getRefusedList()).isEmpty();
    }
}
