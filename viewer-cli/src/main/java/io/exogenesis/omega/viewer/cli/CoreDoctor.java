package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.exogenesis.omega.viewer.CoreCheck;
import io.exogenesis.omega.viewer.CoreCheck.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The doctor's part that looks at the way to the Core: each endpoint, the pin, the token, the Core's clock. */
final class CoreDoctor {
    private final Identity identity;
    private final List<Finding> findings;

    /** @param findings where what is found is added */
    CoreDoctor(Identity identity, List<Finding> findings) {
        this.identity = identity;
        this.findings = findings;
    }

    void examine(List<CoreCheck> checks) {
        if (identity.registration().isEmpty()) {
            findings.add(Finding.ok(
                    "core",
                    "none is registered; the agent works alone (viewer sync --core URI --enrol CODE --pin PIN)"));
            return;
        }
        boolean reached = checks.stream().anyMatch(c -> c.outcome() == Outcome.OK);
        checks.forEach(c -> findings.add(endpoint(c, reached)));
        inUse(checks);
        pin(checks);
        token(checks, reached);
        checks.stream()
                .flatMap(c -> c.coreTime().stream())
                .findFirst()
                .flatMap(core -> Doctor.compared(Instant.now(), core))
                .ifPresent(findings::add);
    }

    /** Which of several endpoints syncs go to, and which would take over. */
    private void inUse(List<CoreCheck> checks) {
        List<String> ready = checks.stream()
                .filter(c -> c.outcome() == Outcome.OK)
                .map(c -> c.endpoint().toString())
                .toList();
        if (checks.size() > 1 && !ready.isEmpty()) {
            findings.add(Finding.ok(
                    "endpoint",
                    ready.getFirst() + " is used"
                            + (ready.size() == 1
                                    ? ", and no other could take over"
                                    : "; would take over: " + String.join(", ", ready.subList(1, ready.size())))));
        }
    }

    private static Finding endpoint(CoreCheck check, boolean reached) {
        String name = "core " + check.endpoint().getScheme();
        String seen = check.endpoint() + (check.detail().isEmpty() ? " answered" : ": " + check.detail());
        return switch (check.outcome()) {
            case OK, TOKEN_REFUSED, WRONG_PIN -> Finding.ok(name, check.endpoint() + " was reached");
            case BAD_ANSWER -> Finding.fail(name, seen, "try again later; if it stays so, the versions do not fit");
            case UNREACHABLE ->
                reached
                        ? Finding.warn(
                                name, seen, "another endpoint works; a firewall may block this one (QUIC is UDP)")
                        : Finding.fail(
                                name, seen, "is the Core running, and the network there? The agent works meanwhile");
        };
    }

    private void pin(List<CoreCheck> checks) {
        Optional<CoreCheck> wrong =
                checks.stream().filter(c -> c.outcome() == Outcome.WRONG_PIN).findFirst();
        if (wrong.isPresent()) {
            findings.add(Finding.fail(
                    "pin",
                    wrong.get().detail(),
                    "somebody may be in between; if the Core really has a new key, register anew with the pin of its"
                            + " bootstrap.json"));
        } else if (checks.stream().anyMatch(c -> c.outcome() == Outcome.OK || c.outcome() == Outcome.TOKEN_REFUSED)) {
            findings.add(Finding.ok("pin", "the Core has the pinned key"));
        } else {
            findings.add(Finding.warn("pin", "not compared: no endpoint was reached", "see core"));
        }
    }

    private void token(List<CoreCheck> checks, boolean reached) {
        Optional<CoreCheck> refused = checks.stream()
                .filter(c -> c.outcome() == Outcome.TOKEN_REFUSED)
                .findFirst();
        Optional<Instant> expiry = identity.registration().flatMap(r -> expiry(r.token()));
        if (reached) {
            findings.add(Finding.ok("token", "the Core accepts it"));
        } else if (refused.isPresent()) {
            findings.add(Finding.fail(
                    "token",
                    refused.get().detail(),
                    "register a new viewer: viewer sync --data DIR --core URI --enrol CODE"));
        } else if (expiry.isPresent() && expiry.get().isBefore(Instant.now())) {
            findings.add(Finding.warn(
                    "token",
                    "the one of the registration expired at " + expiry.get(),
                    "a sync renews it; if the last one is long ago, register anew"));
        } else {
            findings.add(Finding.warn("token", "not tried: no endpoint was reached", "see core"));
        }
    }

    /** When a JWT expires, as it says itself; nothing is verified here. */
    private static Optional<Instant> expiry(String token) {
        String[] parts = token.split("\\.");
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            String body = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            JsonElement exp = JsonParser.parseString(body).getAsJsonObject().get("exp");
            return exp == null ? Optional.empty() : Optional.of(Instant.ofEpochSecond(exp.getAsLong()));
        } catch (IllegalArgumentException
                | JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | DateTimeException e) {
            return Optional.empty();
        }
    }
}
