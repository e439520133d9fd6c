package io.exogenesis.omega.lab.report;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.exogenesis.omega.lab.attack.AttackReport;
import io.exogenesis.omega.lab.evaluate.CurveReport;
import io.exogenesis.omega.lab.evaluate.EvaluateReport;
import io.exogenesis.omega.lab.explore.ExploreReport;
import io.exogenesis.omega.lab.trend.TrendReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report that one of the lab's commands wrote; which one follows from its fields. */
public sealed interface KeptReport {

    /** What its name begins with among figures. */
    String kind();

    /** The data set it is about. */
    String dataset();

    /** Of {@code evaluate}. */
    record Evaluated(EvaluateReport report) implements KeptReport {
        @Override
        public String kind() {
            return "evaluate";
        }

        @Override
        public String dataset() {
            return report.dataset();
        }
    }

    /** Of {@code curve}. */
    record Curve(CurveReport report) implements KeptReport {
        @Override
        public String kind() {
            return "curve";
        }

        @Override
        public String dataset() {
            return report.dataset();
        }
    }

    /** Of {@code attack}. */
    record Attacked(AttackReport report) implements KeptReport {
        @Override
        public String kind() {
            return "attack";
        }

        @Override
        public String dataset() {
            return report.dataset();
        }
    }

    /** Of {@code trend}. */
    record Trends(TrendReport report) implements KeptReport {
        @Override
        public String kind() {
            return "trend";
        }

        @Override
        public String dataset() {
            return report.dataset();
        }
    }

    /** Of {@code explore}. */
    record Explored(ExploreReport report) implements KeptReport {
        @Override
        public String kind() {
            return "explore";
        }

        @Override
        public String dataset() {
            return report.dataset();
        }
    }

    /** @throws ReportException if the file is none of them */
    static KeptReport read(Path file) {
        try {
            JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            Gson gson = new Gson();
            if (json.has("protocols")) {
                return new Evaluated(gson.fromJson(json, EvaluateReport.class));
            }
            if (json.has("orders")) {
                return new Curve(gson.fromJson(json, CurveReport.class));
            }
            if (json.has("planted")) {
                return new Trends(gson.fromJson(json, TrendReport.class));
            }
            if (json.has("policies")) {
                return new Explored(gson.fromJson(json, ExploreReport.class));
            }
            if (json.has("clean") && json.has("runs")) {
                return new Attacked(gson.fromJson(json, AttackReport.class));
            }
        } catch (IOException | JsonParseException | IllegalStateException e) {
            throw new ReportException(file + " cannot be read as a report: " + e.getMessage());
        } catch (RuntimeException e) {
            throw ReportException.incomplete(file, e); // a record that cannot be made of what is there
        }
        throw new ReportException(file + " is no report of evaluate, curve, attack, trend or explore");
    }
}
