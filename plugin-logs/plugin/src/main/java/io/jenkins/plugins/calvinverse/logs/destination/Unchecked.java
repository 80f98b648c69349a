package io.jenkins.plugins.calvinverse.logs.destination;

import hudson.Util;

/**
 * The optional blocks of a form, as they come with a test of settings that are not saved: core's button sends the nearest
 * field of each name, also of blocks that are closed.
 */
final class Unchecked {
    private Unchecked() {}

    static void fill(LogTarget target, boolean tls, String caCertificates, String clientCertificateId) {
        if (tls) {
            Tls given = new Tls();
            given.setCaCertificates(caCertificates);
            given.setClientCertificateId(clientCertificateId);
            target.setTls(given);
        }
    }

    /**
     * Whether the block is open cannot be told: its checkbox has the name of a field in it. A service stands for addresses
     * that are not given.
     */
    static void fill(LogTarget target, String addresses, String environment, String name, String tag) {
        if (Util.fixEmptyAndTrim(addresses) == null && Util.fixEmptyAndTrim(name) != null) {
            ServiceAddress given = new ServiceAddress(environment, name);
            given.setTag(tag);
            target.setService(given);
        }
    }
}
