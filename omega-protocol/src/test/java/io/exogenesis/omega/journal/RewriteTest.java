package io.exogenesis.omega.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Records that are replaced in their places, and what a crash in the middle leaves. */
class RewriteTest {
    private static final JournalOptions SMALL = JournalOptions.defaults().withSegmentBytes(300);

    private static byte[] text(String s) {
        return s.getBytes(StandardCharsets.UTF_8);
    }

    private static final UnaryOperator<byte[]> BLANK_SECRETS = payload ->
            new String(payload, StandardCharsets.UTF_8).startsWith("secret") ? new byte[payload.length] : payload;

    private static Journal filled(FileLayer disk) {
        Journal journal = Journal.open(disk, SMALL);
        for (int i = 0; i < 30; i++) {
            journal.appendDurable(text((i % 3 == 0 ? "secret-" : "public-") + i));
        }
        return journal;
    }

    private static List<String> records(Journal journal) {
        List<String> all = new ArrayList<>();
        journal.replay(
                0, (position, next, payload) -> all.add(position + ":" + new String(payload, StandardCharsets.UTF_8)));
        return all;
    }

    private static List<Long> segments(Journal journal) {
        List<Long> bases = new ArrayList<>();
        journal.replay(0, (position, next, payload) -> bases.add(journal.segmentOf(position)));
        return bases.stream().distinct().toList();
    }

    @Test
    void rewrite_keepsPositionsAndOtherRecords() {
        PowerLossFileLayer disk = new PowerLossFileLayer();
        Journal journal = filled(disk);
        List<String> before = records(journal);
        List<Long> bases = segments(journal);
        assertThat(bases).hasSizeGreaterThan(2);

        int changed = 0;
        for (long base : bases) {
            changed += journal.rewrite(base, BLANK_SECRETS);
        }
        assertThat(changed).isEqualTo(10);
        List<String> after = records(journal);
        assertThat(after).hasSize(30);
        for (int i = 0; i < 30; i++) {
            assertThat(after.get(i).split(":")[0]).isEqualTo(before.get(i).split(":")[0]);
            assertThat(after.get(i).equals(before.get(i))).isEqualTo(i % 3 != 0);
        }
        journal.appendDurable(text("later"));
        journal.close();
        Journal again = Journal.open(disk.crash(new Random(1)), SMALL);
        assertThat(records(again)).hasSize(31).startsWith(after.toArray(String[]::new));
    }

    // A segment without anything to change must cost no write.
    @Test
    void rewrite_withNothingToChange_writesNothing() {
        PowerLossFileLayer disk = new PowerLossFileLayer();
        Journal journal = filled(disk);
        long syncs = disk.syncs();
        assertThat(journal.rewrite(0, payload -> payload)).isZero();
        assertThat(disk.syncs()).isEqualTo(syncs);
    }

    @Test
    void rewrite_ofADiscardedSegment_doesNothing() {
        Journal journal = filled(new PowerLossFileLayer());
        long end = journal.roll();
        journal.discardBefore(end);
        assertThat(journal.rewrite(0, BLANK_SECRETS)).isZero();
    }

    @Test
    void rewrite_withAnotherLength_isRefused_andTheSegmentStays() throws Exception {
        PowerLossFileLayer disk = new PowerLossFileLayer();
        Journal journal = filled(disk);
        List<String> before = records(journal);
        assertThatThrownBy(() -> journal.rewrite(0, payload -> new byte[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(records(journal)).isEqualTo(before);
        assertThat(disk.list()).noneMatch(SegmentFormat::isDraft);
    }

    // Wherever the plug is pulled: every record is as it was or as it should be, none is lost, and no draft stays
    // behind.
    @Test
    void rewrite_powerLossAtAnyOperation_leavesTheOldOrTheNewSegment() throws Exception {
        for (int operation = 1; operation < 12; operation++) {
            for (int seed = 0; seed < 20; seed++) {
                PowerLossFileLayer disk = new PowerLossFileLayer();
                Journal journal = filled(disk);
                List<String> before = records(journal);
                disk.crashAfter(operation);
                try {
                    journal.rewrite(0, BLANK_SECRETS);
                } catch (JournalException e) {
                    assertThat(e).hasMessageContaining("power");
                }
                PowerLossFileLayer after = disk.crash(new Random(seed));
                Journal again = Journal.open(after, SMALL);
                List<String> found = records(again);
                assertThat(found).hasSameSizeAs(before);
                boolean old = found.get(0).equals(before.get(0));
                for (int i = 0; i < found.size(); i++) {
                    boolean rewritten = i % 3 == 0 && again.segmentOf(position(found.get(i))) == 0;
                    assertThat(found.get(i).equals(before.get(i))).isEqualTo(old || !rewritten);
                }
                assertThat(after.list()).noneMatch(SegmentFormat::isDraft);
            }
        }
    }

    private static long position(String record) {
        return Long.parseLong(record.split(":")[0]);
    }

    @Test
    void rewrite_onAFullDisk_fails_andTheJournalGoesOn() {
        PowerLossFileLayer disk = new PowerLossFileLayer();
        Journal journal = filled(disk);
        List<String> before = records(journal);
        disk.capacity(disk.used() + 10);
        assertThatThrownBy(() -> journal.rewrite(0, BLANK_SECRETS)).isInstanceOf(JournalFailedException.class);
        disk.capacity(Long.MAX_VALUE);
        assertThat(records(journal)).isEqualTo(before);
        journal.appendDurable(text("later"));
        assertThat(journal.rewrite(0, BLANK_SECRETS)).isPositive();
    }
}
