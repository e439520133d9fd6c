package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.bank.PatternFilter;
import io.exogenesis.omega.core.bank.PatternPlace;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.TaskType;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which patterns somebody asks for. */
public class PatternQuery {
    private static final int MAX_PAGE = 1000;

    @QueryParam("cursor")
    @DefaultValue("")
    String cursor = "";

    @QueryParam("offset")
    @DefaultValue("0")
    String offset = "0";

    @QueryParam("limit")
    @DefaultValue("50")
    String limit = "50";

    @QueryParam("query")
    @Nullable
    String query;

    @QueryParam("taskType")
    @Nullable
    String taskType;

    @QueryParam("genre")
    @Nullable
    String genre;

    @QueryParam("minQuality")
    @DefaultValue("0")
    String minQuality = "0";

    int limit() {
        return Queries.whole("limit", limit, 1, MAX_PAGE);
    }

    PatternFilter filter() {
        return new PatternFilter(
                Optional.ofNullable(taskType).map(PatternQuery::taskType),
                Optional.ofNullable(genre),
                Queries.share("minQuality", minQuality));
    }

    private static TaskType taskType(String name) {
        try {
            return TaskType.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new BadParameterException(
                    "taskType", "taskType must be preference, recommendation, discovery or behavior");
        }
    }

    /** Behind the cursor, if there is one, or from the offset. */
    GlobalBank.Page page(GlobalBank bank, int many, PatternFilter filter) {
        return cursor.isEmpty()
                ? bank.page(Queries.whole("offset", offset, 0, Integer.MAX_VALUE), many, filter)
                : bank.page(place(bank.contents().version().bankId()), many, filter);
    }

    static String cursor(BankVersion version, PatternPlace place) {
        return Cursors.of(
                version.bankId(),
                Long.toString(place.version()),
                place.priority().name(),
                place.id().value());
    }

    /** A place of another bank says nothing about this one. */
    private PatternPlace place(String bankId) {
        List<String> parts = Cursors.parts(cursor, 4);
        try {
            if (parts.getFirst().equals(bankId)) {
                return new PatternPlace(
                        Long.parseLong(parts.get(1)), Priority.valueOf(parts.get(2)), new PatternId(parts.get(3)));
            }
        } catch (IllegalArgumentException e) {
            // the same answer as for another bank's
        }
        throw Cursors.unknown();
    }

    /** All that an answer depends on beside the bank. */
    @Override
    public String toString() {
        return String.join("\n", cursor, offset, limit, "" + taskType, "" + genre, minQuality);
    }
}
