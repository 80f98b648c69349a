package io.jenkins.plugins.calvinverse.environments.definition;

import io.calvinverse.environments.discovery.Endpoint;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as people write them: {@code host:port}, an IPv6 address in brackets. */
final class HostAndPort {
    private static final Pattern FORM = Pattern.compile("(\\[([0-9a-fA-F:.]+)]|[A-Za-z0-9._-]+):([0-9]{1,5})");

    private HostAndPort() {}

    /** The endpoint, or null when the text is none. */
    static Endpoint parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        int port = Integer.parseInt(form.group(3));
        String host = form.group(2) == null ? form.group(1) : form.group(2);
        return port < 1 || port > 65_535 ? null : new Endpoint(host, port);
    }
}
