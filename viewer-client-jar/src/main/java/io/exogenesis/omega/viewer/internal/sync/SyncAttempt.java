package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PullFilter;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.TransportException.Kind;
import io.exogenesis.omega.viewer.internal.models.ModelStore;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.AgentState;
import io.exogenesis.omega.viewer.internal.store.Outbox;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.PullFilterCodec;
import io.exogenesis.omega.wire.Refusals;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.AuthResponse;
import io.exogenesis.omega.wire.v1.BankState;
import io.exogenesis.omega.wire.v1.CatalogueInfo;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ConsentChange;
import io.exogenesis.omega.wire.v1.ItemModelInfo;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PullResponse;
import io.exogenesis.omega.wire.v1.PushAck;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.exogenesis.omega.wire.v1.SyncComplete;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One attempt at a sync. The first exchange carries CONNECT, a change of consent, the first push and the pull together, so
 * that a sync with little to say is one round trip; further exchanges carry what did not fit.
 */
final class SyncAttempt {
    /** Exchanges of one attempt; a Core that always has more to say is left at some point. */
    private static final int MAX_EXCHANGES = 10_000;

    /** Pages of one attempt, of half a megabyte each: no bank has as many. What is left comes with the next sync. */
    private static final int MAX_PAGES = 256;

    /** Numbers run 1, 2, 3 …: no viewer comes near it. */
    private static final long MOST_COMMITTED = 1L << 48;

    /** Characters of a token that is kept; a Core's has some 300. A longer one is passed by. */
    private static final int LONGEST_TOKEN = 8_192;

    private final AgentDb db;
    private final CoreDialogue core;
    private final ModelStore models;
    private final Function<String, AgentRecord> renewal;
    private final Pinning pinning;
    private final SyncTally tally;
    private final BankStates states;
    private final BankVersion startedAt;
    /** The bank here is not the Core's: the next pull begins anew. */
    private boolean anew;

    private boolean pullMore = true;
    private int pages;
    private Optional<PullResponse> lastPull = Optional.empty();
    private Optional<Duration> quotaWait = Optional.empty();
    /** What the Core was told in this attempt: one that does not know a consent is not told with each exchange. */
    private Optional<Consents> toldNow = Optional.empty();

    SyncAttempt(
            AgentDb db,
            CoreDialogue core,
            ModelStore models,
            Function<String, AgentRecord> renewal,
            Pinning pinning,
            SyncTally tally,
            BankStates states) {
        this.db = db;
        this.core = core;
        this.models = models;
        this.renewal = renewal;
        this.pinning = pinning;
        this.tally = tally;
        this.states = states;
        this.startedAt = db.read(AgentState::bank);
    }

    /** @return how long the Core's quota is used up, if it is: what waits stays in the outbox */
    Optional<Duration> pushAndPull() {
        long began = System.nanoTime();
        boolean pushMore = exchange(true, true);
        tally.roundTrip(System.nanoTime() - began);
        // what is put into the outbox from here on waits for the next sync; the numbers are those that the Core counts
        // by
        long until = db.read(s -> s.outbox().next());
        for (int n = 0; (pushMore || pullMore) && n < MAX_EXCHANGES; n++) {
            pushMore = exchange(pushMore, pullMore) && firstPending() < until;
        }
        finish();
        return quotaWait;
    }

    void pullOnly() {
        long began = System.nanoTime();
        exchange(false, true);
        tally.roundTrip(System.nanoTime() - began);
        for (int n = 0; pullMore && n < MAX_EXCHANGES; n++) {
            exchange(false, true);
        }
        finish();
    }

    /**
     * What a pull that waited brought. Its greeting is as old as the wait, so that of it only a new token is taken: what it says of
     * the outbox a sync may have moved on since.
     *
     * @param since where the pull began
     * @return whether it changed anything; not if a sync was quicker
     */
    boolean heard(AuthResponse auth, ServerFrame answer, BankVersion since) {
        renewed(auth).ifPresent(record -> db.commit(state -> List.of(record)));
        if (!startedAt.equals(since)) {
            return false;
        }
        pulled(answer);
        for (int n = 0; pullMore && n < MAX_EXCHANGES; n++) {
            exchange(false, true);
        }
        finish();
        return tally.changed();
    }

    void consentsOnly() {
        exchange(false, false);
    }

    private long firstPending() {
        return db.read(s -> s.outbox().pending().stream()
                .mapToLong(Contribution::seq)
                .findFirst()
                .orElse(Long.MAX_VALUE));
    }

