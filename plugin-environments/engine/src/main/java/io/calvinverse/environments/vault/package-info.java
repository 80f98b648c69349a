/**
 * What the suite says to Vault, over plain HTTP.
 *
 * <p>An own client instead of a driver: the driver of hashicorp-vault-plugin sends no {@code X-Vault-Wrap-TTL}, flattens nested
 * JSON to text, knows no accessors and no capabilities, and holds a thread per request. Here every request is asynchronous,
 * every failure says which path, policies and accessor, and no secret is in a message, a URL or a log.
 */
package io.calvinverse.environments.vault;
