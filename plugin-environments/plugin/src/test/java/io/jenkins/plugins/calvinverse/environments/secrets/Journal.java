package io.jenkins.plugins.calvinverse.environments.secrets;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything that is logged while it is open, our own in full. */
final class Journal extends Handler implements AutoCloseable {
    private static final List<String> OURS = List.of("io.jenkins.plugins.calvinverse", "io.calvinverse");

    private final StringBuffer text = new StringBuffer();
    private final List<Logger> loggers = OURS.stream().map(Logger::getLogger).toList();

    Journal() {
        setLevel(Level.ALL);
        setFormatter(new SimpleFormatter());
        Logger.getLogger("").addHandler(this);
        loggers.forEach(logger -> logger.setLevel(Level.ALL));
    }

    String text() {
        return text.toString();
    }

    /** A failure with its causes, as logs show them. */
    static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    @Override
    public void publish(LogRecord entry) {
        text.append(getFormatter().format(entry)).append('\n');
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
        loggers.forEach(logger -> logger.setLevel(null));
    }
}