    /** One exchange; returns whether contributions wait that could be pushed now. */
    private boolean exchange(boolean push, boolean pull) {
        tellWithdrawals();
        Consents consents = db.read(AgentState::consents);
        boolean tell =
                db.read(AgentState::consentsTold).filter(consents::equals).isEmpty()
                        && toldNow.filter(consents::equals).isEmpty();
        Optional<PushPatterns> message = push ? firstMessage() : Optional.empty();
        List<ClientFrame> frames = new ArrayList<>();
        if (tell) {
            frames.add(consentFrame(consents));
        }
        message.ifPresent(m -> frames.add(ClientFrame.newBuilder().setPush(m).build()));
        if (pull) {
            frames.add(ClientFrame.newBuilder().setPull(pullRequest()).build());
        }
        CoreDialogue.Answers answers = core.exchange(frames);
        Iterator<ServerFrame> rest = answers.rest().iterator();
        boolean oneOfPiece = greeted(answers.auth());
        Optional<RefusedException> later = Optional.empty();
        if (tell) {
            told(consents, rest.next());
        }
        long committed = answers.auth().getCommittedThroughSeq();
        if (message.isPresent()) {
            ServerFrame answer = rest.next();
            later = pushed(message.get(), answer, oneOfPiece);
            committed = Math.max(committed, oneOfPiece ? acknowledgedBy(answer, message.get()) : 0);
        }
        renumber(committed);
        if (pull) {
            pulled(rest.next());
        }
        if (later.isPresent()) {
            // thrown only now: the pull of this exchange has been kept
            throw later.get();
        }
        return quotaWait.isEmpty() && db.read(s -> !s.outbox().pending().isEmpty());
    }

    /**
     * The owner withdrew consents that count again, or forgot everything: told less than what is agreed to, the Core erases what it has
     * under the rest, and is told the consents that count with the next frame. In an exchange of its own, so that an answer that is
     * lost costs nothing that was sent since.
     */
    private void tellWithdrawals() {
        for (Optional<Consents> less = db.read(AgentState::consentsToTellFirst);
                less.isPresent() && !less.equals(toldNow);
                less = db.read(AgentState::consentsToTellFirst)) {
            CoreDialogue.Answers answers = core.exchange(List.of(consentFrame(less.get())));
            greeted(answers.auth());
            told(less.get(), answers.rest().getFirst());
            renumber(answers.auth().getCommittedThroughSeq());
        }
    }

    private static ClientFrame consentFrame(Consents consents) {
        return ClientFrame.newBuilder()
                .setConsent(ConsentChange.newBuilder().setConsents(WireCodec.toWire(consents)))
                .build();
    }

    private Optional<PushPatterns> firstMessage() {
        List<Contribution> pending =
                db.read(s -> s.outbox().settled() ? s.outbox().pending() : List.<Contribution>of());
        return PushMessages.of(pending).stream().findFirst();
    }

    private PullRequest.Builder pullRequest() {
        PullRequest.Builder request = pullRequest(db);
        return anew ? request.clearSince() : request;
    }

    /** From where the agent is. */
    static PullRequest.Builder pullRequest(AgentDb db) {
        return db.read(s -> {
            PullRequest.Builder request = PullRequest.newBuilder()
                    .setItemModelVersion(s.models().itemModel())
                    .setCatalogueVersion(s.models().catalogue());
            if (!s.bank().equals(BankVersion.NONE)) {
                request.setSince(WireCodec.toWire(s.bank()));
            }
            if (!s.filter().equals(PullFilter.ALL)) {
                request.setFilter(PullFilterCodec.toWire(s.filter()));
            }
            return request;
        });
    }

    /**
     * Brings the outbox in line with what the Core says it has. Numbers that it has and we wait for were acknowledged by an
     * answer that got lost. If it has numbers that were never given, or lacks some that it acknowledged, its memory and ours are
     * not of one piece (either was restored): what waits is then numbered anew behind its last.
     *
     * @return whether they are of one piece: then the numbers of what was sent with this greeting are still those of the outbox
     */
    private boolean greeted(AuthResponse auth) {
        long committed = auth.getCommittedThroughSeq();
        if (committed < 0 || committed > MOST_COMMITTED) {
            // a number behind it could be given to nothing, and the step that says so would stay in the journal
            throw new TransportException(Kind.BAD_ANSWER, "the Core cannot have contribution " + committed);
        }
        long before = firstPending();
        List<AgentRecord> done = db.commit(state -> {
            Outbox outbox = state.outbox();
            List<AgentRecord> records = new ArrayList<>();
            renewed(auth).ifPresent(records::add);
            pinning.told(auth).ifPresent(records::add);
            // before it was heard nothing was sent, and all is numbered behind what it has at the end of the exchange
            boolean oneOfPiece = !outbox.heard() || committed >= outbox.through() && committed < outbox.next();
            if (oneOfPiece && outbox.heard() && committed > outbox.through()) {
                tally.acknowledged((int) outbox.pending().stream()
                        .filter(c -> c.seq() <= committed)
                        .count());
                records.add(new AgentRecord.Acknowledged(committed, 0));
            }
            if (!oneOfPiece) {
                records.add(new AgentRecord.Renumbered(committed + 1));
            }
            return records;
        });
        noteRenumbered(done, before);
        return done.stream().noneMatch(AgentRecord.Renumbered.class::isInstance);
    }

