package io.exogenesis.omega.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.memory.ImportedEntries;
import io.exogenesis.omega.viewer.memory.NewEpisode;
import io.exogenesis.omega.viewer.memory.NewSkill;
import io.exogenesis.omega.viewer.memory.Skill;
import io.exogenesis.omega.viewer.memory.SkillLink;
import io.exogenesis.omega.viewer.memory.StoredPattern;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryTransferTest {
    private final AgentDb from = open();
    private final AgentDb to = open();

    private static AgentDb open() {
        return AgentDb.open(new ViewerId("v"), new PowerLossFileLayer(), () -> {}, 1_000);
    }

    private static String exported(AgentDb db) {
        StringWriter out = new StringWriter();
        new MemoryTransfer(db).export(out);
        return out.toString();
    }

    private static ImportedEntries load(AgentDb db, String lines) {
        return new MemoryTransfer(db).load(new StringReader(lines));
    }

    /** Random entries of all kinds; skills under names of their own. */
    private void fill(AgentDb db, int count) {
        Random random = new Random(3);
        List<AgentRecord> records = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            Entry any = AgentSchemaPropertyTest.entry(random);
            Entry entry = any instanceof SkillEntry ? skill(db.nextId()) : any.withId(db.nextId());
            records.add(new AgentRecord.Stored(entry, AgentSchemaPropertyTest.embedding(random)));
        }
        db.submit(records).join();
    }

    static SkillEntry skill(long id) {
        NewSkill skill = NewSkill.of("skill " + id, "ü").withSignature(List.of("a"), List.of());
        return SkillEntry.of(id, skill, Instant.ofEpochMilli(id));
    }

    private static List<SkillEntry> skills(AgentDb db) {
        return db.read(s -> s.entries().skills().all());
    }

    @Test
    void load_whatExportWrote_sameEntriesAndLinks() {
        fill(from, 60);
        List<SkillEntry> skills = skills(from);
        from.submit(List.of(new AgentRecord.Linked(
                        new SkillLink(skills.get(0).id(), skills.get(1).id(), SkillLink.Kind.COMPOSITION, 2))))
                .join();
        fill(to, 1); // ids are taken already
        ImportedEntries imported = load(to, exported(from));
        assertThat(imported.added()).isBetween(59, 60);
        assertThat(names(to)).containsAll(names(from));
        SkillLink link = to.read(s -> s.entries().links()).getFirst();
        assertThat(to.read(s -> s.entries().skills().get(link.from()))
                        .orElseThrow()
                        .name())
                .isEqualTo(skills.get(0).name());
        assertThat(link.weight()).isEqualTo(2);
    }

    // Would catch a skill that names whatever episode has the old number here.
    @Test
    void load_skillMadeOfAnEpisode_namesItUnderItsNewIdOrNotAtAll() {
        EpisodeEntry episode = EpisodeEntry.of(3, NewEpisode.of("s", "t", "in", "out", .9), Instant.EPOCH);
        Embedding place = AgentSchemaPropertyTest.embedding(new Random(1));
        from.submit(List.of(
                        new AgentRecord.Stored(episode, place),
                        new AgentRecord.Stored(skill(4).withEpisode(3), place),
                        new AgentRecord.Stored(skill(5).withEpisode(77), place)))
                .join();
        fill(to, 3);
        load(to, exported(from));
        long here = to.read(s -> s.entries().episodes().all()).stream()
                .filter(e -> e.task().equals("t"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(here).isNotEqualTo(3);
        assertThat(skills(to))
                .filteredOn(s -> s.name().equals("skill 4"))
                .extracting(Skill::fromEpisode)
                .containsExactly(OptionalLong.of(here));
        assertThat(skills(to))
                .filteredOn(s -> s.name().equals("skill 5"))
                .extracting(Skill::fromEpisode)
                .containsExactly(OptionalLong.empty());
    }

    private static HashSet<String> names(AgentDb db) {
        HashSet<String> out = new HashSet<>();
        exported(db)
                .lines()
                .filter(l -> !l.contains("\"link\""))
                .forEach(l -> out.add(l.replaceAll("\"(id|fromEpisode)\":-?\\d+,", "")));
        return out;
    }

    @Test
    void load_twice_isLoadOnce() {
        fill(from, 40);
        String lines = exported(from);
        load(to, lines);
        String once = exported(to);
        assertThat(load(to, lines)).isEqualTo(new ImportedEntries(0, 40));
        assertThat(exported(to)).isEqualTo(once);
        assertThat(load(from, lines).added()).isZero();
    }

    @Test
    void load_brokenLine_isNamedAndNothingIsImported() {
        fill(from, 5);
        String lines = exported(from);
        for (String bad : List.of("{", "[]", "{\"memory\":\"dream\"}", "{\"memory\":\"pattern\",\"id\":1}")) {
            assertThatThrownBy(() -> load(to, lines + bad + "\n"))
                    .isInstanceOf(ViewerException.class)
                    .hasMessageContaining("line 6");
        }
        assertThatThrownBy(() -> load(to, lines.replaceFirst("\"scale\":[0-9.E-]+", "\"scale\":1e9")))
                .hasMessageContaining("line 1");
        assertThat(exported(to)).isEmpty();
        assertThat(load(to, "{\"event\":\"rating\"}\n\n").added()).isZero();
    }

    @Test
    void load_entriesUsedSinceOrTwiceInTheFile_areNotDoubled() {
        fill(from, 30);
        String lines = exported(from);
        load(to, lines + lines);
        int there = to.read(s -> s.entries().size());
        List<Long> patterns = to.read(s -> s.entries().patterns().all()).stream()
                .map(StoredPattern::id)
                .toList();
        patterns.forEach(id -> to.submit(List.of(new AgentRecord.Used(id, 1, 1, 0, Instant.ofEpochMilli(77))))
                .join());
        assertThat(load(to, lines).added()).isZero();
        int after = to.read(s -> s.entries().size());
        assertThat(after).isEqualTo(there);
    }
}
