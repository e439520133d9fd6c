package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.quic.Pins;
import io.exogenesis.omega.viewer.CoreCheck;
import io.exogenesis.omega.viewer.CoreCheck.Outcome;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import io.exogenesis.omega.viewer.internal.sync.HttpsTransport;
import io.exogenesis.omega.viewer.internal.sync.NetworkCalls;
import io.exogenesis.omega.viewer.internal.sync.QuicTransport;
import io.exogenesis.omega.viewer.internal.sync.WholeAnswers;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Greets each endpoint of a Core. */
final class CoreProbe {
    private static final int PROTOCOL = 1;
    private static final String CLIENT = "omega-viewer-doctor/1.0.0";

    /** Only the header is of interest. */
    private static final int MAX_HEALTH_BYTES = 64 << 10;

    private final ViewerAgentConfig config;
    private final SharedModels shared;
    private final NetworkCalls network;

    CoreProbe(ViewerAgentConfig config, SharedModels shared, NetworkCalls network) {
        this.config = config;
        this.shared = shared;
        this.network = network;
    }

    List<CoreCheck> all(Pins pins, String token) {
        return config.omegaCoreEndpoints().stream()
                .map(endpoint -> network.run(() -> one(endpoint, pins, token)))
                .toList();
    }

    private CoreCheck one(URI endpoint, Pins pins, String token) {
        boolean quic = "quic".equals(endpoint.getScheme());
        Duration timeout = config.exchangeTimeout();
        Optional<Instant> time = quic ? Optional.empty() : coreTime(endpoint, pins, timeout);
        try (FrameTransport way = quic
                ? new QuicTransport(
                        shared.quic(),
                        endpoint,
                        () -> pins,
                        config.viewerId().value().hashCode(),
                        timeout)
                : new HttpsTransport(shared.https(), endpoint, () -> pins, config.viewerId(), timeout)) {
            ClientFrame greeting = ClientFrame.newBuilder()
                    .setConnect(Connect.newBuilder()
                            .setProtocol(PROTOCOL)
                            .setToken(token)
                            .setClient(CLIENT))
                    .build();
            return greeted(endpoint, way.exchange(List.of(greeting)), time);
        } catch (TransportException e) {
            return at(CoreCheck.of(endpoint, outcome(e), String.valueOf(e.getMessage())), time);
        }
    }

    private static CoreCheck greeted(URI endpoint, List<ServerFrame> answers, Optional<Instant> time) {
        if (answers.isEmpty()
                || !(answers.getFirst().hasAuth() || answers.getFirst().hasRefusal())) {
            return at(CoreCheck.of(endpoint, Outcome.BAD_ANSWER, "the greeting was not answered"), time);
        }
        if (answers.getFirst().hasAuth()) {
            return at(CoreCheck.of(endpoint, Outcome.OK, ""), time);
        }
        Refusal refusal = answers.getFirst().getRefusal();
        boolean token = refusal.getCode() == Refusal.Code.UNAUTHENTICATED;
        String line = refusal.getCode() + ": " + refusal.getMessage();
        return at(CoreCheck.of(endpoint, token ? Outcome.TOKEN_REFUSED : Outcome.BAD_ANSWER, line), time);
    }

    private static CoreCheck at(CoreCheck check, Optional<Instant> time) {
        return time.map(check::withCoreTime).orElse(check);
    }

    private static Outcome outcome(TransportException e) {
        return switch (e.kind()) {
            case UNREACHABLE, UNUSABLE -> Outcome.UNREACHABLE;
            case WRONG_PIN -> Outcome.WRONG_PIN;
            case BAD_ANSWER -> Outcome.BAD_ANSWER;
            case REFUSED -> Outcome.TOKEN_REFUSED;
        };
    }

    /** The Date header of any answer; a Core that cannot be asked has none. */
    private Optional<Instant> coreTime(URI endpoint, Pins pins, Duration timeout) {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint.resolve("/health/live")).GET().build();
        try {
            return WholeAnswers.send(shared.https().pinned(pins), request, timeout, MAX_HEALTH_BYTES)
                    .headers()
                    .firstValue("Date")
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException | DateTimeException e) {
            // the greeting that follows says what is wrong with the endpoint
            return Optional.empty();
        }
    }
}
