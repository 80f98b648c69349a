package io.jenkins.plugins.calvinverse.environments.identity;

import hudson.ExtensionList;
import io.calvinverse.environments.handover.HandoverEvents;
import io.calvinverse.environments.handover.HandoverSettings;
import io.calvinverse.environments.handover.Handovers;
import io.calvinverse.environments.handover.Recipient;
import java.io.IOException;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.SystemProperties;

/** An environment's record of hand-overs, and who carries them out by the settings of now. For one thread. */
final class Book implements HandoverEvents {
    private static final Logger LOGGER = Logger.getLogger(Book.class.getName());

    /** Vault itself ends a request after 90 s ({@code default_max_request_duration}). */
    private static final Duration SETTLE =
            Duration.ofSeconds(SystemProperties.getLong(Book.class.getPackageName() + ".settleSeconds", 100L));

    private final String environment;
    private final Means means;
    private final Handovers handovers;
    private final Map<String, String> troubles = new ConcurrentHashMap<>();

    private Book(String environment, Path file, Means means) throws IOException {
        this.environment = environment;
        this.means = means;
        this.handovers = new Handovers(
                file,
                means.vault(),
                means.mailbox(),
                Clock.systemUTC(),
                new HandoverSettings(means.issuer(), Duration.ZERO, means.wrapFor(), SETTLE),
                this,
                this::step);
    }

    /** The same as long as it suits the settings, else a new one that goes on where it stopped. */
    static Book suited(Book old, String environment, Path file) throws IOException {
        Means means = Means.of(environment);
        if (old != null && old.means.same(means)) {
            return old;
        }
        if (old != null) {
            old.handovers.close();
        }
        return new Book(environment, file, means);
    }

    Handovers handovers() {
        return handovers;
    }

    /** What went wrong last, by machine. */
    Map<String, String> troubles() {
        return troubles;
    }

    private void step(String step) {
        ExtensionList.lookup(StepListener.class).forEach(each -> each.done(environment, step));
    }

    @Override
    public void placed(Recipient recipient) {
        note(recipient, Level.INFO, "The wrapped Vault token of {0} lies at {1} of {2}");
    }

    @Override
    public void held(Recipient recipient) {
        note(recipient, Level.INFO, "{0} has taken its Vault token from {1} of {2}");
    }

    private void note(Recipient recipient, Level level, String text) {
        troubles.remove(recipient.machine());
        LOGGER.log(level, () -> MessageFormat.format(text, recipient.machine(), recipient.key(), environment));
    }

    @Override
    public void alarm(Recipient recipient, String text) {
        troubles.put(recipient.machine(), text);
        LOGGER.log(Level.SEVERE, () -> recipient.machine() + " of " + environment + ": " + text);
    }

    @Override
    public void failed(Recipient recipient, Exception cause) {
        String before = troubles.put(recipient.machine(), String.valueOf(cause.getMessage()));
        Level level = before == null ? Level.WARNING : Level.FINE;
        LOGGER.log(
                level,
                cause,
                () -> "The hand-over to " + recipient.machine() + " of " + environment
                        + " does not go on; it is tried again");
    }
}
