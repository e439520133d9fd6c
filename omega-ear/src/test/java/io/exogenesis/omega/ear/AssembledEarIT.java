package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.admin.CoreStatus;
import io.exogenesis.omega.core.aggregate.RoundRunner;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.bank.PatternFilter;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.defence.TitleModeration;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.port.BankCommit;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.DefenceRecord;
import io.exogenesis.omega.core.port.DefenceStore;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorLog;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.StaleRoundException;
import io.exogenesis.omega.core.port.ViewerStore;
import io.exogenesis.omega.core.registry.Enrolment;
import io.exogenesis.omega.core.registry.EnrolmentCodes;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.retention.Retention;
import io.exogenesis.omega.core.sync.SyncProtocol;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.learning.defence.TitleStanding;
import io.exogenesis.omega.learning.defence.TitleStanding.AuditCount;
import io.exogenesis.omega.learning.defence.TitleStanding.Mass;
import io.exogenesis.omega.learning.defence.TitleStanding.State;
import io.exogenesis.omega.learning.defence.TitleStandings;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ConsentChange;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PushAck;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The built EAR inside a server, looked at from within: the beans as the container wires them, their transactions on the real
 * data source, and calls from threads that are not the container's own. Only the test classes and the context root differ from
 * what ships.
 */
@ExtendWith(ArquillianExtension.class)
class AssembledEarIT {
    private static final String WAR = "omega-web.war";

    @Inject
    SyncProtocol protocol;

    @Inject
    Enrolment enrolment;

    @Inject
    EnrolmentCodes codes;

    @Inject
    Accounting accounting;

    @Inject
    RoundRunner rounds;

    @Inject
    GlobalBank bank;

    @Inject
    Catalogue catalogue;

    @Inject
    BankStore store;

    @Inject
    ViewerStore viewerStore;

    @Inject
    Retention retention;

    @Inject
    CoreStatus status;

    @Inject
    MetricRegistry metrics;

    @Inject
    DefenceStore defence;

    @Inject
    TitleModeration titles;

    @Inject
    OperatorLog actions;

    @Resource(lookup = "jdbc/omega")
    DataSource database;

