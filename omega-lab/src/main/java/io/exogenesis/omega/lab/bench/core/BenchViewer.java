package io.exogenesis.omega.lab.bench.core;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.BankCursor;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.exogenesis.omega.wire.v1.SyncRequest;
import io.exogenesis.omega.wire.v1.SyncResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;

/** A viewer without an agent. One thread at a time. */
final class BenchViewer {
    private static final Instant MADE = Instant.parse("2026-01-01T12:00:00Z");
    private static final String CONSENT =
            "{\"enrolmentCode\":\"%s\",\"consent\":{\"patterns\":true,\"sample\":true,\"audit\":true,\"metrics\":true}}";

    private final HttpClient http;
    private final URI core;
    private final String id;
    private final String token;
    private long next = 1;

    private BenchViewer(HttpClient http, URI core, String id, String token) {
        this.http = http;
        this.core = core;
        this.id = id;
        this.token = token;
    }

    static BenchViewer enrol(HttpClient http, String core, String code) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(core + "/api/omega/viewers"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(String.format(CONSENT, code)))
                .build();
        HttpResponse<String> answer = send(http, request, BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new BenchException("enrolment answered " + answer.statusCode() + ": " + answer.body());
        }
        JsonObject made = JsonParser.parseString(answer.body()).getAsJsonObject();
        return new BenchViewer(
                http,
                URI.create(core),
                made.get("viewerId").getAsString(),
                made.get("token").getAsString());
    }

    String token() {
        return token;
    }

    /**
     * One sync: connect, push these as new patterns if there are any, pull.
     *
     * @return the answer to the push, or to the pull if there was none
     */
    ServerFrame sync(List<Embedding> patterns) {
        ServerFrame answer =
                answered(syncing(patterns, PullRequest.getDefaultInstance())).getFrames(1);
        if (answer.hasPushAck()) {
            next = answer.getPushAck().getCommittedThroughSeq() + 1;
        }
        return answer;
    }

    /** Pushes these under the numbers 1 and so on, again and again: all but the first time they are duplicates. */
    ServerFrame again(List<Embedding> patterns) {
        next = 1;
        return answered(syncing(patterns, PullRequest.getDefaultInstance())).getFrames(1);
    }

    /** What the push of these counts as. */
    long pushBytes(List<Embedding> patterns) {
        next = 1;
        return push(patterns).getSerializedSize();
    }

    /** How far the bank is. */
    BankCursor head() {
        return sync(List.of()).getPull().getUpTo();
    }

    /**
     * A sync that pulls from {@code since}, to be sent once. The patterns' numbers are given now: what is made first must be sent
     * first.
     */
    HttpRequest syncSince(BankCursor since, List<Embedding> patterns) {
        HttpRequest request =
                syncing(patterns, PullRequest.newBuilder().setSince(since).build());
        next += patterns.size();
        return request;
    }

    /** A read, to be sent as often as one likes. */
    HttpRequest get(String pathAndQuery) {
        return to(pathAndQuery).GET().build();
    }

    private HttpRequest syncing(List<Embedding> patterns, PullRequest pull) {
        Connect connect = Connect.newBuilder()
                .setProtocol(1)
                .setToken(token)
                .setClient("omega-lab")
                .build();
        SyncRequest.Builder request =
                SyncRequest.newBuilder().addFrames(ClientFrame.newBuilder().setConnect(connect));
        if (!patterns.isEmpty()) {
            request.addFrames(ClientFrame.newBuilder().setPush(push(patterns)));
        }
        request.addFrames(ClientFrame.newBuilder().setPull(pull));
        return to("/api/omega/sync")
                .header("Content-Type", "application/x-protobuf")
                .header("Accept", "application/x-protobuf")
                .POST(BodyPublishers.ofByteArray(request.build().toByteArray()))
                .build();
    }

    private PushPatterns push(List<Embedding> patterns) {
        PushPatterns.Builder push = PushPatterns.newBuilder();
        for (Embedding embedding : patterns) {
            push.addContributions(WireCodec.toWire(new Contribution(
                    next + push.getContributionsCount(), new Contribution.OfPattern(pattern(embedding, push)))));
        }
        return push.build();
    }

    private HttpRequest.Builder to(String pathAndQuery) {
        return HttpRequest.newBuilder(core.resolve(pathAndQuery)).header("Authorization", "Bearer " + token);
    }

    private ExogenesisPattern pattern(Embedding embedding, PushPatterns.Builder push) {
        PatternId name = new PatternId(id + "-" + (next + push.getContributionsCount()));
        return new ExogenesisPattern(name, TaskType.PREFERENCE, embedding, .8, 5, PatternContext.NONE, MADE);
    }

    private SyncResponse answered(HttpRequest request) {
        HttpResponse<byte[]> answer = send(http, request, BodyHandlers.ofByteArray());
        try {
            if (answer.statusCode() != 200) {
                throw new BenchException("a sync answered " + answer.statusCode());
            }
            return SyncResponse.parseFrom(answer.body());
        } catch (IOException e) {
            throw new BenchException("a sync's answer cannot be read: " + e.getMessage());
        }
    }

    static <T> HttpResponse<T> send(HttpClient http, HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException e) {
            throw new BenchException("the Core does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted in a request");
        }
    }
}
