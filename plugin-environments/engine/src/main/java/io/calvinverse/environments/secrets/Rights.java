package io.calvinverse.environments.secrets;

import io.calvinverse.environments.vault.TokenInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * What a token may do for blocks, probed without trying anything.
 *
 * @param fresh as {@link Login.Grant#fresh}
 * @param children it may create child tokens
 * @param revokesLeases it may revoke single leases ({@code sys/leases/revoke}; not in Vault's default policy)
 */
public record Rights(
        TokenInfo token,
        boolean fresh,
        boolean children,
        boolean renewsLeases,
        boolean revokesLeases,
        boolean renewsItself,
        boolean revokesItself) {

    /** Whether everything a block obtains can be ended when the block ends. */
    public boolean endsWithTheBlock() {
        return fresh && !token.batch() && revokesItself || !fresh && children || revokesLeases;
    }

    /** What is not as it should be and what follows, for the form's test and the build's log. Empty when all is well. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        String who = "the token with accessor " + (token.accessor().isEmpty() ? "(none)" : token.accessor());
        if (token.batch()) {
            notes.add(who + " is a batch token: it cannot be renewed, revoked or have children. Use service tokens"
                    + " (token_type=service) for secrets that end with their block.");
        }
        if (token.uses() > 0) {
            notes.add(
                    who + " can be used " + token.uses() + " times only: let its role give tokens of unlimited uses.");
        }
        if (!fresh && !children) {
            notes.add(who
                    + " is shared and may not create child tokens, so blocks use it itself, and only their leases are"
                    + " revoked. Grant 'update' on auth/token/create.");
        }
        if (!endsWithTheBlock()) {
            notes.add(who + " may not end what it obtains: dynamic secrets stay until their own end. Grant 'update' on "
                    + (fresh && !token.batch() ? "auth/token/revoke-self" : "sys/leases/revoke") + ".");
        }
        if (!renewsLeases || !renewsItself && !token.batch()) {
            notes.add(who + " may not renew " + (renewsLeases ? "itself" : "leases")
                    + ": long blocks get new secrets instead. Grant 'update' on "
                    + (renewsLeases ? "auth/token/renew-self." : "sys/leases/renew."));
        }
        return List.copyOf(notes);
    }
}
