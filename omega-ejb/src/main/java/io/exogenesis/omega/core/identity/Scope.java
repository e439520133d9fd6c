package io.exogenesis.omega.core.identity;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an access token allows. No scope includes another one. */
public enum Scope {
    /** Look at state, bank, metrics and decisions. */
    READ("omega:read"),
    /** Run rounds, announce the bank, mint enrolment codes. */
    OPERATE("omega:operate"),
    /** Delete patterns of the bank. */
    PRUNE("omega:prune");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** As it stands in a token. */
    public String text() {
        return text;
    }

    /** Empty if there is none of that name. */
    public static Optional<Scope> of(String text) {
        return Arrays.stream(values()).filter(s -> s.text.equals(text)).findFirst();
    }

    /** Those among these texts. */
    public static Set<Scope> among(Collection<String> texts) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        texts.forEach(t -> of(t).ifPresent(scopes::add));
        return scopes;
    }

    /** All, as they stand in tokens. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(Scope::text).toList();
    }
}
