package io.jenkins.plugins.calvinverse.logs.destination;

import hudson.ProxyConfiguration;
import hudson.Util;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.InstantSource;
import jenkins.model.Jenkins;

/** This controller, for targets. */
public final class AroundHere {
    private AroundHere() {}

    public static Surroundings surroundings() {
        return new Surroundings(
                InstantSource.system(),
                host(),
                new NamingThreadFactory(new DaemonThreadFactory(), "calvinverse-logs-connection"),
                () -> ProxyConfiguration.newHttpClientBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(Surroundings.PATIENCE),
                new SecureRandom());
    }

    /** Of the controller's own URL; no name is looked up. */
    private static String host() {
        String url = Util.fixEmpty(Jenkins.get().getRootUrl());
        try {
            String host = url == null ? null : URI.create(url).getHost();
            return host == null ? "jenkins" : host;
        } catch (IllegalArgumentException e) {
            return "jenkins";
        }
    }
}
