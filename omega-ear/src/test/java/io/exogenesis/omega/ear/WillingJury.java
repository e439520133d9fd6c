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
 * on probation as a taste.
 */
final class WillingJury {
    /** Enough for a jury that withstands a third of liars. */
    private static final int JURORS = 60;

    /** The way to the Core: one frame of the viewer with this token. */
    interface Door {
        ServerFrame ask(String token, ClientFrame frame);
    }

    private final Door door;
    private final Runnable endOfEpoch;
    private final List<String> tokens;

    /** @param enrolment of a viewer with the audit consent; gives its token */
    WillingJury(Supplier<String> enrolment, Door door, Runnable endOfEpoch) {
        this.door = door;
        this.endOfEpoch = endOfEpoch;
        this.tokens = Stream.generate(enrolment).limit(JURORS).toList();
    }

    /** Two epochs: the Core learns who may be drawn, then what they say. */
    void admit() {
        OutcomeReport usual = OutcomeReport.newBuilder()
                .addItems(ItemOutcome.newBuilder()
                        .setMediaId("anything")
                        .setShown(20)
                        .setWatched(3))
                .build();
        tokens.forEach(juror -> report(juror, 1, usual));
        endOfEpoch.run();
        OutcomeReport.Builder all = OutcomeReport.newBuilder();
        bank().forEach(p -> all.addPatterns(PatternOutcome.newBuilder()
                .setPatternId(p.getId())
                .setShown(100)
                .setConverted(100)));
        tokens.forEach(juror -> report(juror, 2, all.build()));
        endOfEpoch.run();
        assertThat(bank())
                .filteredOn(p -> p.getAdmission() == Admission.ADMISSION_ADMITTED)
                .as("admitted by %s jurors, of %s", JURORS, bank().size())
                .hasSizeGreaterThan(1);
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

    private void report(String juror, long seq, OutcomeReport outcomes) {
        ServerFrame answer = door.ask(
                juror,
                ClientFrame.newBuilder()
                        .setPush(PushPatterns.newBuilder()
                                .addContributions(
                                        Contribution.newBuilder().setSeq(seq).setOutcomes(outcomes)))
                        .build());
        PushAck ack = answer.getPushAck();
        assertThat(ack.getReceived()).as("%s", answer).isEqualTo(1);
        assertThat(ack.getRefusedList()).isEmpty();
    }
}
