package io.calvinverse.environments.consul;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An own certificate authority, as the servers of an environment have. */
public final class Authority {

    private Authority() {}

    /**
     * For {@link java.net.http.HttpClient.Builder#sslContext}: trusts the given certificates and no others.
     *
     * @param pem one or more certificates
     * @throws IllegalArgumentException when there is none in it
     */
    public static SSLContext trusting(String pem) {
        try {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("the CA is no PEM text: it holds no -----BEGIN CERTIFICATE-----");
            }
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate certificate : certificates) {
                trusted.setCertificateEntry("ca-" + trusted.size(), certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "the CA cannot be read as PEM (%s); paste the whole text from -----BEGIN CERTIFICATE-----"
                            .formatted(e.getMessage()),
                    e);
        }
    }
}
