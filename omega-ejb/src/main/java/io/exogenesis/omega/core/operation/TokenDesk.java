package io.exogenesis.omega.core.operation;

import io.exogenesis.omega.core.identity.AccessTokens;
import io.exogenesis.omega.core.identity.Scope;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction.Kind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** What an operator does to access tokens, each in the log of actions. */
@Singleton
public class TokenDesk {
    private final LoggedActions actions;
    private final AccessTokens tokens;

    @Inject
    public TokenDesk(LoggedActions actions, AccessTokens tokens) {
        this.actions = actions;
        this.tokens = tokens;
    }

    /**
     * Mints a token; the log has its scopes and its lifetime.
     *
     * @throws io.exogenesis.omega.core.RefusedException as {@link AccessTokens#mint} and {@link LoggedActions#logged}
     */
    public AccessTokens.Minted mint(Set<Scope> scopes, Duration lifetime, String note, Operator who) {
        String what = scopes.stream().map(Scope::text).sorted().collect(Collectors.joining(" ")) + " for " + lifetime;
        return actions.logged(
                Kind.MINT_TOKEN,
                what,
                note,
                who,
                () -> tokens.mint(scopes, lifetime, Notes.checked(note), who.toString()));
    }

    /**
     * Revokes a token: its next request is refused.
     *
     * @throws io.exogenesis.omega.core.RefusedException as {@link AccessTokens#revoke} and {@link LoggedActions#logged}
     */
    public void revoke(String id, String note, Operator who) {
        actions.logged(Kind.REVOKE_TOKEN, id, note, who, () -> {
            tokens.revoke(id);
            return true;
        });
    }
}
