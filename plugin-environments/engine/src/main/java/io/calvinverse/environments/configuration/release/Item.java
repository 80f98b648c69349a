package io.calvinverse.environments.configuration.release;

import io.calvinverse.environments.configuration.store.Content;

/**
 * A key of a release.
 *
 * @param source where it was written, for messages: {@code directory.yaml:12}
 */
public record Item(String key, Content content, String source) {}
