package io.calvinverse.environments.configuration.ledger;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where the records of releases are kept, beside the configuration and never below it: what reads the whole
 * configuration must not find them.
 *
 * <pre>
 * lock                              who writes; one for all streams
 * heads/STREAM/current              the act that is published
 * heads/STREAM/pending              the act that has begun
 * streams/STREAM/acts/NUMBER        how each act ended
 * streams/STREAM/manifests/ID/head  version, commit, author
 * streams/STREAM/manifests/ID/keys/PART    digest of each key
 * streams/STREAM/steps/ACT/PART     what a pending act does to each key
 * streams/STREAM/content/DIGEST     values, to finish, undo, roll back and promote without the sources
 * </pre>
 *
 * @param root of all records, with a slash at its end
 * @param stream name of a sequence of releases; several may share an environment, each with keys of its own
 */
public record Layout(String root, String stream) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public Layout {
        if (!root.endsWith("/") || root.startsWith("/")) {
            throw new IllegalArgumentException(
                    "the root of the releases, \"" + root + "\", must end with a slash and not begin with one");
        }
        if (!NAME.matcher(stream).matches()) {
            throw new IllegalArgumentException(
                    "\"" + stream
                            + "\" is no name of a stream of releases: use letters, digits, dot, dash and underscore, at most 100");
        }
    }

    public String lock() {
        return root + "lock";
    }

    public String heads() {
        return root + "heads/";
    }

    public String current() {
        return heads() + stream + "/current";
    }

    public String pending() {
        return heads() + stream + "/pending";
    }

    public String acts() {
        return own("acts/");
    }

    public String act(long sequence) {
        return acts() + String.format(Locale.ROOT, "%08d", sequence);
    }

    public String manifests() {
        return own("manifests/");
    }

    public String manifest(String id) {
        return manifests() + id + "/";
    }

    public String allSteps() {
        return own("steps/");
    }

    public String steps(String act) {
        return allSteps() + act + "/";
    }

    public String contents() {
        return own("content/");
    }

    public String content(String digest) {
        return contents() + digest;
    }

    private String own(String part) {
        return root + "streams/" + stream + "/" + part;
    }
}
