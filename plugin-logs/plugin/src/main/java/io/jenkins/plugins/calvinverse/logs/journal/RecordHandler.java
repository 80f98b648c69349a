package io.jenkins.plugins.calvinverse.logs.journal;

import hudson.Functions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * Hands the controller's log records to the journal. What the shipping itself says, or is said on its threads, stays here:
 * it would feed itself.
 */
final class RecordHandler extends Handler {
    private static final List<String> OURS = List.of(
            "io.calvinverse.logs", "io.jenkins.plugins.calvinverse.logs", "com.rabbitmq", "jdk.internal.httpclient");
    private static final String OUR_THREADS = "calvinverse-logs-";

    private final Journal journal;
    private final SimpleFormatter texts = new SimpleFormatter();
    private final ThreadLocal<Boolean> busy = ThreadLocal.withInitial(() -> false);

    RecordHandler(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void publish(LogRecord record) {
        if (!isLoggable(record) || ours(record) || busy.get()) {
            return;
        }
        busy.set(true);
        try {
            journal.add(entry(record));
        } catch (RuntimeException e) {
            // A text that cannot be made of its parameters is no reason for whoever logs to fail.
        } finally {
            busy.set(false);
        }
    }

    private static boolean ours(LogRecord record) {
        String logger = record.getLoggerName();
        return Thread.currentThread().getName().startsWith(OUR_THREADS)
                || logger != null && OURS.stream().anyMatch(logger::startsWith);
    }

    private Entry entry(LogRecord record) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kind", "controller");
        members.put("level", record.getLevel().getName());
        members.put("logger", String.valueOf(record.getLoggerName()));
        members.put("thread", Thread.currentThread().getName());
        if (record.getThrown() != null) {
            members.put("stack_trace", Functions.printThrowable(record.getThrown()));
        }
        return new Entry(record.getMillis(), String.valueOf(texts.formatMessage(record)), members);
    }

    @Override
    public void flush() {
        // The journal's own thread writes.
    }

    @Override
    public void close() {
        // The journal is ended by whoever began it.
    }
}
