package io.calvinverse.environments.handover;

import io.calvinverse.environments.vault.VaultCall;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A machine that is to get a token.
 *
 * @param machine its name, never used for another one
 * @param host the short host name it looks for its key by; any case
 * @param role the token role of its template, which must make orphans, or the end of the issuer's token ends the machine's
 * @param policies empty for those of the role
 * @param prefix of the keys machines look for their token below, ending with a slash
 * @param alias the token gets an identity named as the host, so that one policy of the role can grant every machine its own path
 *     alone; the role must allow it ({@code allowed_entity_aliases})
 */
public record Recipient(String machine, String host, String role, List<String> policies, boolean alias, String prefix) {

    /** Calvinverse's. */
    public static final String PREFIX = "auth/services/templates/";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    /** @throws IllegalArgumentException if the host name is none or the role's name cannot be one */
    public Recipient {
        policies = List.copyOf(policies);
        if (!NAME.matcher(host).matches()) {
            throw new IllegalArgumentException("'" + host + "' is no short host name: letters, digits and -, no dots");
        }
        host = host.toLowerCase(Locale.ROOT);
        VaultCall.checkPath("auth/token/create/" + role);
    }

    /** Where the machine's first boot looks. Source: Calvinverse's base images, recipe consul_template. */
    public String key() {
        return prefix + host + "/secrets";
    }
}