    private Optional<AgentRecord> renewed(AuthResponse auth) {
        String token = auth.getRenewedToken();
        return token.isEmpty() || token.length() > LONGEST_TOKEN ? Optional.empty() : Optional.of(renewal.apply(token));
    }

    /**
     * Numbers what waits anew if a consent took something out of the outbox, or if it was never heard how far the Core is, behind all
     * that the Core has. Not before the answer to what was sent in the same exchange is in: it speaks of the numbers of before, and
     * what came into the outbox meanwhile would be taken for something that was sent.
     */
    private void renumber(long committed) {
        long before = firstPending();
        noteRenumbered(
                db.commit(state -> state.outbox().settled()
                        ? List.of()
                        : List.of(new AgentRecord.Renumbered(
                                Math.max(committed, state.outbox().through()) + 1))),
                before);
    }

    /** @param before number of the first that waited; nothing waited if there was none */
    private void noteRenumbered(List<AgentRecord> done, long before) {
        for (AgentRecord record : done) {
            if (record instanceof AgentRecord.Renumbered r && before != Long.MAX_VALUE && before != r.first()) {
                tally.note("what waits in the outbox is numbered from " + r.first() + ", as the Core counts");
            }
        }
    }

    /** How far the Core has what was sent; 0 if it did not say. */
    private static long acknowledgedBy(ServerFrame answer, PushPatterns message) {
        return answer.hasPushAck() ? Math.min(answer.getPushAck().getCommittedThroughSeq(), last(message)) : 0;
    }

    private static long last(PushPatterns message) {
        return message.getContributions(message.getContributionsCount() - 1).getSeq();
    }

    private void told(Consents consents, ServerFrame answer) {
        if (!answer.hasConsent()) {
            throw refused("consents", answer);
        }
        toldNow = Optional.of(consents);
        // What counts there: a Core of before a consent leaves it out, and is told again with the next sync.
        Consents known = WireCodec.fromWire(answer.getConsent().getConsents());
        db.commit(state -> state.consentsTold().filter(known::equals).isPresent()
                ? List.of()
                : List.of(new AgentRecord.ConsentsTold(known)));
        if (answer.getConsent().getErased() > 0) {
            tally.note("the Core erased " + answer.getConsent().getErased() + " contributions");
        }
    }

    /** @param oneOfPiece whether the answer speaks of the numbers that the outbox has */
    private Optional<RefusedException> pushed(PushPatterns message, ServerFrame answer, boolean oneOfPiece) {
        tally.pushed(message.getContributionsCount());
        if (answer.hasRefusal() && answer.getRefusal().getCode() == Refusal.Code.SEQUENCE_GAP) {
            // the greeting has numbered anew already, or the next one will
            return Optional.empty();
        }
        if (answer.hasRefusal() && answer.getRefusal().getCode() == Refusal.Code.QUOTA) {
            quotaWait = Optional.of(SyncTally.atMostADay(answer.getRefusal().getRetryAfterMs()));
            tally.note("the Core takes no more in this epoch: "
                    + Refusals.oneLine(answer.getRefusal().getMessage()));
            return Optional.empty();
        }
        if (answer.hasRefusal()) {
            return Optional.of(new RefusedException("push", answer.getRefusal()));
        }
        if (!answer.hasPushAck()) {
            throw refused("push", answer);
        }
        PushAck ack = answer.getPushAck();
        long through = acknowledgedBy(answer, message);
        db.commit(state -> {
            Outbox outbox = state.outbox();
            if (!oneOfPiece || through <= outbox.through()) {
                return List.of();
            }
            int before = outbox.pending().size();
            int after = (int)
                    outbox.pending().stream().filter(c -> c.seq() > through).count();
            int refusedNow = (int) ack.getRefusedList().stream()
                    .filter(r -> r.getSeq() > outbox.through() && r.getSeq() <= through)
                    .count();
            tally.acknowledged(before - after);
            tally.ack(ack, refusedNow);
            AgentRecord acknowledged = new AgentRecord.Acknowledged(through, refusedNow);
            // what counts there is less than was told, as in a Core restored from an older state: it is told anew
            return refusedForConsent(ack)
                    ? List.of(acknowledged, new AgentRecord.ConsentsChanged(state.consents()))
                    : List.of(acknowledged);
        });
        return Optional.empty();
    }

