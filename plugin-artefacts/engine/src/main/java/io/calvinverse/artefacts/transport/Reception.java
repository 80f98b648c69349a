package io.calvinverse.artefacts.transport;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes the body of an answer: into a stream if the answer is a success and the call wants that, else into memory, up to a limit. */
@SuppressFBWarnings(
        value = "UWF_FIELD_NOT_INITIALIZED_IN_CONSTRUCTOR",
        justification = "Flow gives the subscription before the first buffer")
final class Reception implements BodySubscriber<byte[]> {

    /** Indexes and metadata are read whole; nothing larger is asked for without a stream. */
    static final int MOST_IN_MEMORY = 32 * 1024 * 1024;

    private final CompletableFuture<byte[]> done = new CompletableFuture<>();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final boolean streams;
    private final Tally tally;
    private Flow.Subscription subscription;

    Reception(ResponseInfo info, Tally tally) {
        this.streams = tally.streams() && info.statusCode() >= 200 && info.statusCode() < 300;
        this.tally = tally;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                take(bytes);
            }
            subscription.request(1);
        } catch (IOException | RuntimeException e) {
            subscription.cancel();
            done.completeExceptionally(e);
        }
    }

    private void take(byte[] bytes) throws IOException {
        if (streams) {
            tally.write(bytes);
            return;
        }
        if (kept.size() + bytes.length > MOST_IN_MEMORY) {
            throw new IOException("the answer has more than " + MOST_IN_MEMORY + " bytes, which no index has");
        }
        tally.received(bytes.length);
        kept.write(bytes);
    }

    @Override
    public void onError(Throwable failure) {
        done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        done.complete(kept.toByteArray());
    }
}
