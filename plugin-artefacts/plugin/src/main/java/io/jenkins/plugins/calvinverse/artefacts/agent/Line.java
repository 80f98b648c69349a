package io.jenkins.plugins.calvinverse.artefacts.agent;

import hudson.ProxyConfiguration;
import io.calvinverse.artefacts.transport.Credential;
import io.calvinverse.artefacts.transport.Patience;
import io.calvinverse.artefacts.transport.Surroundings;
import io.calvinverse.artefacts.transport.Transport;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Makes the engine's transport from a {@link Route}. Controller and agents. */
public final class Line {
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private Line() {}

    public static Transport patient(Route route, Credential credential) throws IOException {
        return new Transport(surroundings(route), Patience.USUAL, credential);
    }

    /** For forms: one try. */
    public static Transport impatient(Route route, Credential credential) throws IOException {
        Patience once = new Patience(1, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(10));
        return new Transport(surroundings(route), once, credential);
    }

    private static Surroundings surroundings(Route route) throws IOException {
        HttpClient.Builder client =
                HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER);
        if (route.caCertificates() != null) {
            try {
                client.sslContext(Trust.in(route.caCertificates()));
            } catch (GeneralSecurityException e) {
                throw new IOException("the certificates of the server cannot be used: " + e.getMessage(), e);
            }
        }
        if (route.proxyHost() != null) {
            client.proxy(new Selected(route));
            if (route.proxyUser() != null && route.proxyPassword() != null) {
                client.authenticator(new ProxyLogin(route));
            }
        }
        return new Surroundings(
                client.build(), InstantSource.system(), wait -> Thread.sleep(wait.toMillis()), new SecureRandom());
    }

    private static final class Selected extends ProxySelector {
        private final Route route;

        Selected(Route route) {
            this.route = route;
        }

        @Override
        public List<Proxy> select(URI uri) {
            boolean direct = ProxyConfiguration.getNoProxyHostPatterns(route.noProxy()).stream()
                    .anyMatch(pattern -> pattern.matcher(uri.getHost()).matches());
            return direct
                    ? List.of(Proxy.NO_PROXY)
                    : List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(route.proxyHost(), route.proxyPort())));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // The transport reports it.
        }
    }

    private static final class ProxyLogin extends Authenticator {
        private final Route route;

        ProxyLogin(Route route) {
            this.route = route;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY
                    ? new PasswordAuthentication(
                            route.proxyUser(),
                            route.proxyPassword().getPlainText().toCharArray())
                    : null;
        }
    }
}
