package io.jenkins.plugins.calvinverse.environments.page;

import io.jenkins.plugins.calvinverse.environments.connection.Connections;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a page asked for, or why there is no answer. A page waits a few seconds for it and no longer.
 *
 * @param value null without an answer
 * @param trouble null with one
 */
public record Answer<T>(T value, String trouble) {
    static final Duration PATIENCE = Duration.ofSeconds(8);

    static <T> Answer<T> to(Callable<T> question) {
        Future<T> asked = Connections.get().requests().submit(question);
        try {
            return new Answer<>(asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), null);
        } catch (TimeoutException e) {
            asked.cancel(true);
            return new Answer<>(null, Messages.Answer_Late(PATIENCE.toSeconds()));
        } catch (ExecutionException e) {
            return new Answer<>(null, String.valueOf(e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer<>(null, Messages.Answer_Late(0));
        }
    }
}
