package io.calvinverse.environments.secrets;

import io.calvinverse.environments.vault.VaultCall;
import java.util.Map;

/**
 * A place in Vault that gives a secret.
 *
 * @param path as people write it: {@code secret/team/database} (also for KV version 2, without {@code data}),
 *     {@code rabbitmq/creds/role}, {@code database/creds/role}, {@code pki/issue/role}
 * @param engine how to ask
 * @param version of a KV version 2 secret, 0 for the newest
 * @param parameters sent with the request, for instance {@code common_name} to PKI; with any the secret is asked for by POST
 */
public record SecretSource(String path, Engine engine, int version, Map<String, String> parameters) {

    /** What answers at a path. */
    public enum Engine {
        /** Vault is asked what is mounted there, once per mount. */
        DETECT,
        KV1,
        KV2,
        /** Makes a secret for the asking, as rabbitmq, database and pki do. Its lease ends with the block. */
        DYNAMIC
    }

    /** @throws IllegalArgumentException saying what is wrong */
    public SecretSource {
        VaultCall.checkPath(path);
        parameters = Map.copyOf(parameters);
        if (version < 0 || version > 0 && engine != Engine.KV2 && engine != Engine.DETECT) {
            throw new IllegalArgumentException("only KV version 2 keeps versions: leave 'version' out for " + path);
        }
    }

    public static SecretSource of(String path) {
        return new SecretSource(path, Engine.DETECT, 0, Map.of());
    }

    @Override
    public String toString() {
        return path;
    }
}