    @Deployment
    static EnterpriseArchive ear() throws Exception {
        // the server runs already, the application does not: its key and an empty data directory come before it
        Work.fresh("../arquillian/data");
        Work.keyStore(Path.of(System.getProperty("omega.it.usr")).resolveSibling("key.p12"), "of-this-test");
        EnterpriseArchive ear =
                ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File(System.getProperty("omega.ear")));
        WebArchive war = ear.getAsType(WebArchive.class, WAR);
        war.addClass(AssembledEarIT.class).addAsLibraries(library(Assertions.class));
        // Arquillian brings a servlet as a web fragment: libraries must be looked at
        war.delete("/WEB-INF/web.xml");
        String application = new String(read(ear), java.nio.charset.StandardCharsets.UTF_8)
                .replace("<context-root>/</context-root>", "<context-root>/omega-web</context-root>");
        ear.delete("/META-INF/application.xml");
        ear.setApplicationXML(new StringAsset(application));
        ear.delete("/" + WAR);
        return ear.addAsModule(Testable.archiveToTest(war));
    }

    private static byte[] read(EnterpriseArchive ear) {
        try (var in = ear.get("/META-INF/application.xml").getAsset().openStream()) {
            return in.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static File library(Class<?> of) {
        return new File(of.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    @Test
    void core_inTheContainer_isStartedAndHealthy() {
        assertThat(status.isStarted()).isTrue();
        assertThat(status.checks())
                .allSatisfy(c -> assertThat(c.up()).as(c.toString()).isTrue());
    }

    /** Would catch a gauge that nobody registers. */
    @Test
    void metrics_ofRoundsDiskAndJournal_areAllPublished() {
        Set<String> published = new TreeSet<>();
        metrics.getMetricIDs().forEach(id -> published.add(id.getName()));
        assertThat(published)
                .containsAll(
                        Arrays.stream(Metric.values()).map(Metric::published).toList());
    }

    @Test
    void push_twice_isStoredOnce() {
        Registration viewer = enrol(Consents.ALL);

        PushAck first = push(viewer, pattern(1, 1, .9));
        PushAck again = push(viewer, pattern(1, 1, .9));

        assertThat(first.getReceived()).isEqualTo(1);
        assertThat(again.getReceived()).isZero();
        assertThat(again.getDuplicates()).isEqualTo(1);
        assertThat(again.getCommittedThroughSeq()).isEqualTo(1);
        Accounting.Report books = accounting.of(viewer.viewerId());
        assertThat(books.acknowledged()).isEqualTo(1);
        assertThat(books.duplicateFrames()).isEqualTo(1);
    }

    @Test
    void push_withoutConsentOrQuality_isDecidedAtOnce() {
        PushAck unwanted = push(enrol(Consents.NONE), pattern(1, 2, .9));
        PushAck poor = push(enrol(Consents.ALL), pattern(1, 2, .3));

        assertThat(unwanted.getRefused(0).getReason().getCode()).isEqualTo(Refusal.Code.CONSENT);
        assertThat(poor.getRefused(0).getReason().getCode()).isEqualTo(Refusal.Code.QUALITY);
    }

    @Test
    void push_leavingASequenceNumberOut_takesNothing() {
        Registration viewer = enrol(Consents.ALL);

        ServerFrame answer = answer(viewer, push(pattern(2, 3, .9)));

        assertThat(answer.getRefusal().getCode()).isEqualTo(Refusal.Code.SEQUENCE_GAP);
        assertThat(accounting.of(viewer.viewerId()).acknowledged()).isZero();
    }

    /** Would catch a transaction attribute that lets half of a round into the database. */
    @Test
    void round_withFourViewersWhoAgree_isCommittedSearchedAndPulled() throws SQLException {
        List<Registration> viewers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            viewers.add(enrol(Consents.ALL));
            push(viewers.get(i), pattern(1, 4, .9));
        }
        long before = bank.contents().version().number();

        RoundRecord round = rounds.runNow(false);

        assertThat(round.bankVersion()).isGreaterThan(before);
        assertThat(round.decisions()).anySatisfy(d -> {
            assertThat(d.supporters()).isEqualTo(4);
            assertThat(d.pattern()).isPresent();
        });
        assertThat(bank.search(Embedding.of(direction(4, 0)), 1, PatternFilter.ALL))
                .singleElement()
                .satisfies(f -> assertThat(f.cosine()).isGreaterThan(.9f));
        assertThat(count("bank_pattern")).isEqualTo(bank.size());
        assertThat(count("aggregation_round")).isEqualTo(round.round());
        ServerFrame pulled = answer(
                viewers.getFirst(),
                ClientFrame.newBuilder()
                        .setPull(PullRequest.getDefaultInstance())
                        .build());
        assertThat(pulled.getPull().getUpsertsCount()).isEqualTo(bank.size());
        assertThat(pulled.getPull().getUpTo().getVersion()).isEqualTo(round.bankVersion());
    }

    @Test
    void commit_fromAStaleHead_changesNothing() throws SQLException {
        rounds.runNow(false);
        BankHead head = store.head();
        RoundRecord last = store.rounds(1, RoundRecord.LARGEST).getFirst();
        BankHead stale = new BankHead(
                head.version(),
                head.round() - 1,
                head.epoch(),
                head.epochStartedAt(),
                head.epochStart(),
                head.consumed(),
                head.checkpoint(),
                head.itemModel(),
                head.forgotten());
        long rows = count("aggregation_round");

        assertThatThrownBy(() -> store.commit(new BankCommit(stale, head, List.of(), List.of(), last)))
                .isInstanceOf(StaleRoundException.class);

        assertThat(store.head()).isEqualTo(head);
        assertThat(count("aggregation_round")).isEqualTo(rows);
    }

    /** Batches and the database's own procedures go around the entities: they must be in the container's transactions, too. */
    @Test
    void batchesAndProcedures_runInTheContainersTransactions() throws SQLException {
        Registration viewer = enrol(Consents.ALL);
        Instant seen = Instant.parse("2030-01-01T00:00:00Z");
        viewerStore.seen(Map.of(viewer.viewerId(), seen));
        assertThat(viewerStore.find(viewer.viewerId()).orElseThrow().lastSeen()).contains(seen);
        viewerStore.scrub();
        assertThat(count("log_filler")).isZero();
        assertThat(viewerStore.find(viewer.viewerId())).isPresent();
        assertThat(store.forgetHistory(new BankStore.HistoryBounds(10_000, 200, 100_000), 1_000))
                .isZero();
        assertThat(viewerStore.forgetCodes(Instant.EPOCH, 10)).isZero();
        retention.run();
    }

    @Test
    void consent_withdrawn_erasesRawContributions() {
        Registration viewer = enrol(Consents.ALL);
        push(viewer, pattern(1, 5, .9));

        ServerFrame answer = answer(viewer, consent(Consents.NONE));

        assertThat(answer.getConsent().getErased()).isEqualTo(1);
        assertThat(accounting.of(viewer.viewerId()).decided().expired()).isEqualTo(1);
    }

    /** The column that a migration added, in the container's transactions. */
    @Test
    void largeSample_isTakenWithItsConsentOnly_andErasedWithIt() {
        Registration viewer = enrol(Consents.ALL);
        assertThat(push(viewer, sample(1, 51)).getRefused(0).getReason().getCode())
                .isEqualTo(Refusal.Code.CONSENT);

        answer(viewer, consent(Consents.ALL.withLargeSample(true)));
        assertThat(viewerStore.find(viewer.viewerId()).orElseThrow().consents().largeSample())
                .isTrue();
        assertThat(push(viewer, sample(2, 51)).getRefusedList()).isEmpty();

        assertThat(answer(viewer, consent(Consents.ALL)).getConsent().getErased())
                .isEqualTo(1);
        assertThat(viewerStore.find(viewer.viewerId()).orElseThrow().consents()).isEqualTo(Consents.ALL);
    }

    /** QUIC calls from virtual threads that the container does not know. */
    @Test
    void sync_fromAForeignVirtualThread_reachesJournalAndDatabase() {
        Registration viewer = enrol(Consents.ALL);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            PushAck ack = CompletableFuture.supplyAsync(() -> push(viewer, pattern(1, 6, .9)), threads)
                    .join();
            assertThat(ack.getCommittedThroughSeq()).isEqualTo(1);
            assertThat(CompletableFuture.supplyAsync(
                                    () -> status.stores().database().up(), threads)
                            .join())
                    .isTrue();
        }
    }

    /** The operator's word and its log on the container's transactions, and a report as large as a column must take. */
    @Test
    void titles_anchoredReleasedAndCleared_areListedAndLogged() throws SQLException {
        Operator operator = new Operator("admin", "of this test");
        List<TitleStanding> standings = new ArrayList<>();
        for (int n = 0; n < TitleStandings.MOST; n++) {
            standings.add(new TitleStanding(
                    new MediaId("title-%04d".formatted(n)),
                    n == 7 ? State.REFUTED : State.WAITING,
                    new Mass(.5, .1, .4),
                    Double.NaN,
                    AuditCount.NONE,
                    9,
                    "because of a test ".repeat(15)));
        }
        DefenceRecord said = new DefenceRecord(3, 1, Instant.EPOCH, true, new TitleStandings(standings, 0));
        defence.save(said);
        assertThat(defence.newest()).contains(said);
        // what the next process would find: this one may have listed titles before
        TitleModeration fresh = new TitleModeration(defence, catalogue, Instant::now);

        assertThat(fresh.anchor("title-0003", "a premiere", operator).state()).isEqualTo(State.ANCHORED);
        assertThat(fresh.clearRefutation("title-0007", "a fault", operator).clearing())
                .isTrue();
        assertThat(fresh.list(Set.of(State.ANCHORED), "", 10).titles())
                .extracting(t -> t.id().value())
                .containsExactly("title-0003");
        assertThat(fresh.current().clearances()).containsOnlyKeys(new MediaId("title-0007"));
        fresh.unanchor("title-0003", "", operator);

        assertThat(count("title_anchor")).isZero();
        assertThat(count("title_clearance")).isEqualTo(1);
        assertThat(actions.page(Long.MAX_VALUE, 3))
                .extracting(a -> a.kind() + " " + a.subject() + " by " + a.who())
                .containsExactly(
                        "UNANCHOR title-0003 by admin (of this test)",
                        "CLEAR_REFUTATION title-0007 by admin (of this test)",
                        "ANCHOR title-0003 by admin (of this test)");
        assertThat(titles.current()).isNotNull();
    }

    private Registration enrol(Consents consents) {
        return enrolment.register(codes.mint(1).getFirst(), Optional.empty(), consents);
    }

    private PushAck push(Registration viewer, Contribution contribution) {
        ServerFrame answer = answer(viewer, push(contribution));
        assertThat(answer.hasPushAck()).as(answer.toString()).isTrue();
        return answer.getPushAck();
    }

    private ServerFrame answer(Registration viewer, ClientFrame frame) {
        return protocol.answer(SyncSession.withToken("test", viewer.token()), frame)
                .orElseThrow();
    }

    private static ClientFrame consent(Consents to) {
        return ClientFrame.newBuilder()
                .setConsent(ConsentChange.newBuilder().setConsents(WireCodec.toWire(to)))
                .build();
    }

    private static Contribution sample(long seq, int titles) {
        return new Contribution(
                seq,
                new Contribution.OfSample(new TasteSample(IntStream.range(0, titles)
                        .mapToObj(i -> new SampledItem(new MediaId("title-" + i), SampledItem.Liking.HIGH))
                        .toList())));
    }

    private static ClientFrame push(Contribution contribution) {
        return ClientFrame.newBuilder()
                .setPush(PushPatterns.newBuilder().addContributions(WireCodec.toWire(contribution)))
                .build();
    }

    private static Contribution pattern(long seq, int taste, double successRate) {
        return new Contribution(
                seq,
                new Contribution.OfPattern(new ExogenesisPattern(
                        new PatternId(UUID.randomUUID().toString()),
                        TaskType.PREFERENCE,
                        Embedding.of(direction(taste, seq)),
                        successRate,
                        5,
                        PatternContext.of(List.of("Drama")),
                        Instant.EPOCH)));
    }

    /** A direction of its own for each taste, a little shaken. */
    private static float[] direction(int taste, long shake) {
        Random base = new Random(taste);
        Random noise = new Random(shake);
        float[] direction = new float[Embedding.DIMENSIONS];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = (float) (base.nextGaussian() + .1 * noise.nextGaussian());
        }
        return direction;
    }

    private long count(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
