package io.jenkins.plugins.calvinverse.logs.destination;

import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS contexts from PEM texts and credentials. */
final class TlsContexts {
    private TlsContexts() {}

    static boolean readable(String pem) {
        try {
            return !certificates(pem).isEmpty();
        } catch (CertificateException e) {
            return false;
        }
    }

    private static Collection<? extends Certificate> certificates(String pem) throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * @param ca PEM; null for the Java runtime's own
     * @param client null for none
     */
    static SSLContext of(String ca, StandardCertificateCredentials client) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(client == null ? null : keys(client), ca == null ? null : trust(ca), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(Messages.TlsContexts_Unusable(e.getMessage()), e);
        }
    }

    private static TrustManager[] trust(String ca) throws GeneralSecurityException, IOException {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        int number = 0;
        for (Certificate each : certificates(ca)) {
            anchors.setCertificateEntry("ca-" + number++, each);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(anchors);
        return factory.getTrustManagers();
    }

    private static KeyManager[] keys(StandardCertificateCredentials client) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(client.getKeyStore(), client.getPassword().getPlainText().toCharArray());
        return factory.getKeyManagers();
    }
}
