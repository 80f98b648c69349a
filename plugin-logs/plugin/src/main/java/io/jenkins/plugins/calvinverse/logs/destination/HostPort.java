package io.jenkins.plugins.calvinverse.logs.destination;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and its port, as {@code host:port}; an IPv6 address in brackets.
 *
 * @param host without brackets
 */
record HostPort(String host, int port) {
    private static final Pattern SYNTAX = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]+)):([0-9]{1,5})");

    /** Null for what is none. */
    static HostPort of(String text) {
        Matcher found = SYNTAX.matcher(text);
        if (!found.matches()) {
            return null;
        }
        int port = Integer.parseInt(found.group(3));
        String host = found.group(1) == null ? found.group(2) : found.group(1);
        return port < 1 || port > 65_535 ? null : new HostPort(host, port);
    }
}
