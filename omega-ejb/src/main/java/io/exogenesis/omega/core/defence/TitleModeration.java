package io.exogenesis.omega.core.defence;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.PublishedCatalogue;
import io.exogenesis.omega.core.operation.Notes;
import io.exogenesis.omega.core.port.DefenceRecord;
import io.exogenesis.omega.core.port.DefenceStore;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.OperatorAction.Kind;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.TitleAnchor;
import io.exogenesis.omega.learning.defence.Moderation;
import io.exogenesis.omega.learning.defence.TitleStanding.State;
import io.exogenesis.omega.learning.round.RoundResult;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where titles stand with the defence and why; anchors titles and clears refutations. What the operator says takes effect in
 * the next round, and stands in the log of actions with the same transaction.
 *
 * <p>Safe for concurrent use. Reads see the state before or after a change, never half of it. After a kill the newest report
 * can be missing; then the one before it is shown, with its own round.
 */
@Singleton
public class TitleModeration {
    /** Titles that one operator can vouch for by hand; also what a round reads and holds in memory. */
    public static final int MAX_ANCHORS = 10_000;
    /** Of one page. */
    public static final int MAX_PAGE = 1_000;

    private static final System.Logger LOG = System.getLogger(TitleModeration.class.getName());

    private final DefenceStore store;
    private final Catalogue catalogue;
    private final InstantSource clock;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile @Nullable Steering loaded;

