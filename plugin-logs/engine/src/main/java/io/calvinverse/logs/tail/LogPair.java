package io.calvinverse.logs.tail;

import java.nio.file.Path;

/**
 * The files of one build's log.
 *
 * @param log the bytes
 * @param index which Pipeline node printed from which offset on; need not exist
 * @param indexed whether there is to be an index: then nothing is read before it exists, as Jenkins makes it before the
 *     first byte
 */
public record LogPair(Path log, Path index, boolean indexed) {}
