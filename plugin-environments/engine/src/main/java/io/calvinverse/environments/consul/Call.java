package io.calvinverse.environments.consul;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One request, before it is known which address gets it.
 *
 * @param repeatable whether it may be sent to the next address although this one may have got it
 */
record Call(String method, String path, List<String> parameters, byte[] body, Duration timeout, boolean repeatable) {

    static Call get(String path, List<String> parameters, Duration timeout) {
        return new Call("GET", path, parameters, new byte[0], timeout, true);
    }

    static Call put(String path, List<String> parameters, byte[] body, Duration timeout) {
        return new Call("PUT", path, parameters, body, timeout, false);
    }

    /** For a write that comes to the same when it is done twice, or late. */
    Call idempotent() {
        return new Call(method, path, parameters, body, timeout, true);
    }

    /** For messages; parameters are left out, they say nothing a reader needs. */
    String name() {
        return method + " /v1/" + path;
    }

    String target(String datacenter) {
        List<String> all = new ArrayList<>(parameters);
        if (!datacenter.isEmpty()) {
            all.add("dc=" + encode(datacenter));
        }
        return "/v1/" + path + (all.isEmpty() ? "" : "?" + String.join("&", all));
    }

    /** For a path segment or a parameter's value. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** For a key, whose slashes stay. */
    static String encodeKey(String key) {
        return Stream.of(key.split("/", -1)).map(Call::encode).collect(Collectors.joining("/"));
    }
}
