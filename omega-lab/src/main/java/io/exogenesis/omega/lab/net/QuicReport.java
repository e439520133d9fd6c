package io.exogenesis.omega.lab.net;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.exogenesis.omega.lab.bench.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The report of {@code ./omega lab quic}.
 *
 * @param machine on which it was measured
 * @param bytesUp of the frames of one sync, without anything of the transport
 * @param bytesDown of the answers
 * @param congestionControl which algorithm, and what TCP's losses are
 * @param cells one for each path and transport
 * @param missing what was asked for and is not measured, and why; a line each
 */
public record QuicReport(
        Machine machine,
        int bytesUp,
        int bytesDown,
        String congestionControl,
        List<Cell> cells,
        List<String> missing,
        double seconds) {
    public QuicReport {
        cells = List.copyOf(cells);
        missing = List.copyOf(missing);
    }

    /**
     * One path and transport.
     *
     * @param rttMs of the path, milliseconds
     * @param loss percent of datagrams or segments, each way
     * @param transport {@code quic-1rtt}, {@code quic-resumed}, {@code quic-0rtt}, {@code tcp-new} or {@code tcp-resumed}
     * @param engine on both ends
     * @param p50Ms from the dial to the last byte of the answer
     * @param failed trials without a whole answer in time; they count with the whole time
     * @param resumed trials that resumed a session; the others made a full handshake
     * @param early trials whose frames the server was given before the handshake was done
     * @param repeated trials that were done again because their handshake was another, as when a session did not arrive
     */
    public record Cell(
            int rttMs,
            double loss,
            String transport,
            String engine,
            int trials,
            double p50Ms,
            double p95Ms,
            int failed,
            int resumed,
            long early,
            int repeated) {
        /** Whether both are of one path. */
        boolean samePath(Cell other) {
            return rttMs == other.rttMs && loss == other.loss;
        }
    }

    /** Whether a file is such a report, by what stands in it. */
    public static boolean isOne(Path file) {
        try {
            JsonElement json = JsonParser.parseString(Files.readString(file));
            return json.isJsonObject() && json.getAsJsonObject().has("cells");
        } catch (IOException | JsonParseException e) {
            return false;
        }
    }

    /** @throws NetException if the file is no such report */
    public static QuicReport read(Path file) {
        try {
            QuicReport report = new Gson().fromJson(Files.readString(file), QuicReport.class);
            if (report == null || report.machine == null) {
                throw new NetException(file + " is not a report of lab quic");
            }
            return report;
        } catch (IOException | JsonParseException e) {
            throw new NetException(file + " cannot be read as a report: " + e.getMessage(), e);
        }
    }
}
