package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.PullFilter;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Everything an agent is started with. Defaults are the specification's (§4.3).
 */
public final class ViewerAgentConfig {
    public static final Duration DEFAULT_SYNC_INTERVAL = Duration.ofSeconds(60);
    public static final double DEFAULT_MIN_QUALITY = .7;
    public static final int DEFAULT_MAX_LOCAL_PATTERNS = 10_000;
    /** The owner's consent decides. */
    public static final int DEFAULT_SAMPLE_SIZE = TasteSample.MAX_ITEMS;
    /** LEARNING §4: a pattern enters on probation with at most 2 % of showings. */
    public static final double DEFAULT_PROBATION_SHARE = .02;

    private final ViewerId viewerId;
    private final Path stateDirectory;
    private final List<URI> omegaCoreEndpoints;
    private final List<String> pins;
    private final Optional<String> token;
    private final Consents consents;
    private final Duration syncInterval;
    private final boolean push;
    private final double minQualityThreshold;
    private final int maxLocalPatterns;
    private final String embeddingModel;
    private final ConflictStrategies conflictStrategies;
    private final PullFilter pullFilter;
    private final int sampleSize;
    private final RetryPolicy retry;
    private final Duration exchangeTimeout;
    private final boolean standby;
    private final int queueLimit;
    private final ZoneId zone;
    private final InstantSource clock;
    private final long seed;
    private final double probationShare;
    private final double explorationShare;
    private final Optional<Supplier<byte[]>> memoryKey;
    private final MemoryCounter memoryCounter;
    private final UnaryOperator<SyncTransport> transportHook;

    private ViewerAgentConfig(Builder b) {
        viewerId = b.viewerId;
        stateDirectory = b.stateDirectory;
        omegaCoreEndpoints = List.copyOf(b.endpoints);
        pins = List.copyOf(b.pins);
        token = b.token;
        consents = b.consents;
        syncInterval = b.syncInterval;
        push = b.push;
        minQualityThreshold = b.minQuality;
        maxLocalPatterns = b.maxPatterns;
        embeddingModel = b.embeddingModel;
        conflictStrategies = b.conflicts;
        pullFilter = b.pullFilter;
        sampleSize = b.sampleSize;
        retry = b.retry;
        exchangeTimeout = b.exchangeTimeout;
        standby = b.standby;
        queueLimit = b.queueLimit;
        zone = b.zone;
        clock = b.clock;
        seed = b.seed;
        probationShare = b.probationShare;
        explorationShare = b.explorationShare;
        memoryKey = b.memoryKey;
        memoryCounter = b.memoryCounter;
        transportHook = b.hook;
        check();
    }

    private void check() {
        for (URI endpoint : omegaCoreEndpoints) {
            boolean known = "quic".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
            if (!known || endpoint.getHost() == null || endpoint.getPort() < 1) {
                throw new InvalidValueException(
                        "an endpoint is quic://host:port or https://host:port, not " + endpoint);
            }
        }
        if (!(minQualityThreshold >= 0 && minQualityThreshold <= 1)) {
            throw new InvalidValueException("the quality threshold is in [0, 1], not " + minQualityThreshold);
        }
        if (maxLocalPatterns < 1) {
            throw new InvalidValueException("at least one local pattern must be allowed, not " + maxLocalPatterns);
        }
        if (sampleSize < 1 || sampleSize > TasteSample.MAX_ITEMS) {
            throw new InvalidValueException(
                    "a sample has 1 to " + TasteSample.MAX_ITEMS + " titles, not " + sampleSize);
        }
        if (!(probationShare >= 0 && probationShare <= 1) || !(explorationShare >= 0 && explorationShare <= 1)) {
            throw new InvalidValueException("shares of showings are in [0, 1]: probation " + probationShare
                    + ", exploration " + explorationShare);
        }
        if (memoryCounter != MemoryCounter.NONE && memoryKey.isEmpty()) {
            throw new InvalidValueException("a counter of the memory tells nothing without a key of the memory");
        }
        if (queueLimit < 1) {
            throw new InvalidValueException("the queue must take at least one call, not " + queueLimit);
        }
        if (syncInterval.isNegative() || exchangeTimeout.isNegative() || exchangeTimeout.isZero()) {
            throw new InvalidValueException(
                    "intervals are not negative: sync " + syncInterval + ", exchange timeout " + exchangeTimeout);
        }
        if (!embeddingModel.isEmpty() && !EmbeddingModel.isName(embeddingModel)) {
            throw new InvalidValueException("an embedding model has a name of 1 to " + EmbeddingModel.MAX_LENGTH
                    + " of A-Z a-z 0-9 . _ / -, not " + embeddingModel);
        }
    }

    /** The viewer, as registered with the Core. */
    public ViewerId viewerId() {
        return viewerId;
    }

    /** The agent's own directory, made if absent; one process at a time. */
    public Path stateDirectory() {
        return stateDirectory;
    }

