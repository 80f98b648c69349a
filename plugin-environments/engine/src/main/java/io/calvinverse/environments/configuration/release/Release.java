package io.calvinverse.environments.configuration.release;

import java.util.List;

/**
 * What a configuration tree is to be.
 *
 * @param version of the release
 * @param commit the sources are from; may be empty
 * @param author who made it; may be empty
 * @param items each key once, in the order in which they are written
 */
public record Release(Version version, String commit, String author, List<Item> items) {
    public Release {
        items = List.copyOf(items);
    }

    /** Without the values. */
    public Manifest manifest() {
        return new Manifest(
                version,
                commit,
                author,
                items.stream()
                        .map(item ->
                                new Manifest.Line(item.key(), item.content().digest()))
                        .toList());
    }
}
