package io.exogenesis.omega.ops.core;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the Core of a data directory is, at one moment: what {@code core status} says, in lines or as JSON. */
public final class CoreState {
    private final CoreDirectory data;
    private final CoreStatus status;
    private final @Nullable Long pid;
    private final @Nullable Long supervisor;
    private final @Nullable Supervision supervision;
    private final @Nullable Bootstrap bootstrap;
    private final @Nullable CoreEnd lastEnd;

    private CoreState(CoreDirectory data) {
        this.data = data;
        this.status = CoreStatus.of(data);
        this.pid = data.running().map(ProcessHandle::pid).orElse(null);
        this.supervisor = data.supervisor().map(ProcessHandle::pid).orElse(null);
        this.supervision = data.supervision().read().orElse(null);
        this.bootstrap = status == CoreStatus.READY ? data.bootstrap().orElse(null) : null;
        this.lastEnd = data.lastEnd().read().orElse(null);
    }

    public static CoreState of(CoreDirectory data) {
        return new CoreState(data);
    }

    public CoreStatus status() {
        return status;
    }

    /** For a person; the first line says the status. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(first());
        if (supervisor != null && supervision != null) {
            lines.add("kept alive by process " + supervisor + " since " + supervision.since() + ", started again "
                    + (supervision.restarts() == 1 ? "once" : supervision.restarts() + " times"));
        } else if (pid != null && supervision != null) {
            lines.add("its supervisor has ended, so nothing would start it again: " + Program.command("start")
                    + " --data " + data.path() + " takes it into care as it runs");
        }
        if (lastEnd != null) {
            lines.add("last unexpected end " + lastEnd.at() + ": " + lastEnd.reason());
            if (lastEnd.gaveUp() && status == CoreStatus.STOPPED) {
                lines.add("given up after " + RestartPolicy.MOST_FAILED_STARTS
                        + " starts in a row that did not become ready: mend the cause, then " + Program.command("start")
                        + " --data "
                        + data.path());
            }
        }
        return lines;
    }

    private String first() {
        String where = pid == null ? "" : " (process " + pid + ")";
        return switch (status) {
            case READY ->
                "ready: " + Optional.ofNullable(bootstrap).map(Bootstrap::http).orElse("") + "/ on " + data.path()
                        + where;
            case STOPPED -> "stopped: no Core runs on " + data.path();
            case NOT_READY ->
                pid != null
                        ? "not ready: the Core on " + data.path() + where
                                + " does not answer /health/ready with UP (log: " + data.messagesLog() + ")"
                        : "not ready: the Core on " + data.path() + " ended and is started again"
                                + (supervision == null || supervision.nextStart() == null
                                        ? ""
                                        : " at " + supervision.nextStart());
        };
    }

    /**
     * {@code {"status":"ready|stopped|not-ready","data","http","pid","supervisor":{"pid","since","restarts","nextStart"}|null,
     * "lastEnd":{"at","exitCode","signal","reason","ready","restarts","gaveUp"}|null}}; what is not known is null.
     */
    public JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("status", status.word());
        json.addProperty("data", data.path().toString());
        json.addProperty("http", bootstrap == null ? null : bootstrap.http());
        json.addProperty("pid", pid);
        json.add("supervisor", JsonNull.INSTANCE);
        if (supervisor != null && supervision != null) {
            JsonObject keeper = new JsonObject();
            keeper.addProperty("pid", supervisor);
            keeper.addProperty("since", supervision.since());
            keeper.addProperty("restarts", supervision.restarts());
            keeper.addProperty("nextStart", supervision.nextStart());
            json.add("supervisor", keeper);
        }
        JsonElement end = new Gson().newBuilder().serializeNulls().create().toJsonTree(lastEnd);
        json.add("lastEnd", end);
        return json;
    }
}
