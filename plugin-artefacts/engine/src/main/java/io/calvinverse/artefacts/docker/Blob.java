package io.calvinverse.artefacts.docker;

import io.calvinverse.artefacts.transport.Body;

/**
 * A layer or a configuration.
 *
 * @param digest {@code sha256:…}
 * @param size bytes
 * @param body {@code null} when it is known by name only
 */
record Blob(String digest, long size, Body body) {}
