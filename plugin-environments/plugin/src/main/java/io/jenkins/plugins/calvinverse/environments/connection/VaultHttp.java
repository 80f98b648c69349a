package io.jenkins.plugins.calvinverse.environments.connection;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.ProxyConfiguration;
import io.calvinverse.environments.vault.HttpVault;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The client for requests to Vault of our own. */
public final class VaultHttp {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration ANSWERING = Duration.ofSeconds(20);

    private VaultHttp() {}

    /**
     * Without I/O.
     *
     * @param namespace empty for none
     * @param trusting accepts whatever certificate is shown: what hashicorp-vault-plugin calls “skip SSL verification”
     * @throws IllegalArgumentException when the URL is none
     */
    public static HttpVault of(String url, String namespace, boolean trusting) {
        HttpClient.Builder http = ProxyConfiguration.newHttpClientBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECTING);
        if (trusting) {
            http.sslContext(trustingAnything());
        }
        return new HttpVault(URI.create(url), namespace, http.build(), ANSWERING);
    }

    private static SSLContext trustingAnything() {
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
