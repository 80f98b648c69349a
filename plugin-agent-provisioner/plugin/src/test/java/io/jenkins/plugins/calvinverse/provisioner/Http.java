package io.jenkins.plugins.calvinverse.provisioner;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** Plain requests to the controller, as one user or nobody. Redirections are not followed; cookies are kept. */
final class Http {
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String authorization;

    private Http(String authorization) {
        this.authorization = authorization;
    }

    static Http anonymous() {
        return new Http(null);
    }

    static Http as(String user, String password) {
        return new Http("Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    /** In a realm where passwords equal names. */
    static Http as(String user) {
        return as(user, user);
    }

    /** The same cookies without the password. */
    Http forgetful() {
        Http other = new Http(null);
        ((CookieManager) client.cookieHandler().orElseThrow())
                .getCookieStore()
                .getCookies()
                .forEach(c -> ((CookieManager) other.client.cookieHandler().orElseThrow())
                        .getCookieStore()
                        .add(URI.create(root()), c));
        return other;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Without a crumb. */
    HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        return send(posting(path, form));
    }

    /** With a crumb, as a browser does. */
    HttpResponse<String> postWithCrumb(String path, Map<String, String> form) throws IOException, InterruptedException {
        var issuer = Jenkins.get().getCrumbIssuer();
        return send(posting(path, form)
                .header(issuer.getCrumbRequestField(), issuer.getCrumb((jakarta.servlet.ServletRequest) null)));
    }

    private HttpRequest.Builder posting(String path, Map<String, String> form) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(form)));
    }

    static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root() + path));
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private static String root() {
        return Jenkins.get().getRootUrl();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
