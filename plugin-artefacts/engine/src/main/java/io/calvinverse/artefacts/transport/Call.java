package io.calvinverse.artefacts.transport;

import io.calvinverse.artefacts.repository.Progress;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request.
 *
 * @param body {@code null} for none
 * @param into where the body of a successful answer goes as it comes; {@code null} to keep it in memory
 * @param progress told of the bytes of both bodies
 */
public record Call(
        String method,
        URI uri,
        Map<String, String> headers,
        Body body,
        OutputStream into,
        Progress progress,
        boolean anonymous) {

    public Call {
        headers = Map.copyOf(headers);
    }

    /** Without a body, by any method. */
    public static Call of(String method, URI uri) {
        return new Call(method, uri, Map.of(), null, null, Progress.NONE, false);
    }

    public static Call get(URI uri) {
        return of("GET", uri);
    }

    public static Call head(URI uri) {
        return of("HEAD", uri);
    }

    public static Call put(URI uri, Body body) {
        return of("PUT", uri).with(body);
    }

    public static Call post(URI uri, Body body) {
        return of("POST", uri).with(body);
    }

    public static Call patch(URI uri, Body body) {
        return of("PATCH", uri).with(body);
    }

    public static Call delete(URI uri) {
        return of("DELETE", uri);
    }

    /** An {@code Authorization} set here is sent instead of the transport's credential. */
    public Call header(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Call(method, uri, more, body, into, progress, anonymous);
    }

    private Call with(Body content) {
        return new Call(method, uri, headers, content, into, progress, anonymous);
    }

    /**
     * Streams the answer's body, if the status is 200 to 299. A retry after the first byte cannot take bytes back, so such a call is
     * tried once from its first byte on; see {@link Transport#send}.
     */
    public Call into(OutputStream stream) {
        return new Call(method, uri, headers, body, stream, progress, anonymous);
    }

    public Call progress(Progress listener) {
        return new Call(method, uri, headers, body, into, listener, anonymous);
    }

    /** Without the transport's credential. */
    public Call withoutCredential() {
        return new Call(method, uri, headers, body, into, progress, true);
    }

    Call to(URI elsewhere, boolean foreign) {
        Map<String, String> kept = new TreeMap<>(headers);
        if (foreign) {
            kept.keySet()
                    .removeIf(name -> name.equalsIgnoreCase("Authorization")
                            || name.equalsIgnoreCase("Cookie")
                            || name.equalsIgnoreCase("X-NuGet-ApiKey"));
        }
        return new Call(method, elsewhere, kept, body, into, progress, anonymous || foreign);
    }

    /** For messages: method and address without query. */
    @Override
    public String toString() {
        return method + " " + Redaction.of(uri);
    }
}
