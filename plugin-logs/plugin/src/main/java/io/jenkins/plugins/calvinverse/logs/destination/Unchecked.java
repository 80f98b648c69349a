package io.jenkins.plugins.calvinverse.logs.destination;

/** The optional blocks of a form, as they come with a test of settings that are not saved. */
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

    static void fill(LogTarget target, boolean service, String environment, String name, String tag) {
        if (service) {
            ServiceAddress given = new ServiceAddress(environment, name);
            given.setTag(tag);
            target.setService(given);
        }
    }
}
