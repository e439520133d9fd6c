package io.exogenesis.omega.web.sse;

import io.exogenesis.omega.core.stream.Announcement;
import io.exogenesis.omega.core.stream.EventSink;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.concurrent.CompletionStage;

/**
 * A listener over HTTP. An announcement is {@code event: bank}, {@code id:} its {@link io.exogenesis.omega.core.stream.EventId}, {@code
 * data:} an object of {@code bankId}, {@code version}, {@code round} and what its kind tells.
 */
public final class SseSink implements EventSink {
    private static final String BANK = "bank";

    private final Sse sse;
    private final SseEventSink sink;

    public SseSink(Sse sse, SseEventSink sink) {
        this.sse = sse;
        this.sink = sink;
    }

    @Override
    public CompletionStage<?> send(Announcement news) {
        return sink.send(sse.newEventBuilder()
                .name(BANK)
                .id(news.id().toString())
                .data(String.class, data(news))
                .build());
    }

    static String data(Announcement news) {
        JsonObjectBuilder data = Json.createObjectBuilder()
                .add("bankId", news.id().bankId())
                .add("version", news.version())
                .add("round", news.id().round());
        switch (news.what()) {
            case Announcement.Published p ->
                data.add("upserts", p.upserts()).add("removals", p.removals()).add("itemModelPublished", p.itemModel());
            case Announcement.Behind b -> data.add("behind", true);
            case Announcement.Call c -> data.add("priority", c.least().name());
        }
        return data.build().toString();
    }

    @Override
    public CompletionStage<?> send(String event, String data) {
        return sink.send(
                sse.newEventBuilder().name(event).data(String.class, data).build());
    }

    @Override
    public CompletionStage<?> comment(String text) {
        return sink.send(sse.newEventBuilder().comment(text).build());
    }

    @Override
    public boolean isClosed() {
        return sink.isClosed();
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
