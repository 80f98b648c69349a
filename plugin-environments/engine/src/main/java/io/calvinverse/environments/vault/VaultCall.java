package io.calvinverse.environments.vault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * One request to Vault's HTTP API.
 *
 * @param method GET, POST, PUT, DELETE or LIST
 * @param path below {@code /v1/}, without a slash at either end, for instance {@code secret/data/team/x}
 * @param token null for the few paths that need none
 * @param query empty, or what stands behind the question mark; Vault wants the version of a KV secret there
 * @param body null for none
 * @param wrapFor when not null the answer comes as a single-use wrapping token that lives this long ({@code X-Vault-Wrap-TTL})
 */
public record VaultCall(String method, String path, String query, Token token, JsonNode body, Duration wrapFor) {

    /** Vault takes more, but what could be read as another URL (query, escape, parent) is a mistake or an attack. */
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_@:=,+~ -][A-Za-z0-9_./@:=,+~ -]*");

    public VaultCall {
        checkPath(path);
    }

    public static VaultCall get(String path, Token token) {
        return new VaultCall("GET", path, "", token, null, null);
    }

    public static VaultCall list(String path, Token token) {
        return new VaultCall("LIST", path, "", token, null, null);
    }

    public static VaultCall post(String path, Token token, JsonNode body) {
        return new VaultCall("POST", path, "", token, body, null);
    }

    public static VaultCall delete(String path, Token token) {
        return new VaultCall("DELETE", path, "", token, null, null);
    }

    /** The same request for a certain version of a KV version 2 secret; 0 for the newest. */
    public VaultCall version(int version) {
        return version == 0 ? this : new VaultCall(method, path, "version=" + version, token, body, wrapFor);
    }

    /** The same request, its answer wrapped. */
    public VaultCall wrapped(Duration life) {
        return new VaultCall(method, path, query, token, body, life);
    }

    /**
     * @throws IllegalArgumentException if this is no path of a secret, an engine or a mount; the text says what is wrong with it
     */
    public static void checkPath(String path) {
        if (path == null
                || !PATH.matcher(path).matches()
                || path.endsWith("/")
                || path.contains("//")
                || ("/" + path + "/").contains("/../")
                || ("/" + path + "/").contains("/./")) {
            throw new IllegalArgumentException(
                    "'" + path + "' is no path in Vault: give it without a slash at either end and"
                            + " without 'v1', as in secret/team/database; letters, digits and _ . / @ : = , + ~ - may be in it");
        }
    }

    /** Without token and body, whatever they hold. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
