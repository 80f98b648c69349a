package io.jenkins.plugins.calvinverse.logs.environment;

import io.calvinverse.logs.ship.amqp.AmqpLogin;
import io.calvinverse.logs.ship.amqp.AmqpLogins;
import io.jenkins.plugins.calvinverse.environments.spi.HeldSecret;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A user that Vault made for a target, renewed while it is held; when it has ended all the same, another one. */
final class HeldLogins implements AmqpLogins {
    /** Of a connection attempt, with a Vault that does not answer. */
    private static final Duration ATTEMPT = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String environment;
    private final String path;
    private final String use;
    private final AtomicReference<HeldSecret> held = new AtomicReference<>();
    private volatile Runnable changed = () -> {};
    private volatile boolean closed;

    HeldLogins(String environment, String path, String use) {
        this.environment = environment;
        this.path = path;
        this.use = use;
    }

    @Override
    public AmqpLogin login() {
        HeldSecret now = secret();
        try {
            Map<String, String> fields = now.fields().get(ATTEMPT.toSeconds(), TimeUnit.SECONDS);
            return new AmqpLogin(field(fields, "username"), field(fields, "password"));
        } catch (TimeoutException e) {
            throw new IllegalStateException(Messages.HeldLogins_Waiting(path, environment, now.trouble()), e);
        } catch (ExecutionException e) {
            drop(now);
            String cause = e.getCause().getMessage();
            throw new IllegalStateException(Messages.HeldLogins_None(path, environment, cause), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(Messages.HeldLogins_Waiting(path, environment, "interrupted"), e);
        }
    }

    private HeldSecret secret() {
        HeldSecret now = held.get();
        if (now != null) {
            return now;
        }
        HeldSecret fresh;
        try {
            fresh = HeldSecret.open(environment, path, use, PATIENCE, () -> changed.run());
        } catch (IOException e) {
            throw new IllegalStateException(Messages.HeldLogins_None(path, environment, e.getMessage()), e);
        }
        held.set(fresh);
        if (closed) {
            drop(fresh);
        }
        return fresh;
    }

    private String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException(Messages.HeldLogins_NoField(path, environment, name));
        }
        return value;
    }

    /** It was revoked, in Vault or on the broker, sooner than it was to end. */
    @Override
    public void refused(AmqpLogin login) {
        HeldSecret now = held.get();
        if (now != null) {
            drop(now);
        }
    }

    private void drop(HeldSecret secret) {
        if (held.compareAndSet(secret, null)) {
            secret.close();
        }
    }

    @Override
    public void whenChanged(Runnable listener) {
        changed = listener;
    }

    @Override
    public void close() {
        closed = true;
        HeldSecret now = held.get();
        if (now != null) {
            drop(now);
        }
    }
}
