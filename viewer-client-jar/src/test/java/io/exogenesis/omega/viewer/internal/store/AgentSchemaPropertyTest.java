package io.exogenesis.omega.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.learning.defence.Rejections;
import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.PullFilter;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.Approach;
import io.exogenesis.omega.viewer.DecidedImpression;
import io.exogenesis.omega.viewer.ShownTitle;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.track.KeptImpressions;
import io.exogenesis.omega.viewer.internal.track.ShownList;
import io.exogenesis.omega.viewer.internal.track.TitleImpressions;
import io.exogenesis.omega.viewer.memory.SkillLink;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What goes to disk comes back the same, and bytes that are no record are told apart. */
public class AgentSchemaPropertyTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Property(tries = 300)
    void encode_anyRecord_decodesToTheSame(@ForAll long seed) {
        AgentRecord record = record(new Random(seed));
        assertThat(AgentSchema.decode(AgentSchema.encode(record))).isEqualTo(record);
    }

    @Property(tries = 300)
    void decode_damagedBytes_aRecordOrOneException(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = AgentSchema.encode(record(random));
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        try {
            assertThat(AgentSchema.decode(bytes)).isNotNull();
        } catch (ViewerException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Property(tries = 50)
    void decode_kindOfANewerVersion_saysSo(@ForAll byte rest) {
        assertThatThrownBy(() -> AgentSchema.decode(new byte[] {99, rest})).hasMessageContaining("newer");
    }

    private static String pin(Random r) {
        byte[] hash = new byte[32];
        r.nextBytes(hash);
        return Base64.getEncoder().encodeToString(hash);
    }

    static AgentRecord record(Random r) {
        return switch (r.nextInt(35)) {
            case 0 -> new AgentRecord.Format(r.nextInt(), new ViewerId("viewer-" + r.nextInt(100)));
            case 1 -> new AgentRecord.Tracked(event(r));
            case 2 -> new AgentRecord.Learned(List.of(pattern(r), pattern(r)));
            case 3 ->
                new AgentRecord.Enqueued(new Contribution(1 + r.nextInt(1000), new Contribution.OfPattern(pattern(r))));
            case 4 -> new AgentRecord.Acknowledged(r.nextLong(), r.nextInt());
            case 5 -> new AgentRecord.Renumbered(r.nextLong());
            case 6 -> new AgentRecord.ConsentsChanged(consents(r));
            case 7 -> new AgentRecord.ConsentsTold(consents(r));
            case 8 -> new AgentRecord.BankPage(delta(r));
            case 9 -> new AgentRecord.ModelsInUse("bank", r.nextLong(), r.nextLong());
            case 10 -> new AgentRecord.TokenRenewed(r.nextLong(), "token");
            case 33 -> new AgentRecord.PinsHeld(r.nextLong(), r.nextInt(), List.of(pin(r), pin(r)));
            case 11 -> new AgentRecord.SnapshotStart(r.nextLong());
            case 12 -> new AgentRecord.SnapshotPart(new AgentRecord.Tracked(event(r)));
            case 13 -> new AgentRecord.SnapshotEnd(r.nextLong());
            case 14 -> new AgentRecord.Title(title(r));
            case 15 ->
                new AgentRecord.Remembered(new Choice(
                        1 + r.nextLong(1L << 40),
                        r.nextLong(),
                        at(r),
                        Optional.of("query"),
                        media(r),
                        span(r),
                        number(r),
                        r.nextDouble()));
            case 16 -> new AgentRecord.Counters(1, 2, 3, new SessionSummary(1, 2, 3, 4, 5, r.nextLong(1L << 40)));
            case 17 -> new AgentRecord.Shown(shown(r));
            case 18 ->
                new AgentRecord.ShowingsRestored(new KeptImpressions(
                        shown(r),
                        List.of(1 + r.nextInt(64), 2),
                        r.nextBoolean(),
                        r.nextLong(),
                        List.of(new TitleImpressions(media(r), 9, new Rejections(r.nextDouble(), millis(r)))),
                        List.of(new KeptImpressions.Counted<>(media(r), 6, 5)),
                        List.of(new KeptImpressions.Counted<>(new PatternId("p"), 4, 3)),
                        List.of(new KeptImpressions.Counted<>(new PatternId("q"), 2, 0)),
                        List.of(new DecidedImpression(ShownTitle.byScore(media(r)), r.nextBoolean()))));
            case 19 -> new AgentRecord.Stored(entry(r), embedding(r));
            case 20 -> new AgentRecord.Used(r.nextLong(), r.nextDouble(), r.nextDouble(), r.nextDouble(), millis(r));
            case 21 -> new AgentRecord.Forgotten(List.of(r.nextLong(), -7L));
            case 22 ->
                new AgentRecord.Linked(
                        new SkillLink(r.nextLong(), 1, SkillLink.Kind.values()[r.nextInt(4)], r.nextDouble()));
            case 24 -> new AgentRecord.EntriesFollow();
            case 25 -> new AgentRecord.EntriesArchived(r.nextLong());
            case 26 ->
                new AgentRecord.LastEvents(
                        r.nextBoolean() ? Optional.of(at(r)) : Optional.empty(),
                        r.nextBoolean()
                                ? Optional.of(ViewerEvent.Search.of("q", List.of(media(r)), at(r)))
                                : Optional.empty());
            case 23 -> new AgentRecord.IdsGiven(r.nextLong());
            case 28 -> new AgentRecord.TitleForgotten(media(r));
            case 29 -> new AgentRecord.EverythingForgotten();
            case 30 ->
                new AgentRecord.FilterChanged(new PullFilter(Set.of(TaskType.values()[r.nextInt(4)]), r.nextDouble()));
            case 27 -> new AgentRecord.Left(LeaveTimes.Kind.values()[r.nextInt(3)], millis(r));
            default ->
                new AgentRecord.OutboxCounters(
                        r.nextLong(), r.nextLong(), r.nextBoolean(), -1, r.nextLong(), 2, 3, 4, r.nextLong());
        };
    }

    private static Instant millis(Random r) {
        return Instant.ofEpochMilli(r.nextLong(1L << 40));
    }

    static Entry entry(Random r) {
        long id = 1 + r.nextLong(1L << 40);
        Map<String, String> metadata = r.nextBoolean() ? Map.of() : Map.of("a", "b", "ü", "");
        return switch (r.nextInt(3)) {
            case 0 ->
                new PatternEntry(
                        id,
                        TaskType.values()[r.nextInt(4)],
                        "approach ü " + "x".repeat(r.nextInt(8_000 - 11)),
                        r.nextDouble(),
                        r.nextInt(9),
                        r.nextDouble(),
                        List.of("t"),
                        r.nextBoolean()
                                ? PatternContext.NONE
                                : PatternContext.of(List.of("g", "h"))
                                        .withMood("m")
                                        .withTimeOfDay("evening"),
                        metadata,
                        millis(r).toEpochMilli(),
                        millis(r).toEpochMilli());
            case 1 ->
                new EpisodeEntry(
                        id,
                        "session",
                        millis(r).toEpochMilli(),
                        "task",
                        "in",
                        "out",
                        r.nextBoolean() ? media(r) : null,
                        r.nextDouble(),
                        r.nextBoolean(),
                        r.nextBoolean() ? "critique" : null,
                        span(r).toMillis(),
                        r.nextInt(99),
                        List.of(),
                        metadata);
            default ->
                new SkillEntry(
                        id,
                        "name",
                        "description",
                        List.of("in"),
                        List.of(),
                        "code",
                        r.nextDouble(),
                        r.nextInt(99),
                        r.nextDouble(),
                        r.nextDouble() * 100,
                        r.nextBoolean() ? -5 : 0,
                        metadata,
                        millis(r),
                        millis(r),
                        millis(r));
        };
    }

    private static ShownList shown(Random r) {
        return new ShownList(
                List.of(ShownTitle.byScore(new MediaId("first")), shownTitle(r)),
                r.nextBoolean(),
                Instant.ofEpochMilli(r.nextLong(1L << 40)));
    }

    private static WatchedTitle title(Random r) {
        WatchedTitle unrated = WatchedTitle.of(media(r), r.nextDouble(), r.nextInt(), at(r), r.nextLong());
        return r.nextBoolean() ? unrated.withRating(r.nextInt(11) / 2.0) : unrated;
    }

    private static ShownTitle shownTitle(Random r) {
        ShownTitle plain = ShownTitle.of(media(r), ShownTitle.Cause.values()[r.nextInt(3)], 1 - r.nextDouble())
                .withApproach(Approach.values()[r.nextInt(Approach.values().length)]);
        return r.nextBoolean() ? plain.withPattern(new PatternId("p")) : plain;
    }

    // Showings written before rejections had a time must still be read: two rejections and two passes stay what they
    // were.
    @Example
    void showings_asVersion2WroteThem_areRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(22);
        out.writeLong(NOON.toEpochMilli());
        out.writeBoolean(true);
        out.writeInt(1);
        out.writeUTF("m1");
        out.writeUTF("");
        out.writeByte(0);
        out.writeDouble(1);
        out.writeBoolean(true);
        out.writeLong(9);
        out.writeInt(1);
        out.writeUTF("m1");
        out.writeInt(9);
        out.writeInt(8);
        out.writeInt(2);
        for (int empty = 0; empty < 4; empty++) {
            out.writeInt(0);
        }
        ShownList open = new ShownList(List.of(ShownTitle.byScore(new MediaId("m1"))), true, NOON);
        assertThat(AgentSchema.decode(bytes.toByteArray()))
                .isEqualTo(new AgentRecord.ShowingsRestored(new KeptImpressions(
                        open,
                        List.of(1),
                        true,
                        9,
                        List.of(new TitleImpressions(
                                new MediaId("m1"), 9, new Rejections(2 + 2 * Rejections.PASSED_OVER, NOON))),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of())));
    }

    // An outbox written before there were outcomes must still be read.
    // Four bits were all that there was: whoever gave all of them has not given the larger sample.
    @Example
    void decode_consentsOfBeforeTheLargerSample_areWithoutIt() {
        assertThat(AgentSchema.decode(new byte[] {7, 0x0f})).isEqualTo(new AgentRecord.ConsentsChanged(Consents.ALL));
        assertThat(AgentSchema.decode(new byte[] {8, 0x02}))
                .isEqualTo(new AgentRecord.ConsentsTold(Consents.NONE.withSample(true)));
        assertThat(AgentSchema.encode(new AgentRecord.ConsentsChanged(Consents.ALL.withLargeSample(true))))
                .containsExactly(7, 0x1f);
    }

    // Written for a while; what was withdrawn follows from other records now.
    @Example
    void decode_erasureThatIsDue_isRead() {
        assertThat(AgentSchema.decode(new byte[] {36, 1})).isEqualTo(new AgentRecord.CoreErasure(true));
        assertThat(AgentSchema.decode(new byte[] {36, 0})).isEqualTo(new AgentRecord.CoreErasure(false));
    }

    @Example
    void decode_outboxCountersWithoutOutcomes_areRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(19);
        out.writeLong(7);
        out.writeLong(6);
        out.writeBoolean(true);
        for (long n = 1; n <= 5; n++) {
            out.writeLong(n);
        }
        assertThat(AgentSchema.decode(bytes.toByteArray()))
                .isEqualTo(new AgentRecord.OutboxCounters(7, 6, true, 1, 2, 3, 4, 5, 0));
    }

    private static ViewerEvent event(Random r) {
        return switch (r.nextInt(6)) {
            case 0 -> new ViewerEvent.View(media(r), span(r), r.nextBoolean(), at(r));
            case 1 ->
                r.nextBoolean()
                        ? ViewerEvent.Search.of("größer ☃", List.of(media(r), media(r)), media(r), at(r))
                        : ViewerEvent.Search.of("größer ☃", List.of(media(r), media(r)), at(r));
            case 2 -> new ViewerEvent.Rating(media(r), r.nextInt(11) / 2.0, at(r));
            case 3 -> new ViewerEvent.Skip(media(r), span(r), at(r));
            case 4 -> new ViewerEvent.Browse(List.of(media(r)), at(r));
            default -> new ViewerEvent.Share(media(r), at(r));
        };
    }

    static ExogenesisPattern pattern(Random r) {
        return new ExogenesisPattern(
                new PatternId("p" + r.nextInt(10)),
                TaskType.values()[r.nextInt(4)],
                embedding(r),
                r.nextDouble(),
                1 + r.nextInt(50),
                PatternContext.of(List.of("Drama")).withTimeOfDay("evening"),
                Instant.ofEpochMilli(r.nextLong(1L << 40)));
    }

    public static Embedding embedding(Random r) {
        float[] v = new float[Embedding.DIMENSIONS];
        for (int i = 0; i < v.length; i++) {
            v[i] = (float) r.nextGaussian();
        }
        return Embedding.of(v);
    }

    private static BankDelta delta(Random r) {
        ConsolidatedPattern pattern = ConsolidatedPattern.builder(new PatternId("c"), TaskType.PREFERENCE, embedding(r))
                .successRate(.8)
                .supporters(3)
                .reputationMass(1.5)
                .admission(Admission.PROVISIONAL)
                .priority(Priority.HIGH)
                .version(7)
                .build();
        return new BankDelta(
                new BankVersion("bank", 1),
                new BankVersion("bank", 2),
                r.nextBoolean(),
                List.of(pattern),
                List.of(new PatternId("gone")),
                r.nextBoolean());
    }

    private static Consents consents(Random r) {
        return Consents.NONE
                .withPatterns(r.nextBoolean())
                .withSample(r.nextBoolean())
                .withAudit(r.nextBoolean())
                .withMetrics(r.nextBoolean())
                .withLargeSample(r.nextBoolean());
    }

    private static MediaId media(Random r) {
        return new MediaId("m" + r.nextInt(1000));
    }

    private static Duration span(Random r) {
        return Duration.ofMillis(r.nextInt(10_000_000));
    }

    private static Instant at(Random r) {
        return Instant.ofEpochSecond(r.nextInt(), r.nextInt(1_000_000_000)).plusSeconds(1L << 31);
    }

    private static OptionalDouble number(Random r) {
        return r.nextBoolean() ? OptionalDouble.of(r.nextDouble()) : OptionalDouble.empty();
    }
}
