package io.calvinverse.artefacts.transport;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a repository or server begins, and what lies below it.
 *
 * @param base ends with a slash
 */
public record Address(URI base) {

    /** @throws IllegalArgumentException if it is no http or https URL, or carries user, query or fragment */
    public Address {
        boolean web = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
        if (!web || base.getHost() == null) {
            throw new IllegalArgumentException("'" + base.getScheme() + ":…' is no address of a repository;"
                    + " it must be like https://nexus.example/repository/raw");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException("the address " + Redaction.of(base)
                    + " must be without user, query and fragment; name a credential instead");
        }
        base = URI.create(base.toString().replaceFirst("/*$", "/"));
    }

    public static Address of(String url) {
        try {
            return new Address(new URI(url.strip()));
        } catch (java.net.URISyntaxException e) {
            // Its message quotes the whole address, and a password with it.
            throw new IllegalArgumentException("the address of a repository is no URL: " + e.getReason());
        }
    }

    /**
     * Below the base.
     *
     * @param path segments with {@code /} between, not encoded
     * @throws IllegalArgumentException if it would leave the base, or begins with a slash
     */
    public URI at(String path) {
        return URI.create(base + encode(path));
    }

    /** The same with a query, already encoded. */
    public URI at(String path, String query) {
        return URI.create(base + encode(path) + "?" + query);
    }

    /**
     * An address a server gave of something of its own, but at the scheme, host and port it is reached by here: behind a proxy servers
     * name themselves wrongly, and a credential must go nowhere else. Empty if its path is not below this address'.
     */
    public Optional<URI> below(String given) {
        try {
            URI uri = base.resolve(new URI(given));
            String path = uri.normalize().getRawPath();
            if (given.isEmpty() || path == null || path.startsWith("//") || !path.startsWith(base.getRawPath())) {
                return Optional.empty();
            }
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return Optional.of(base.resolve(path + query));
        } catch (java.net.URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Each segment as RFC 3986 wants it. */
    public static String encode(String path) {
        return Arrays.stream(path.split("/", -1)).map(Address::segment).collect(Collectors.joining("/"));
    }

    /** One segment; a slash in it is encoded too, as in npm's {@code @scope%2fname}. */
    public static String segment(String text) {
        if (text.equals("..") || text.equals(".")) {
            throw new IllegalArgumentException("a path in a repository must not contain '" + text + "'");
        }
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~")
                .replace("%40", "@")
                .replace("%3A", ":");
    }

    /** One value of a query. */
    public static String value(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return base.toString().replaceAll("/$", "");
    }
}
