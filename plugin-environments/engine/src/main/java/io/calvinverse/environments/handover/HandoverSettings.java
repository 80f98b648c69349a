package io.calvinverse.environments.handover;

import java.time.Duration;

/**
 * How hand-overs are done.
 *
 * @param issuer gives the token that makes the machines' tokens, asked for before each request
 * @param life wished for a machine's token; zero for that of its role, whose period wins in any case
 * @param wrapFor how long a machine has to take its token, at most five minutes
 * @param settle after which a request of a process that died can no longer take effect
 */
public record HandoverSettings(IssuerToken issuer, Duration life, Duration wrapFor, Duration settle) {

    public static final Duration LONGEST_WRAP = Duration.ofMinutes(5);

    /** @throws IllegalArgumentException if the wrapper would live too long or not at all */
    public HandoverSettings {
        if (wrapFor.compareTo(LONGEST_WRAP) > 0 || wrapFor.toSeconds() < 10) {
            throw new IllegalArgumentException(
                    "a wrapped token lies in Consul for all to read: give the machine 10 s to 5 min to take it, not "
                            + wrapFor);
        }
    }

    /**
     * The policy an issuer needs, for a form's help and for the check before use. It can list and end tokens, but cannot choose
     * what they may do: that is the roles'.
     *
     * @param role of a template
     */
    public static String policy(String role) {
        return """
                path "auth/token/create/%s" { capabilities = ["update"] }
                path "auth/token/lookup-accessor" { capabilities = ["update"] }
                path "auth/token/revoke-accessor" { capabilities = ["update"] }
                path "auth/token/accessors" { capabilities = ["list", "sudo"] }
                """.replace("%s", role);
    }
}
