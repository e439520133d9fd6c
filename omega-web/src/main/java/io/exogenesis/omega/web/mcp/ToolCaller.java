package io.exogenesis.omega.web.mcp;

import io.exogenesis.omega.core.identity.Principal;
import io.exogenesis.omega.core.identity.Scope;
import io.exogenesis.omega.core.port.Operator;
import java.util.Set;

/**
 * Who calls a tool: the access token, which stands in the log of actions.
 *
 * @param tokenId its id; never the token
 */
record ToolCaller(String tokenId, Set<Scope> scopes) {
    ToolCaller {
        scopes = Set.copyOf(scopes);
    }

    static ToolCaller of(Principal principal) {
        return new ToolCaller(principal.tokenId(), principal.scopes());
    }

    /** As whom the Core logs what is done. */
    Operator operator() {
        return new Operator("token:" + tokenId, "");
    }
}
