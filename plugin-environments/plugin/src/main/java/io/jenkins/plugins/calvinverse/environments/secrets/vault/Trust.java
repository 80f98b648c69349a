package io.jenkins.plugins.calvinverse.environments.secrets.vault;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** What hashicorp-vault-plugin calls “skip SSL verification”: accepts whatever certificate is shown. */
final class Trust {
    private Trust() {}

    static SSLContext inAnything() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anything()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java's TLS could not be set up", e);
        }
    }

    @SuppressFBWarnings(
            value = "WEAK_TRUST_MANAGER",
            justification = "An administrator chose so in the settings of hashicorp-vault-plugin; every block says it")
    private static final class Anything extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            // accepted
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            // accepted
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // accepted
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // accepted
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // accepted
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // accepted
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
