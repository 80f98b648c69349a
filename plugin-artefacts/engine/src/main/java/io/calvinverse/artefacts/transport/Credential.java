package io.calvinverse.artefacts.transport;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/** How a server is told who asks. Its text form never shows the secret. */
public final class Credential {

    /** Anonymous. */
    public static final Credential NONE = new Credential("", "", "");

    private final String user;
    private final String secret;
    private final String header;

    private Credential(String user, String secret, String header) {
        this.user = user;
        this.secret = secret;
        this.header = header;
    }

    /** RFC 7617, in UTF-8. */
    public static Credential basic(String user, String password) {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new Credential(user, password, "Basic " + pair);
    }

    /** RFC 6750; npm's and NuGet's tokens too. */
    public static Credential bearer(String token) {
        return new Credential("", token, "Bearer " + token);
    }

    public boolean isAnonymous() {
        return header.isEmpty();
    }

    /** Empty for tokens. */
    public String user() {
        return user;
    }

    /** The password or token itself, for protocols that want it elsewhere ({@code X-NuGet-ApiKey}). Never log it. */
    public String secret() {
        return secret;
    }

    /** The value of {@code Authorization}; empty if anonymous. Never log it. */
    public String authorization() {
        return header;
    }

    /** What must never be seen: the secret and its encoded forms. */
    Set<String> forms() {
        Set<String> forms = new LinkedHashSet<>();
        if (!isAnonymous()) {
            forms.add(header.substring(header.indexOf(' ') + 1));
            forms.add(secret);
            forms.add(java.net.URLEncoder.encode(secret, StandardCharsets.UTF_8));
            forms.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        }
        return forms;
    }

    @Override
    public String toString() {
        return isAnonymous() ? "anonymous" : user.isEmpty() ? "a token" : "user " + user;
    }
}
