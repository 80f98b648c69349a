package io.calvinverse.logs.ship;

import io.calvinverse.logs.enrich.Batch;
import io.calvinverse.logs.enrich.LineRecords;
import io.calvinverse.logs.spool.Spool;
import io.calvinverse.logs.spool.SpooledBuild;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ships all builds of a spool to one target, in turn, a batch each. {@link #round} is called by one thread; only outcomes
 * come from others, and wait in a queue for it.
 */
public final class Shipper {
    private static final Logger LOGGER = Logger.getLogger(Shipper.class.getName());
    private static final int READ = 256 << 10;

    private record Answer(Shipment shipment, Shipment.Sent sent, int lines, Outcome outcome) {}

    private final Spool spool;
    private final Target target;
    private final ShipLimits limits;
    private final InstantSource clock;
    private final Function<SpooledBuild, LineRecords> records;
    private final Runnable wake;
    private final ByteBuffer buffer = ByteBuffer.allocate(READ);
    private final Map<String, Shipment> shipments = new LinkedHashMap<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Tally tally = new Tally();
    private long windowBytes;
    private int windowBatches;
    private volatile ShipStatus status;

    /**
     * @param records makes the records of a build's lines
     * @param wake called by any thread when a round is worth while; must return at once
     */
    public Shipper(
            Spool spool,
            Target target,
            ShipLimits limits,
            Function<SpooledBuild, LineRecords> records,
            InstantSource clock,
            Runnable wake) {
        this.spool = spool;
        this.target = target;
        this.limits = limits;
        this.records = records;
        this.clock = clock;
        this.wake = wake;
        this.status = tally.status(target, clock.millis(), shipments.values());
    }

    /**
     * Takes in outcomes, sends what there is and the window allows, notes what was confirmed.
     *
     * @return whether there is more to send at once
     */
    public boolean round() {
        takeIn();
        meet();
        boolean more = false;
        if (target.ready()) {
            List<Shipment> active = new ArrayList<>(shipments.values());
            do {
                more = pass(active);
                takeIn();
            } while (more && open() && target.ready());
        }
        save();
        status = tally.status(target, clock.millis(), shipments.values());
        return more && open() && target.ready();
    }

    private boolean open() {
        return windowBytes < limits.windowBytes() && windowBatches < limits.windowBatches();
    }

    /** New builds come; those that are shipped or given up go. */
    private void meet() {
        for (SpooledBuild build : spool.builds()) {
            if (build.held() == null && !shipments.containsKey(build.key())) {
                Shipment shipment = new Shipment(build, target.name(), records.apply(build), buffer);
                shipments.put(build.key(), shipment);
            }
        }
        shipments.values().removeIf(shipment -> shipment.build().gone());
    }

    /** One batch of each build; those without a line at present leave the list. Returns whether any is left. */
    private boolean pass(List<Shipment> active) {
        for (Iterator<Shipment> each = active.iterator(); each.hasNext() && open() && target.ready(); ) {
            Shipment shipment = each.next();
            if (shipment.complete() || !ship(shipment)) {
                each.remove();
            }
        }
        return !active.isEmpty();
    }

    private boolean ship(Shipment shipment) {
        Batch batch;
        try {
            batch = shipment.next(limits);
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "The log of " + shipment.build().facts().name() + " cannot be read in "
                            + shipment.build().files().log() + "; tried again");
            return false;
        }
        if (batch.isEmpty()) {
            return false;
        }
        Shipment.Sent sent = shipment.sent(batch);
        windowBytes += batch.size();
        windowBatches++;
        int lines = batch.records().size();
        target.send(batch, outcome -> {
            answers.add(new Answer(shipment, sent, lines, outcome));
            wake.run();
        });
        return true;
    }

    private void takeIn() {
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            int bytes;
            if (answer.outcome.confirmed()) {
                bytes = answer.shipment.confirmed(answer.sent);
                tally.confirmed(answer.lines, bytes, answer.outcome);
            } else {
                bytes = answer.shipment.failed(answer.sent);
                tally.failed();
            }
            windowBytes -= bytes;
            windowBatches--;
        }
    }

    private void save() {
        long now = clock.millis();
        for (Shipment shipment : shipments.values()) {
            try {
                shipment.save(now, limits.saveMillis());
            } catch (IOException e) {
                LOGGER.log(
                        Level.WARNING,
                        e,
                        () -> "How far the log of " + shipment.build().facts().name()
                                + " is shipped cannot be written beside "
                                + shipment.build().files().log()
                                + "; after a crash some of it would come twice, with the same ids");
            }
        }
    }

    /** As of the last round. Any thread. */
    public ShipStatus status() {
        return status;
    }

    /** Counts since the start. */
    private static final class Tally {
        private long lines;
        private long bytes;
        private long refused;
        private long resent;
        private String lastRefusal = "";

        void confirmed(int confirmedLines, int confirmedBytes, Outcome outcome) {
            lines += confirmedLines - outcome.refused();
            bytes += confirmedBytes;
            if (outcome.refused() > 0) {
                refused += outcome.refused();
                lastRefusal = outcome.cause();
            }
        }

        void failed() {
            resent++;
        }

        ShipStatus status(Target target, long now, Iterable<Shipment> shipments) {
            long lag = 0;
            long oldest = now;
            Map<String, Long> each = new HashMap<>();
            for (Shipment shipment : shipments) {
                long behind = shipment.lag();
                lag += behind;
                if (behind > 0) {
                    long seen = shipment.oldest(now);
                    oldest =
                            Math.min(oldest, seen < 0 ? shipment.build().facts().started() : seen);
                }
                each.put(shipment.build().key(), shipment.lines());
            }
            return new ShipStatus(
                    target.name(),
                    target.trouble(),
                    lag,
                    Math.max(0, now - oldest),
                    lines,
                    bytes,
                    refused,
                    lastRefusal,
                    resent,
                    each);
        }
    }
}
