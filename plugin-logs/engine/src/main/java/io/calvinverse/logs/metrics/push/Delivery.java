package io.calvinverse.logs.metrics.push;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLException;

/** One request of {@code /write}, as InfluxDB 1.x documents it: 204 for all taken, 400 for what it can never take. */
final class Delivery implements Wire {
    private static final int MOST = 300;

    private final HttpClient client;
    private final PushSettings settings;
    private final Supplier<String> authorization;

    Delivery(HttpClient client, PushSettings settings, Supplier<String> authorization) {
        this.client = client;
        this.settings = settings;
        this.authorization = authorization;
    }

    @Override
    public Verdict send(byte[] lines) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.write())
                .timeout(settings.patience())
                .header("Content-Type", "text/plain; charset=utf-8")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(compressed(lines)));
        try {
            String credential = authorization.get();
            if (credential != null) {
                request.header("Authorization", credential);
            }
            return judge(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | RuntimeException e) {
            return new Verdict(Verdict.Fate.AGAIN, explain(e));
        }
    }

    private static byte[] compressed(byte[] lines) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(result)) {
            zip.write(lines);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written to", e);
        }
        return result.toByteArray();
    }

    private Verdict judge(HttpResponse<String> answer) {
        String place = place();
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return Verdict.TAKEN;
        }
        String body = answer.body().strip();
        String cause = body.length() > MOST ? body.substring(0, MOST) + " …" : body;
        return switch (status) {
            case 400 -> new Verdict(Verdict.Fate.REFUSED, place + " refuses points: " + cause);
            case 413 -> new Verdict(Verdict.Fate.TOO_LARGE, place + " takes no point of this size (413)");
            case 401 -> again(place + " refuses the credential (401)");
            case 403 ->
                again(place + " does not let the user write to the database '" + settings.database()
                        + "' (403); grant it WRITE");
            case 404 ->
                again(place + " has no database '" + settings.database()
                        + "' or nothing listens under this address (404); create it, or correct the address: " + cause);
            case 429, 503 -> again(place + " is too busy (" + status + ")");
            default -> again(place + " answers " + status + ": " + cause);
        };
    }

    private String explain(Exception fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return place() + ": the host name is unknown; check the address";
            }
            if (cause instanceof HttpTimeoutException) {
                return place() + " did not answer within " + settings.patience().toSeconds() + " s; check its load";
            }
            if (cause instanceof ConnectException) {
                return place() + " cannot be reached; check address, port and firewall";
            }
            if (cause instanceof SSLException) {
                return place() + ": no TLS connection (" + cause.getMessage()
                        + "); check the port, and that the certificate names the host and is signed by a trusted CA";
            }
        }
        return place() + ": " + fault;
    }

    private String place() {
        URI server = settings.server();
        return "the metrics store at " + server;
    }

    private static Verdict again(String reason) {
        return new Verdict(Verdict.Fate.AGAIN, reason);
    }
}
