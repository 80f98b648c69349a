package io.calvinverse.logs.ship.elastic;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Says what is wrong with a server, and the way out. */
final class HttpFaults {
    /** Elasticsearch before 7 wants a type with each document. */
    static final String TOO_OLD =
            " is older than version 7 and wants document types, which are not written from here; ship to RabbitMQ and"
                    + " let Logstash write to it, or upgrade it";

    private static final int MOST = 300;

    private HttpFaults() {}

    static URI below(URI base, String path) {
        String text = base.toString();
        return URI.create(text.endsWith("/") ? text + path : text + '/' + path);
    }

    static String explain(Throwable fault, URI server) {
        String place = "Elasticsearch at " + server;
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return place + ": the host name is unknown; check the address";
            }
            if (cause instanceof HttpTimeoutException) {
                return place + " did not answer in time; check its load";
            }
            if (cause instanceof ConnectException) {
                return place + " cannot be reached; check address, port and firewall";
            }
            if (cause instanceof SSLException) {
                return place + ": no TLS connection (" + cause.getMessage()
                        + "); check the port, and that the certificate names the host and is signed by a trusted CA";
            }
            if (cause instanceof IllegalStateException) {
                return place + ": " + cause.getMessage();
            }
        }
        return place + ": " + fault;
    }

    static String status(HttpResponse<String> answer, URI server) {
        String place = "Elasticsearch at " + server;
        return switch (answer.statusCode()) {
            case 401 -> place + " refuses the credential (401)";
            case 403 ->
                place + " does not allow the user to write to the index (403); give it create_doc and auto_configure";
            case 429, 503 -> place + " is too busy (" + answer.statusCode() + "); tried again";
            default -> {
                String body = answer.body();
                if (body.contains("type is missing")) {
                    yield place + TOO_OLD;
                }
                yield place + " answers " + answer.statusCode() + ": "
                        + (body.length() > MOST ? body.substring(0, MOST) + " …" : body);
            }
        };
    }
}
