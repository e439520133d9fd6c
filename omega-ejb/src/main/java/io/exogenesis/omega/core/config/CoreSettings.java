package io.exogenesis.omega.core.config;

import io.exogenesis.omega.model.OwnersHome;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/** All settings in force. */
public record CoreSettings(
        ServerSettings server,
        IngestSettings ingest,
        AggregateSettings aggregate,
        RegistrySettings registry,
        BankSettings bank,
        CatalogueSettings catalogue,
        DiskSettings disk,
        DoorSettings door,
        IdentitySettings identity,
        HealingSettings healing,
        WatchSettings watch,
        TlsSettings tls) {

    /** Defaults for a data directory. */
    public static CoreSettings of(Path data) {
        return new CoreSettings(
                ServerSettings.of(data),
                IngestSettings.DEFAULTS,
                AggregateSettings.DEFAULTS,
                RegistrySettings.DEFAULTS,
                BankSettings.DEFAULTS,
                CatalogueSettings.DEFAULTS,
                DiskSettings.DEFAULTS,
                DoorSettings.DEFAULTS,
                IdentitySettings.DEFAULTS,
                HealingSettings.DEFAULTS,
                WatchSettings.DEFAULTS,
                TlsSettings.DEFAULTS);
    }

    /** The data directory alone, whatever the other keys say. */
    static Path data(Config config) {
        return data(new Reader(config));
    }

    private static Path data(Reader in) {
        return Path.of(in.text("omega.data", OwnersHome.directory("core").toString()))
                .toAbsolutePath()
                .normalize();
    }

    /**
     * Reads and checks every key.
     *
     * @throws InvalidSettingException naming the key
     */
    public static CoreSettings from(Config config) {
        Reader in = new Reader(config);
        Path data = data(in);
        ServerSettings s = ServerSettings.of(data);
        IngestSettings i = IngestSettings.DEFAULTS;
        AggregateSettings a = AggregateSettings.DEFAULTS;
        RegistrySettings r = RegistrySettings.DEFAULTS;
        BankSettings b = BankSettings.DEFAULTS;
        return new CoreSettings(
                new ServerSettings(
                        data,
                        in.text("omega.public.host", s.publicHost()),
                        in.number("omega.http.port", s.httpPort()),
                        in.number("omega.https.port", s.httpsPort()),
                        in.number("omega.quic.port", s.quicPort()),
                        in.text("omega.quic.engine", s.quicEngine()),
                        Path.of(in.text("omega.keystore", s.keystore().toString())),
                        in.text("omega.keystore.password", s.keystorePassword()),
                        in.text("omega.coordinator.id", s.coordinatorId()),
                        in.text("omega.page.notice", s.notice())),
                new IngestSettings(
                        in.real("omega.ingest.min-quality", i.minQuality()),
                        in.number("omega.ingest.requests-per-minute", i.requestsPerMinute()),
                        in.whole("omega.ingest.bytes-per-minute", i.bytesPerMinute()),
                        epochLimits(in, i.epoch())),
                new AggregateSettings(
                        in.duration("omega.aggregate.interval", a.interval()),
                        in.flag("omega.aggregate.enabled", a.enabled()),
                        in.text("omega.aggregate.epoch", "PT24H").equalsIgnoreCase("round")
                                ? Optional.empty()
                                : Optional.of(in.duration("omega.aggregate.epoch", Duration.ofHours(24))),
                        in.number("omega.aggregate.min-voters", a.minVoters()),
                        in.real("omega.aggregate.threshold", a.threshold()),
                        in.real("omega.aggregate.tolerance", a.tolerance()),
                        in.duration("omega.aggregate.voting-window", a.votingWindow()),
                        in.real("omega.aggregate.similarity", a.similarity()),
                        in.number("omega.aggregate.sample-lease", a.sampleLease()),
                        in.text("omega.aggregate.rule", a.rule())),
                new RegistrySettings(
                        in.number("omega.registry.max-viewers", r.maxViewers()),
                        in.duration("omega.registry.token-lifetime", r.tokenLifetime()),
                        in.duration("omega.registry.renewal-grace", r.renewalGrace()),
                        in.duration("omega.registry.code-lifetime", r.codeLifetime()),
                        in.number("omega.registry.max-open-codes", r.maxOpenCodes())),
                new BankSettings(
                        in.number("omega.bank.page-size", b.pageSize()),
                        in.whole("omega.bank.bytes-per-second", b.bytesPerSecond()),
                        in.number("omega.bank.decision-rounds", b.decisionRounds()),
                        in.number("omega.bank.max-decisions", b.maxDecisions())),
                new CatalogueSettings(in.flag("omega.catalogue.builtin", CatalogueSettings.DEFAULTS.builtin())),
                new DiskSettings(in.whole("omega.disk.floor", DiskSettings.DEFAULTS.floor())),
                door(in),
                identity(in),
                healing(in),
                watch(in),
                tls(in));
    }

    private static EpochLimits epochLimits(Reader in, EpochLimits e) {
        return new EpochLimits(
                in.number("omega.ingest.patterns-per-epoch", e.patterns()),
                in.number("omega.ingest.samples-per-epoch", e.samples()),
                in.number("omega.ingest.reports-per-epoch", e.reports()),
                in.whole("omega.ingest.epoch-ceiling", e.ceiling()),
                in.whole("omega.ingest.epoch-bytes", e.ceilingBytes()),
                in.duration("omega.ingest.erase-within", e.eraseWithin()));
    }

    /** The same with these settings of this kind. */
    public CoreSettings with(ServerSettings other) {
        return new CoreSettings(
                other, ingest, aggregate, registry, bank, catalogue, disk, door, identity, healing, watch, tls);
    }

    /** The same with these settings of this kind. */
    public CoreSettings with(IngestSettings other) {
        return new CoreSettings(
                server, other, aggregate, registry, bank, catalogue, disk, door, identity, healing, watch, tls);
    }

    /** The same with these settings of this kind. */
    public CoreSettings with(AggregateSettings other) {
        return new CoreSettings(
                server, ingest, other, registry, bank, catalogue, disk, door, identity, healing, watch, tls);
    }

    /** The same with these settings of this kind. */
    public CoreSettings with(RegistrySettings other) {
        return new CoreSettings(
                server, ingest, aggregate, other, bank, catalogue, disk, door, identity, healing, watch, tls);
    }

    /** The same with these settings of this kind. */
    public CoreSettings with(BankSettings other) {
        return new CoreSettings(
                server, ingest, aggregate, registry, other, catalogue, disk, door, identity, healing, watch, tls);
    }

    /** The same with these settings of this kind. */
    public CoreSettings with(DiskSettings other) {
        return new CoreSettings(
                server, ingest, aggregate, registry, bank, catalogue, other, door, identity, healing, watch, tls);
    }

    /** The same with these settings of this kind. */
    public CoreSettings with(DoorSettings other) {
        return new CoreSettings(
                server, ingest, aggregate, registry, bank, catalogue, disk, other, identity, healing, watch, tls);
    }

    /** The same with these settings of this kind. */
    public CoreSettings with(IdentitySettings other) {
        return new CoreSettings(
                server, ingest, aggregate, registry, bank, catalogue, disk, door, other, healing, watch, tls);
    }

    /** The same with these settings of this kind. */
    public CoreSettings with(HealingSettings other) {
        return new CoreSettings(
                server, ingest, aggregate, registry, bank, catalogue, disk, door, identity, other, watch, tls);
    }

    /** The same with these settings of this kind. */
    public CoreSettings with(WatchSettings other) {
        return new CoreSettings(
                server, ingest, aggregate, registry, bank, catalogue, disk, door, identity, healing, other, tls);
    }

    /** The same with these settings of this kind. */
    public CoreSettings with(TlsSettings other) {
        return new CoreSettings(
                server, ingest, aggregate, registry, bank, catalogue, disk, door, identity, healing, watch, other);
    }

    private static TlsSettings tls(Reader in) {
        TlsSettings t = TlsSettings.DEFAULTS;
        return new TlsSettings(
                in.text("omega.tls.certificate", t.certificate()),
                in.text("omega.tls.key", t.key()),
                in.text("omega.tls.pkcs12", t.pkcs12()),
                in.text("omega.tls.pkcs12-password", t.pkcs12Password()),
                in.text("omega.tls.pkcs12-password-file", t.pkcs12PasswordFile()),
                in.text("omega.tls.next-certificate", t.nextCertificate()),
                in.duration("omega.tls.check-interval", t.checkInterval()),
                in.duration("omega.tls.rotate-after", t.rotateAfter()));
    }

    private static WatchSettings watch(Reader in) {
        WatchSettings w = WatchSettings.DEFAULTS;
        return new WatchSettings(
                in.flag("omega.watch.enabled", w.enabled()),
                in.number("omega.watch.max-sessions", w.maxSessions()),
                in.duration("omega.watch.idle", w.idle()));
    }

    private static HealingSettings healing(Reader in) {
        HealingSettings d = HealingSettings.DEFAULTS;
        return new HealingSettings(
                HealingSettings.mode(in.text("omega.healing.mode", d.mode().key())),
                in.duration("omega.healing.latency-target", d.latencyTarget()));
    }

    private static IdentitySettings identity(Reader in) {
        IdentitySettings d = IdentitySettings.DEFAULTS;
        String audiences = in.text("mp.jwt.verify.audiences", "");
        return new IdentitySettings(
                in.text("mp.jwt.verify.issuer", d.issuer()),
                in.text("mp.jwt.verify.publickey", d.key()),
                in.text("mp.jwt.verify.publickey.location", d.keyLocation()),
                in.text("mp.jwt.verify.publickey.algorithm", d.algorithm()),
                audiences.isEmpty() ? d.audiences() : List.of(audiences.split("\\s*,\\s*")),
                in.number("mp.jwt.verify.clock.skew", d.clockSkew()));
    }

    private static DoorSettings door(Reader in) {
        DoorSettings.Quic q = DoorSettings.Quic.DEFAULTS;
        DoorSettings.Http h = DoorSettings.Http.DEFAULTS;
        DoorSettings.Rates r = DoorSettings.Rates.DEFAULTS;
        return new DoorSettings(
                new DoorSettings.Quic(
                        in.number("omega.quic.max-connections", q.maxConnections()),
                        in.number("omega.quic.max-streams", q.maxStreams()),
                        in.duration("omega.quic.idle-timeout", q.idleTimeout()),
                        in.number("omega.quic.max-held", q.maxHeld()),
                        in.duration("omega.quic.longest-hold", q.longestHold())),
                new DoorSettings.Http(
                        in.number("omega.http.max-connections", h.maxConnections()),
                        in.duration("omega.http.body-deadline", h.bodyDeadline()),
                        in.whole("omega.http.bytes-in-flight", h.bytesInFlight())),
                new DoorSettings.Rates(
                        in.whole("omega.door.requests-per-minute", r.addressRequests()),
                        in.whole("omega.door.strangers-per-minute", r.addressStrangers()),
                        in.whole("omega.door.reads-per-minute", r.reads()),
                        in.whole("omega.door.connects-per-minute", r.connects()),
                        in.whole("omega.door.consents-per-minute", r.consents())),
                in.flag("omega.metrics.open", DoorSettings.DEFAULTS.operationOpen()),
                in.names("omega.mcp.hosts"));
    }

    /** What is in force, {@code key=value} a line, without secrets: for the log and the operator. */
    public List<String> effective() {
        return List.of(
                "omega.data=" + server.data(),
                "omega.coordinator.id=" + server.coordinatorId(),
                "omega.page.notice=" + server.notice(),
                "omega.public.host=" + server.publicHost(),
                "omega.http.port=" + server.httpPort(),
                "omega.https.port=" + server.httpsPort(),
                "omega.quic.port=" + server.quicPort(),
                "omega.quic.engine=" + server.quicEngine(),
                "omega.keystore=" + server.keystore(),
                "omega.tls.certificate=" + tls.certificate(),
                "omega.tls.key=" + tls.key(),
                "omega.tls.pkcs12=" + tls.pkcs12(),
                "omega.tls.pkcs12-password-file=" + tls.pkcs12PasswordFile(),
                "omega.tls.next-certificate=" + tls.nextCertificate(),
                "omega.tls.check-interval=" + tls.checkInterval(),
                "omega.tls.rotate-after=" + tls.rotateAfter(),
                "omega.ingest.min-quality=" + ingest.minQuality(),
                "omega.ingest.requests-per-minute=" + ingest.requestsPerMinute(),
                "omega.ingest.bytes-per-minute=" + ingest.bytesPerMinute(),
                "omega.ingest.patterns-per-epoch=" + ingest.epoch().patterns(),
                "omega.ingest.samples-per-epoch=" + ingest.epoch().samples(),
                "omega.ingest.reports-per-epoch=" + ingest.epoch().reports(),
                "omega.ingest.epoch-ceiling=" + ingest.epoch().ceiling(),
                "omega.ingest.epoch-bytes=" + ingest.epoch().ceilingBytes(),
                "omega.ingest.erase-within=" + ingest.epoch().eraseWithin(),
                "omega.aggregate.interval=" + aggregate.interval(),
                "omega.aggregate.enabled=" + aggregate.enabled(),
                "omega.aggregate.epoch="
                        + aggregate.epoch().map(Duration::toString).orElse("round"),
                "omega.aggregate.min-voters=" + aggregate.minVoters(),
                "omega.aggregate.threshold=" + aggregate.threshold(),
                "omega.aggregate.tolerance=" + aggregate.tolerance(),
                "omega.aggregate.voting-window=" + aggregate.votingWindow(),
                "omega.aggregate.similarity=" + aggregate.similarity(),
                "omega.aggregate.sample-lease=" + aggregate.sampleLease(),
                "omega.aggregate.rule=" + aggregate.rule(),
                "omega.registry.max-viewers=" + registry.maxViewers(),
                "omega.registry.token-lifetime=" + registry.tokenLifetime(),
                "omega.registry.renewal-grace=" + registry.renewalGrace(),
                "omega.registry.code-lifetime=" + registry.codeLifetime(),
                "omega.registry.max-open-codes=" + registry.maxOpenCodes(),
                "omega.bank.page-size=" + bank.pageSize(),
                "omega.bank.bytes-per-second=" + bank.bytesPerSecond(),
                "omega.bank.decision-rounds=" + bank.decisionRounds(),
                "omega.bank.max-decisions=" + bank.maxDecisions(),
                "omega.catalogue.builtin=" + catalogue.builtin(),
                "omega.disk.floor=" + disk.floor(),
                "omega.quic.max-connections=" + door.quic().maxConnections(),
                "omega.quic.max-streams=" + door.quic().maxStreams(),
                "omega.quic.idle-timeout=" + door.quic().idleTimeout(),
                "omega.quic.max-held=" + door.quic().maxHeld(),
                "omega.quic.longest-hold=" + door.quic().longestHold(),
                "omega.http.max-connections=" + door.http().maxConnections(),
                "omega.http.body-deadline=" + door.http().bodyDeadline(),
                "omega.http.bytes-in-flight="
                        + door.http().bytesInFlight(Runtime.getRuntime().maxMemory()),
                "omega.door.requests-per-minute=" + door.rates().addressRequests(),
                "omega.door.strangers-per-minute=" + door.rates().addressStrangers(),
                "omega.door.reads-per-minute=" + door.rates().reads(),
                "omega.door.connects-per-minute=" + door.rates().connects(),
                "omega.door.consents-per-minute=" + door.rates().consents(),
                "mp.jwt.verify.issuer=" + identity.issuer(),
                "mp.jwt.verify.publickey.location=" + identity.keyLocation(),
                "mp.jwt.verify.publickey.algorithm=" + identity.algorithm(),
                "mp.jwt.verify.audiences=" + String.join(",", identity.audiences()),
                "mp.jwt.verify.clock.skew=" + identity.clockSkew(),
                "omega.healing.mode=" + healing.mode().key(),
                "omega.healing.latency-target=" + healing.latencyTarget(),
                "omega.watch.enabled=" + watch.enabled(),
                "omega.watch.max-sessions=" + watch.maxSessions(),
                "omega.watch.idle=" + watch.idle(),
                "omega.metrics.open=" + door.operationOpen(),
                "omega.mcp.hosts=" + String.join(",", new TreeSet<>(door.mcpHosts())));
    }

    /** Reads one key and says which when it is not what it should be. */
    private record Reader(Config config) {
        String text(String key, String otherwise) {
            return config.getOptionalValue(key, String.class)
                    .filter(v -> !v.isBlank())
                    .orElse(otherwise)
                    .strip();
        }

        /** Between commas; none by default. */
        Set<String> names(String key) {
            return Arrays.stream(text(key, "").split(","))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        }

        long whole(String key, long otherwise) {
            String value = text(key, Long.toString(otherwise));
            try {
                return Long.parseLong(value);
            } catch (NumberFormatException e) {
                throw new InvalidSettingException(key + " must be a whole number, not " + value);
            }
        }

        int number(String key, int otherwise) {
            long value = whole(key, otherwise);
            if (value != (int) value) {
                throw new InvalidSettingException(key + " is too large: " + value);
            }
            return (int) value;
        }

        double real(String key, double otherwise) {
            String value = text(key, Double.toString(otherwise));
            try {
                return Double.parseDouble(value);
            } catch (NumberFormatException e) {
                throw new InvalidSettingException(key + " must be a number, not " + value);
            }
        }

        boolean flag(String key, boolean otherwise) {
            String value = text(key, Boolean.toString(otherwise));
            return switch (value) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new InvalidSettingException(key + " must be true or false, not " + value);
            };
        }

        Duration duration(String key, Duration otherwise) {
            String value = text(key, otherwise.toString());
            try {
                return Duration.parse(value);
            } catch (DateTimeException e) {
                throw new InvalidSettingException(key + " must be a duration such as PT5M or PT30S, not " + value);
            }
        }
    }
}
