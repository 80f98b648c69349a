package io.calvinverse.artefacts.transport;

import io.calvinverse.artefacts.artefact.ArtefactException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request and its answer, given up when nothing moves. */
final class Exchange {

    private static final long LOOK_MILLIS = 250;

    private final Surroundings surroundings;
    private final Duration stall;

    Exchange(Surroundings surroundings, Duration stall) {
        this.surroundings = surroundings;
        this.stall = stall;
    }

    Answer once(Call call, Credential credential, Tally tally, int attempt) throws IOException, InterruptedException {
        Upload upload = new Upload(call.body(), tally);
        CompletableFuture<HttpResponse<byte[]>> future =
                surroundings.client().sendAsync(request(call, credential, upload), info -> new Reception(info, tally));
        try {
            HttpResponse<byte[]> response = await(call, future, tally);
            return new Answer(response.statusCode(), response.headers(), response.body(), call.uri(), attempt);
        } catch (ExecutionException e) {
            throw failure(e.getCause(), upload);
        } finally {
            // Ends the connection if it is still in use: an interrupt must not leave bytes flowing.
            future.cancel(true);
            upload.close();
        }
    }

    private HttpResponse<byte[]> await(Call call, CompletableFuture<HttpResponse<byte[]>> future, Tally tally)
            throws IOException, InterruptedException, ExecutionException {
        long seen = tally.moved();
        long since = surroundings.clock().millis();
        while (true) {
            try {
                return future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                long now = surroundings.clock().millis();
                if (tally.moved() != seen) {
                    seen = tally.moved();
                    since = now;
                } else if (now - since >= stall.toMillis()) {
                    throw new IOException("nothing moved for " + stall.toSeconds() + " s in " + call, e);
                }
            }
        }
    }

    private HttpRequest request(Call call, Credential credential, Upload upload) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                // No h2c upgrade: a large body would wait for it, and old servers stumble over it.
                .version(HttpClient.Version.HTTP_1_1)
                .method(call.method(), publisher(call, upload));
        call.headers().forEach(request::setHeader);
        boolean own = call.headers().keySet().stream().anyMatch("Authorization"::equalsIgnoreCase);
        if (!own && !call.anonymous() && !credential.isAnonymous()) {
            request.setHeader("Authorization", credential.authorization());
        }
        if (call.headers().keySet().stream().noneMatch("User-Agent"::equalsIgnoreCase)) {
            request.setHeader("User-Agent", "calvinverse-artefacts");
        }
        return request.build();
    }

    private static BodyPublisher publisher(Call call, Upload upload) {
        if (call.body() == null) {
            return BodyPublishers.noBody();
        }
        BodyPublisher stream = BodyPublishers.ofInputStream(upload);
        return call.body().length() == 0
                ? BodyPublishers.ofByteArray(new byte[0])
                : BodyPublishers.fromPublisher(stream, call.body().length());
    }

    /** What the client wraps, unwrapped; what went wrong in our own file first. */
    private static IOException failure(Throwable cause, Upload upload) {
        IOException own = upload.failure();
        if (own instanceof ArtefactException) {
            return own;
        }
        if (own != null) {
            return new ArtefactException("cannot read what is to be sent: " + own.getMessage(), own);
        }
        if (cause instanceof InterruptedIOException interrupted) {
            return new IOException("the connection was given up", interrupted);
        }
        return cause instanceof IOException io ? io : new IOException(String.valueOf(cause), cause);
    }
}
