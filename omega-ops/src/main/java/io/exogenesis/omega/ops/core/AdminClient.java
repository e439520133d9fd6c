package io.exogenesis.omega.ops.core;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The administrator's endpoints that the demonstration uses, typed. */
public final class AdminClient implements AutoCloseable {
    /** The Core's limit for one request; a larger fleet asks several times. */
    private static final int CODES_A_REQUEST = 1000;

    private final AdminHttp http;

    public AdminClient(Bootstrap bootstrap) {
        this.http = new AdminHttp(bootstrap);
    }

    /**
     * The books of all viewers or of one.
     *
     * @param acknowledged contributions the Core vouches for = admitted + refused + expired + pending
     * @param duplicateFrames contributions that came again after they had been acknowledged
     */
    public record Accounting(
            int viewers,
            long acknowledged,
            long admitted,
            long refused,
            long expired,
            long pending,
            long duplicateFrames) {
        public long decided() {
            return admitted + refused + expired;
        }
    }

    /**
     * How far the catalogue is.
     *
     * @param embedded titles with an embedding
     */
    public record CatalogueState(
            long version, long publishedVersion, int items, int embedded, String state, String message) {
        public boolean published() {
            return items > 0 && publishedVersion == version;
        }
    }

    /**
     * A committed round.
     *
     * @param votes patterns seen
     * @param rows samples in the item model
     * @param clusters groups found, of any size
     * @param admitted contributions by outcome, likewise refused, waiting, expired
     * @param durationMs of reading and deciding, from {@code startedAt} on
     */
    public record Round(
            long round,
            long durationMs,
            long bankVersion,
            int viewers,
            int votes,
            int clusters,
            int bankPatterns,
            int rows,
            int items,
            boolean itemModelPublished,
            int admitted,
            int refused,
            int waiting,
            int expired,
            String startedAt) {
        /** The moment before it was committed, by the Core's clock. */
        public Instant decidedAt() {
            return Instant.parse(startedAt).plusMillis(durationMs);
        }
    }

    /** Mints single-use enrolment codes. */
    public List<String> mintCodes(int count) {
        List<String> codes = new ArrayList<>(count);
        while (codes.size() < count) {
            int batch = Math.min(CODES_A_REQUEST, count - codes.size());
            JsonObject answer =
                    http.post("/api/admin/viewers/codes?count=" + batch, "").getAsJsonObject();
            answer.getAsJsonArray("codes").forEach(c -> codes.add(c.getAsString()));
        }
        return codes;
    }

    /** Puts {@code items} in place of the catalogue; they are embedded in the background. */
    public void replaceCatalogue(List<MediaItem> items) {
        JsonArray titles = new JsonArray();
        for (MediaItem item : items) {
            JsonObject title = new JsonObject();
            title.addProperty("id", item.id().value());
            title.addProperty("title", item.title());
            item.year().ifPresent(y -> title.addProperty("year", y));
            JsonArray genres = new JsonArray();
            item.genres().forEach(genres::add);
            title.add("genres", genres);
            title.addProperty("kind", item.kind().name().toLowerCase(Locale.ROOT));
            titles.add(title);
        }
        http.post("/api/admin/catalogue?mode=replace", new Gson().toJson(titles));
    }

    public CatalogueState catalogue() {
        return as(http.get("/api/admin/catalogue"), CatalogueState.class);
    }

    /** Runs a round now; returns when it is committed. The end of an epoch erases the raw contributions. */
    public Round runRound(boolean endOfEpoch) {
        return as(http.post("/api/admin/rounds?endOfEpoch=" + endOfEpoch, ""), Round.class);
    }

    /** Removes a viewer; the Core erases its raw contributions. */
    public void removeViewer(ViewerId viewer) {
        http.delete("/api/admin/viewers/" + viewer);
    }

    public Accounting accounting() {
        return accounting(http.get("/api/admin/accounting"));
    }

    public Accounting accounting(ViewerId viewer) {
        return accounting(http.get("/api/admin/accounting?viewer=" + viewer));
    }

    /** What {@code GET /api/omega/status} tells. */
    public JsonObject status() {
        return http.get("/api/omega/status").getAsJsonObject();
    }

    private static Accounting accounting(JsonElement answer) {
        JsonObject all = answer.getAsJsonObject();
        JsonObject decided = all.getAsJsonObject("decided");
        return new Accounting(
                all.get("viewers").getAsInt(),
                all.get("acknowledged").getAsLong(),
                decided.get("admitted").getAsLong(),
                decided.get("refused").getAsLong(),
                decided.get("expired").getAsLong(),
                all.get("pending").getAsLong(),
                all.get("duplicateFrames").getAsLong());
    }

    private static <T> T as(JsonElement answer, Class<T> type) {
        return new Gson().fromJson(answer, type);
    }

    @Override
    public void close() {
        http.close();
    }
}