    /** The Core's addresses in order of preference, {@code quic://host:port} or {@code https://host:port}; empty: offline. */
    public List<URI> omegaCoreEndpoints() {
        return omegaCoreEndpoints;
    }

    /** The first of {@link #pins}. */
    public Optional<String> pin() {
        return pins.stream().findFirst();
    }

    /**
     * SHA-256 in Base64 of the Core's public key and of those that may follow it, from the registration; with an endpoint at least one.
     * What the Core tells of its keys in a sync is kept in the state directory and counts until other pins are given here.
     */
    public List<String> pins() {
        return pins;
    }

    /** JWT from the registration; a renewed one is kept in the state directory. */
    public Optional<String> token() {
        return token;
    }

    /** Consents at the very first start; afterwards {@link ViewerAgent#changeConsents} decides and this is ignored. */
    public Consents consents() {
        return consents;
    }

    /** Time between automatic syncs; zero: only when asked. */
    public Duration syncInterval() {
        return syncInterval;
    }

    /**
     * Whether the agent hears of a new version of the bank when it is committed, not only with the next sync. It keeps a connection of its
     * own open and a pull waiting at the Core; off by default, since a host that opens many agents for short calls gains nothing by it.
     * Agents that share connections do without.
     */
    public boolean push() {
        return push;
    }

    /** Least success rate of a pattern that may leave, in [0, 1]. */
    public double minQualityThreshold() {
        return minQualityThreshold;
    }

    /** Most patterns kept, the bank's included; the least valuable go first. */
    public int maxLocalPatterns() {
        return maxLocalPatterns;
    }

    /** Name of the sentence model that the process must have loaded; empty: whichever it has. */
    public String embeddingModel() {
        return embeddingModel;
    }

    /** What happens when the bank and the viewer disagree, by kind of pattern. */
    public ConflictStrategies conflictStrategies() {
        return conflictStrategies;
    }

    /**
     * What of the bank the Core is asked for; by default everything. The Core learns it with each pull, so it names kinds and a quality
     * and nothing of the viewer's taste. Another one than at the last start is pulled from the beginning.
     */
    public PullFilter pullFilter() {
        return pullFilter;
    }

    /** Most titles in the sample whatever the owner agrees to, 1–200; the owner's consents bound it further ({@link Consents#sampleLimit}: 50, with the larger sample 200). */
    public int sampleSize() {
        return sampleSize;
    }

    /** When a sync is tried again, and how often. */
    public RetryPolicy retry() {
        return retry;
    }

    /** Longest wait for an answer. */
    public Duration exchangeTimeout() {
        return exchangeTimeout;
    }

    /**
     * Whether a second endpoint is kept warm and takes over without a handshake. It costs a Core one more connection, some 50 KB, for each
     * agent or group of agents that share one, and a greeting a minute; so the default is no.
     */
    public boolean standby() {
        return standby;
    }

    /** Most calls waiting in the agent. */
    public int queueLimit() {
        return queueLimit;
    }

    /** Where the viewer lives, for the time of day. */
    public ZoneId zone() {
        return zone;
    }

    /** The clock for events without an explicit time, and for pauses. */
    public InstantSource clock() {
        return clock;
    }

    /** Seed of the agent's randomness (k-means starts, jitter). */
    public long seed() {
        return seed;
    }

    /** Most of the titles shown that a pattern on probation may put into their place, in [0, 1]; only for viewers who agreed to the audit. */
    public double probationShare() {
        return probationShare;
    }

    /** Most of the titles shown that are spent on getting to know the viewer's taste, in [0, 1]; 0: off; recommended where people watch: .05. */
    public double explorationShare() {
        return explorationShare;
    }

    /** Gives the 32 bytes that the agent's memory is encrypted with, asked once when it is opened; empty: not encrypted. A memory that was not becomes so; what the Core sent to everybody (catalogue, item model) is not encrypted. */
    public Optional<Supplier<byte[]>> memoryKey() {
        return memoryKey;
    }

    /** Keeps how far the encrypted memory reached, so that one put back to an earlier time is noticed; needs a key. */
    public MemoryCounter memoryCounter() {
        return memoryCounter;
    }

    /** Wraps the transport, for tests and experiments. */
    public UnaryOperator<SyncTransport> transportHook() {
        return transportHook;
    }

    /** @throws InvalidValueException if either is null */
    @SuppressWarnings("ConstantValue") // callers in other languages know no nullness
    public static Builder builder(ViewerId viewerId, Path stateDirectory) {
        if (viewerId == null || stateDirectory == null) {
            throw new InvalidValueException(
                    "an agent needs a viewer and a state directory, not " + viewerId + " and " + stateDirectory);
        }
        return new Builder(viewerId, stateDirectory);
    }

