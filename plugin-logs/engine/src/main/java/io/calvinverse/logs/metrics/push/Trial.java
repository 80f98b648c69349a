package io.calvinverse.logs.metrics.push;

import io.calvinverse.logs.metrics.LineProtocol;
import io.calvinverse.logs.metrics.Point;
import io.calvinverse.logs.metrics.Tags;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/** Sends one point, {@code jenkins_trial}, for somebody who waits for the answer. */
public final class Trial {
    private Trial() {}

    /**
     * Takes as long as the settings' patience.
     *
     * @return what is wrong, and the way out; empty when the point was taken
     */
    public static String send(PushSettings settings, HttpClient client, Supplier<String> authorization, long nanos)
            throws InterruptedException {
        String line = LineProtocol.line(Point.of("jenkins_trial", Tags.NONE, Map.of("value", 1L), nanos));
        return new Delivery(client, settings, authorization)
                .send(line.getBytes(StandardCharsets.UTF_8))
                .reason();
    }
}