    @Inject
    public TitleModeration(DefenceStore store, Catalogue catalogue, InstantSource clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Read at the first use: the schema is there by then. */
    private Steering steering() {
        Steering now = loaded;
        if (now != null) {
            return now;
        }
        changing.lock();
        try {
            now = loaded;
            if (now == null) {
                now = Steering.of(store.anchors(), store.clearances(), store.newest());
                loaded = now;
            }
            return now;
        } finally {
            changing.unlock();
        }
    }

    /** What the operator says now. */
    public Moderation current() {
        return steering().moderation();
    }

    /** A round is committed; a failure is logged and kept from the round. */
    public void committed(RoundRecord round, RoundResult result) {
        changing.lock();
        try {
            long taken = result.after().defence().clearedThrough();
            Steering now = steering();
            if (now.hasClearancesThrough(taken)) {
                store.forgetClearances(taken);
                now = now.withoutClearancesThrough(taken);
                loaded = now;
            }
            if (result.defence().screened()) {
                DefenceRecord said = new DefenceRecord(
                        round.round(),
                        round.epoch(),
                        round.startedAt(),
                        result.defence().founded(),
                        result.defence().standings());
                loaded = now.with(said);
                store.save(said);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "what round {0} said about titles is not kept: {1}", round.round(), e.getMessage());
        } finally {
            changing.unlock();
        }
    }

    /**
     * Titles in these states, anchored ones included, by their ids.
     *
     * @param states none of them means every state but {@code FREE}
     * @param after id to go on behind, empty from the beginning
     * @param limit from 1 to {@link #MAX_PAGE}
     */
    public TitlePage list(Set<State> states, String after, int limit) {
        Steering now = steering();
        int most = Math.clamp(limit, 1, MAX_PAGE);
        TreeSet<MediaId> ids = new TreeSet<>(now.standings().keySet());
        ids.addAll(now.anchors().keySet());
        List<ModeratedTitle> page = new ArrayList<>();
        // at most TitleStandings.MOST + MAX_ANCHORS titles, at an operator's request
        for (MediaId id : after.isEmpty() ? ids : ids.tailSet(mediaId(after), false)) {
            ModeratedTitle title = now.title(id, name(id));
            boolean wanted = states.isEmpty() ? title.state() != State.FREE : states.contains(title.state());
            if (wanted && page.size() == most) {
                return new TitlePage(
                        now.newest(), page, Optional.of(page.getLast().id().value()));
            }
            if (wanted) {
                page.add(title);
            }
        }
        return new TitlePage(now.newest(), page, Optional.empty());
    }

    /**
     * One title with the round that says where it stands.
     *
     * @throws RefusedException {@code NOT_FOUND} for a title that is neither in the catalogue nor held back nor anchored
     */
    public TitlePage show(String id) {
        Steering now = steering();
        return new TitlePage(now.newest(), List.of(known(now, id)), Optional.empty());
    }

    /**
     * Vouches for a title. One that is anchored with the same note stays as it is, and nothing is logged.
     *
     * @throws RefusedException {@code NOT_FOUND} for an unknown title, {@code TOO_LARGE} beyond {@link #MAX_ANCHORS}, {@code
     *     MALFORMED} for a note that is too long or has control characters
     */
    public ModeratedTitle anchor(String id, String note, Operator who) {
        String why = Notes.checked(note);
        return change(id, (now, title) -> {
            if (title.anchor().filter(a -> a.note().equals(why)).isPresent()) {
                return now;
            }
            if (title.anchor().isEmpty() && now.anchors().size() >= MAX_ANCHORS) {
                throw new RefusedException(
                        Refusal.Code.TOO_LARGE,
                        "at most " + MAX_ANCHORS + " titles can be anchored; release one first");
            }
            OperatorAction action = action(who, Kind.ANCHOR, title, why);
            TitleAnchor anchor = new TitleAnchor(title.id(), action.at(), who, why);
            store.anchor(anchor, action);
            return now.with(anchor);
        });
    }

    /** Does not vouch for a title any more. One without an anchor stays as it is; otherwise as {@link #anchor}. */
    public ModeratedTitle unanchor(String id, String note, Operator who) {
        String why = Notes.checked(note);
        return change(id, (now, title) -> {
            if (title.anchor().isEmpty()) {
                return now;
            }
            store.unanchor(title.id(), action(who, Kind.UNANCHOR, title, why));
            return now.withoutAnchor(title.id());
        });
    }

    /**
     * Takes a refutation back: what the audit counted of the title until the end of the running epoch is forgotten, and later
     * reports may refute it again. One that is not refuted, or cleared already, stays as it is.
     *
     * @throws RefusedException as {@link #anchor}
     */
    public ModeratedTitle clearRefutation(String id, String note, Operator who) {
        String why = Notes.checked(note);
        return change(id, (now, title) -> {
            if (title.standing().state() != State.REFUTED || title.clearing()) {
                return now;
            }
            OperatorAction logged = store.clear(title.id(), action(who, Kind.CLEAR_REFUTATION, title, why));
            return now.withClearance(title.id(), logged.id());
        });
    }

    /** What an operation makes of the state, with the store changed before. */
    @FunctionalInterface
    private interface Change {
        Steering apply(Steering now, ModeratedTitle title);
    }

    /** Store and memory change in one order. */
    private ModeratedTitle change(String id, Change change) {
        changing.lock();
        try {
            Steering before = steering();
            ModeratedTitle title = known(before, id);
            Steering after = change.apply(before, title);
            loaded = after;
            return after.title(title.id(), title.name());
        } finally {
            changing.unlock();
        }
    }

    private OperatorAction action(Operator who, Kind kind, ModeratedTitle title, String note) {
        return OperatorAction.of(clock.instant(), who, kind, title.id().value(), note);
    }

    private ModeratedTitle known(Steering now, String text) {
        MediaId id = mediaId(text);
        String name = name(id);
        if (name.isEmpty() && !now.knows(id)) {
            throw new RefusedException(Refusal.Code.NOT_FOUND, "there is no title " + id);
        }
        return now.title(id, name);
    }

    private static MediaId mediaId(String text) {
        try {
            return new MediaId(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.Code.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    /** Empty for a title that the published catalogue does not have. */
    private String name(MediaId id) {
        Optional<PublishedCatalogue> published = catalogue.published();
        int place = published.map(p -> p.space().indexOf(id)).orElse(-1);
        return place < 0
                ? ""
                : published.orElseThrow().entries().get(place).item().title();
    }
}
