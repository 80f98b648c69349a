package io.calvinverse.artefacts.docker;

import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Answer;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code WWW-Authenticate: Bearer …} of a registry (distribution, "Token Authentication Specification"; RFC 6750 §3). */
record Challenge(String realm, String service, String scope) {

    private static final Pattern PARAMETER = Pattern.compile("(\\w+)\\s*=\\s*\"([^\"]*)\"");

    /** Empty if the answer asks for something else, or for nothing. */
    static Optional<Challenge> of(Answer answer) {
        for (String header : answer.headers().allValues("WWW-Authenticate")) {
            if (answer.status() == 401 && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
                Map<String, String> given = new HashMap<>();
                Matcher matcher = PARAMETER.matcher(header);
                while (matcher.find()) {
                    given.put(matcher.group(1), matcher.group(2));
                }
                return given.containsKey("realm")
                        ? Optional.of(new Challenge(
                                given.get("realm"), given.getOrDefault("service", ""), given.getOrDefault("scope", "")))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    URI tokenAddress() {
        StringBuilder uri = new StringBuilder(realm).append(realm.contains("?") ? '&' : '?');
        uri.append("service=").append(Address.value(service));
        for (String each : scope.split(" ")) {
            if (!each.isEmpty()) {
                uri.append("&scope=").append(Address.value(each));
            }
        }
        return URI.create(uri.toString());
    }
}
