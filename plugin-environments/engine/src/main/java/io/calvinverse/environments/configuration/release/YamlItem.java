package io.calvinverse.environments.configuration.release;

/** An item as written; exactly one of value and file is not null. */
record YamlItem(String key, String value, String file, int line) {}