    /** Collects what differs from the defaults. */
    public static final class Builder {
        private final ViewerId viewerId;
        private final Path stateDirectory;
        private List<URI> endpoints = List.of();
        private List<String> pins = List.of();
        private Optional<String> token = Optional.empty();
        private Consents consents = Consents.NONE;
        private Duration syncInterval = DEFAULT_SYNC_INTERVAL;
        private boolean push;
        private double minQuality = DEFAULT_MIN_QUALITY;
        private int maxPatterns = DEFAULT_MAX_LOCAL_PATTERNS;
        private String embeddingModel = "";
        private ConflictStrategies conflicts = ConflictStrategies.DEFAULT;
        private PullFilter pullFilter = PullFilter.ALL;
        private int sampleSize = DEFAULT_SAMPLE_SIZE;
        private RetryPolicy retry = RetryPolicy.DEFAULT;
        private Duration exchangeTimeout = Duration.ofSeconds(10);
        private boolean standby;
        private int queueLimit = 10_000;
        private ZoneId zone = ZoneId.systemDefault();
        private InstantSource clock = InstantSource.system();
        private long seed;
        private double probationShare = DEFAULT_PROBATION_SHARE;
        private double explorationShare;
        private Optional<Supplier<byte[]>> memoryKey = Optional.empty();
        private MemoryCounter memoryCounter = MemoryCounter.NONE;
        private UnaryOperator<SyncTransport> hook = transport -> transport;

        private Builder(ViewerId viewerId, Path stateDirectory) {
            this.viewerId = viewerId;
            this.stateDirectory = stateDirectory;
            this.seed = viewerId.value().hashCode();
        }

        public Builder omegaCoreEndpoints(List<URI> value) {
            endpoints = value;
            return this;
        }

        public Builder omegaCoreEndpoint(String value) {
            endpoints = List.of(URI.create(value));
            return this;
        }

        public Builder pin(String value) {
            pins = List.of(value);
            return this;
        }

        public Builder pins(List<String> value) {
            pins = value;
            return this;
        }

        public Builder token(String value) {
            token = Optional.of(value);
            return this;
        }

        /** Endpoints, pin and token as the Core gave them. */
        public Builder registration(Registration value) {
            endpoints = value.endpoints();
            pins = value.pins();
            token = Optional.of(value.token());
            return this;
        }

        public Builder consents(Consents value) {
            consents = value;
            return this;
        }

        public Builder syncInterval(Duration value) {
            syncInterval = value;
            return this;
        }

        /** Default: false. */
        public Builder push(boolean value) {
            push = value;
            return this;
        }

        public Builder minQualityThreshold(double value) {
            minQuality = value;
            return this;
        }

        public Builder maxLocalPatterns(int value) {
            maxPatterns = value;
            return this;
        }

        public Builder embeddingModel(String value) {
            embeddingModel = value;
            return this;
        }

        /** For patterns of all kinds. */
        public Builder conflictStrategy(ConflictStrategy value) {
            conflicts = ConflictStrategies.all(value);
            return this;
        }

        /** For patterns of one kind; the others stay as they are. */
        public Builder conflictStrategy(TaskType kind, ConflictStrategy value) {
            conflicts = conflicts.with(kind, value);
            return this;
        }

        /** Kinds of the bank's patterns that are wanted; none: all. */
        public Builder pullTaskTypes(Set<TaskType> value) {
            pullFilter = pullFilter.withTaskTypes(value);
            return this;
        }

        /** Least success rate of the bank's patterns that are wanted, in [0, 1]; 0: all. */
        public Builder pullMinSuccessRate(double value) {
            pullFilter = pullFilter.withMinSuccessRate(value);
            return this;
        }

        public Builder sampleSize(int value) {
            sampleSize = value;
            return this;
        }

        public Builder retry(RetryPolicy value) {
            retry = value;
            return this;
        }

        public Builder exchangeTimeout(Duration value) {
            exchangeTimeout = value;
            return this;
        }

        /** Keeps a second endpoint warm, where there are several. Default: no. */
        public Builder standby(boolean value) {
            standby = value;
            return this;
        }

        /** Encrypts the memory with a key of 32 bytes that the host keeps, for instance in the system's key store. */
        public Builder memoryKey(Supplier<byte[]> key) {
            memoryKey = Optional.of(key);
            return this;
        }

        /** Notices that the encrypted memory's files were cut or replaced by older ones. Default: {@link MemoryCounter#NONE}. */
        public Builder memoryCounter(MemoryCounter value) {
            memoryCounter = value;
            return this;
        }

        public Builder queueLimit(int value) {
            queueLimit = value;
            return this;
        }

        public Builder zone(ZoneId value) {
            zone = value;
            return this;
        }

        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder probationShare(double value) {
            probationShare = value;
            return this;
        }

        public Builder explorationShare(double value) {
            explorationShare = value;
            return this;
        }

        public Builder transportHook(UnaryOperator<SyncTransport> value) {
            hook = value;
            return this;
        }

        public ViewerAgentConfig build() {
            return new ViewerAgentConfig(this);
        }
    }
}