    private static boolean refusedForConsent(PushAck ack) {
        return ack.getRefusedList().stream().anyMatch(r -> r.getReason().getCode() == Refusal.Code.CONSENT);
    }

    private void pulled(ServerFrame answer) {
        if (!answer.hasPull()) {
            throw refused("pull", answer);
        }
        PullResponse response = answer.getPull();
        BankDelta delta;
        try {
            // once more: a Core of before the filter sends everything
            delta = db.read(AgentState::filter).of(WireCodec.fromWire(response));
        } catch (MalformedMessageException e) {
            throw new TransportException(Kind.BAD_ANSWER, "the Core's pull cannot be read: " + e.getMessage(), e);
        }
        BankVersion before = db.read(AgentState::bank);
        boolean progress = !delta.upTo().equals(before) || changesTheBank(delta);
        if (progress || delta.snapshot()) {
            db.commit(state -> List.of(new AgentRecord.BankPage(delta)));
        }
        tally.pulled(delta, response);
        lastPull = Optional.of(response);
        anew = false;
        // a page that brings nothing and promises more would be asked for for ever
        pages++;
        pullMore = delta.more() && progress && pages < MAX_PAGES;
        if (response.hasState() && !delta.more()) {
            compare(response.getState(), delta.upTo());
        }
    }

    private void compare(BankState state, BankVersion version) {
        Optional<Collection<ConsolidatedPattern>> bank =
                db.read(s -> s.holdsWholeBank() ? Optional.of(s.bankPatterns()) : Optional.empty());
        if (states.told(state, version, bank, tally::note) == BankStates.Verdict.OTHER) {
            anew = true;
            pullMore = true;
        }
    }

    private boolean changesTheBank(BankDelta delta) {
        return db.read(s -> {
            Map<PatternId, ConsolidatedPattern> known =
                    s.bankPatterns().stream().collect(Collectors.toMap(ConsolidatedPattern::id, Function.identity()));
            return delta.removals().stream().anyMatch(known::containsKey)
                    || delta.upserts().stream().anyMatch(p -> !p.equals(known.get(p.id())));
        });
    }

    private void finish() {
        if (lastPull.isPresent()) {
            PullResponse pull = lastPull.get();
            fetch(pull.getUpTo().getBankId(), pull);
        }
        BankVersion now = db.read(AgentState::bank);
        if (!now.equals(startedAt)) {
            SyncComplete complete =
                    SyncComplete.newBuilder().setApplied(WireCodec.toWire(now)).build();
            core.exchange(List.of(ClientFrame.newBuilder().setComplete(complete).build()));
        }
    }

    private void fetch(String bankId, PullResponse pull) {
        if (bankId.equals(ModelStore.HOST)) {
            throw new TransportException(
                    Kind.BAD_ANSWER, "the Core calls its bank " + bankId + ", which is the host's");
        }
        ModelFetcher fetcher = new ModelFetcher(core);
        long catalogue = 0;
        long itemModel = 0;
        if (pull.hasCatalogue() && pull.getCatalogue().getVersion() != 0) {
            CatalogueInfo info = pull.getCatalogue();
            catalogue = info.getVersion();
            core.waiting(
                    () -> models.catalogue(bankId, info.getVersion(), info.getItems(), () -> fetcher.catalogue(info)));
        }
        // Before the item model: a title that was withdrawn must go, also where that cannot be had just now.
        AgentRecord.ModelsInUse before = db.read(AgentState::models);
        use(new AgentRecord.ModelsInUse(bankId, before.bankId().equals(bankId) ? before.itemModel() : 0, catalogue));
        if (pull.hasItemModel() && pull.getItemModel().getVersion() != 0) {
            ItemModelInfo info = pull.getItemModel();
            itemModel = info.getVersion();
            core.waiting(() -> models.itemModel(
                    bankId,
                    info.getVersion(),
                    info.getCrc32C(),
                    () -> fetcher.itemModel(info, models.keptBytes(bankId))));
        }
        use(new AgentRecord.ModelsInUse(bankId, itemModel, catalogue));
    }

    private void use(AgentRecord.ModelsInUse inUse) {
        db.commit(state -> state.models().equals(inUse) ? List.of() : List.of(inUse));
    }

    private static RuntimeException refused(String what, ServerFrame answer) {
        return answer.hasRefusal()
                ? new RefusedException(what, answer.getRefusal())
                : new TransportException(Kind.BAD_ANSWER, "the Core answered something else than the " + what);
    }
}
