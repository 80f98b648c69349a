package io.jenkins.plugins.calvinverse.artefacts.agent;

import hudson.ProxyConfiguration;
import hudson.util.Secret;
import java.io.Serializable;
import jenkins.model.Jenkins;

/**
 * How connections are made, as plain values for an agent: own certificates and Jenkins' proxy.
 *
 * @param caCertificates PEM; null for those of the Java runtime
 * @param proxyHost null without a proxy
 * @param noProxy hosts that are reached directly, one a line, as in Jenkins' proxy configuration
 */
public record Route(
        String caCertificates, String proxyHost, int proxyPort, String proxyUser, Secret proxyPassword, String noProxy)
        implements Serializable {

    /** Reads Jenkins' configuration. Controller only. */
    public static Route fromController(String caCertificates) {
        ProxyConfiguration proxy = Jenkins.get().getProxy();
        return proxy == null || proxy.getName() == null
                ? new Route(caCertificates, null, 0, null, null, null)
                : new Route(
                        caCertificates,
                        proxy.getName(),
                        proxy.getPort(),
                        proxy.getUserName(),
                        proxy.getSecretPassword(),
                        proxy.getNoProxyHost());
    }
}
