package io.exogenesis.omega.web.mcp;

import static io.exogenesis.omega.mcp.Schemas.count;
import static io.exogenesis.omega.mcp.Schemas.flag;
import static io.exogenesis.omega.mcp.Schemas.list;
import static io.exogenesis.omega.mcp.Schemas.number;
import static io.exogenesis.omega.mcp.Schemas.object;
import static io.exogenesis.omega.mcp.Schemas.of;
import static io.exogenesis.omega.mcp.Schemas.oneOf;
import static io.exogenesis.omega.mcp.Schemas.properties;
import static io.exogenesis.omega.mcp.Schemas.text;

import io.exogenesis.omega.core.api.ConsensusResult.Basis;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The schemas of what several tools give, beside {@link CoreViews}. */
final class CoreSchemas {
    static final Map<String, Object> COORDINATOR = text("Which Core this is.");
    static final Map<String, Object> BANK_VERSION = count("Version of the bank.");

    static final Map<String, Object> ROUND = object(
            "The round.",
            properties(
                    "round", count("Its number, from 1."),
                    "epoch", count("The epoch it belongs to."),
                    "endOfEpoch", flag("Whether it erased raw contributions."),
                    "startedAt", text("ISO 8601."),
                    "durationMs", count("Of computing and committing."),
                    "bankVersion", BANK_VERSION,
                    "viewers", count("Distinct viewers among the contributions."),
                    "votes", count("Patterns seen."),
                    "clusters", count("Groups of similar patterns."),
                    "bankPatterns", count("Patterns of the bank after it."),
                    "admitted", count("Contributions admitted."),
                    "refused", count("Contributions refused."),
                    "waiting", count("Contributions that wait for another round."),
                    "expired", count("Contributions that waited too long.")),
            List.of("round", "epoch", "startedAt", "durationMs", "bankVersion", "admitted", "refused", "waiting"));

    static final Map<String, Object> NETWORK = object(
            "The sync protocol, on every transport, since the start.",
            properties(
                    "syncSuccessRate", share("Frames answered with what they asked for."),
                    "avgSyncLatency", seconds("Mean time to answer a frame."),
                    "bytesTransferred", count("Both ways."),
                    "connectionErrors", count("QUIC streams that ended by reset or loss.")),
            List.of("bytesTransferred", "connectionErrors"));

    static final Map<String, Map<String, Object>> CONSENSUS = properties(
            "coordinatorId",
            COORDINATOR,
            "bankVersion",
            BANK_VERSION,
            "basis",
            oneOf(
                    "PENDING: what a round would decide now; COMMITTED: nothing came in since, so what a round decided last.",
                    Arrays.stream(Basis.values()).map(Enum::name).toList()),
            "patterns",
            count("How many patterns were looked at."),
            "terms",
            object(
                    "The rule in force.",
                    properties(
                            "minVoters", count("Least number of distinct viewers."),
                            "threshold", share("Share of a jury that has to agree."),
                            "tolerance", share("Share of liars that is reckoned with."),
                            "similarity", number("Least cosine to a group's centre.", -1, 1)),
                    List.of("minVoters", "threshold", "tolerance", "similarity")),
            "groupCount",
            count("Groups there are; the largest are listed."),
            "groups",
            list(
                    "Groups of at least two viewers, and patterns of the bank; largest first.",
                    object(
                            properties(
                                    "patternId", text("The pattern of the bank that it is, if it is one."),
                                    "admitted", flag("Whether it is in the bank afterwards."),
                                    "outcome", text("What is decided, one word."),
                                    "reason", text("Why, one line."),
                                    "supporters", count("Distinct viewers."),
                                    "genres", list("Data from viewers.", text("A genre.")),
                                    "jury",
                                            object(
                                                    properties(
                                                            "yes", count("Votes for."),
                                                            "no", count("Votes against."),
                                                            "pending", count("Votes that are not in."),
                                                            "needed", count("Votes for that are needed."),
                                                            "jurors", count("Of how many.")),
                                                    List.of("yes", "no", "pending", "needed", "jurors"))),
                            List.of("admitted", "outcome", "reason", "supporters", "genres", "jury"))));

    private CoreSchemas() {}

    static Map<String, Object> share(String description) {
        return number(description, 0, 1);
    }

    static Map<String, Object> seconds(String description) {
        return of("number", description + " In seconds.", "minimum", 0);
    }
}
