package io.jenkins.plugins.calvinverse.environments.definition;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.regex.Pattern;

/** What is wrong with a single setting, or null. Memory only. */
final class Syntax {
    /** Consul's own rule for datacenters: lower-case letters, digits, dashes and underscores. */
    private static final Pattern DATACENTER = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    private static final Pattern DNS_NAME =
            Pattern.compile("(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}))*");
    private static final Pattern KEY_PREFIX = Pattern.compile("[A-Za-z0-9._-][A-Za-z0-9._/-]*/");
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,127}");

    private Syntax() {}

    static String datacenter(String name) {
        return name != null && DATACENTER.matcher(name).matches() ? null : Messages.Syntax_Datacenter(name);
    }

    static String dnsName(String name) {
        return name != null && DNS_NAME.matcher(name).matches() ? null : Messages.Syntax_DnsName(name);
    }

    static String keyPrefix(String prefix) {
        boolean fine = KEY_PREFIX.matcher(prefix).matches()
                && !prefix.contains("//")
                && !("/" + prefix).contains("/../")
                && !("/" + prefix).contains("/./");
        return fine ? null : Messages.Syntax_KeyPrefix(prefix);
    }

    static String service(String name) {
        return name != null && SERVICE.matcher(name).matches() ? null : Messages.Syntax_Service(name);
    }

    static String tag(String tag) {
        return tag == null || TAG.matcher(tag).matches() ? null : Messages.Syntax_Tag(tag);
    }

    /** A URL of a server: scheme, host, maybe a port and a path; neither user nor query, they would land in logs. */
    static String url(String url) {
        try {
            URI uri = new URI(url);
            boolean fine = ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            return fine ? null : Messages.Syntax_Url();
        } catch (URISyntaxException e) {
            return Messages.Syntax_Url();
        }
    }

    /** {@code host:port}, an IPv6 address in brackets. */
    static String hostAndPort(String address) {
        return HostAndPort.parse(address) == null ? Messages.Syntax_HostAndPort(address) : null;
    }

    static String certificates(String pem) {
        try {
            byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
            boolean none = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes))
                    .isEmpty();
            return none ? Messages.Syntax_Certificates() : null;
        } catch (CertificateException e) {
            return Messages.Syntax_Certificates();
        }
    }
}
