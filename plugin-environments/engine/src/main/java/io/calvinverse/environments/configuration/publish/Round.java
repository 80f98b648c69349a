package io.calvinverse.environments.configuration.publish;

import io.calvinverse.environments.configuration.ledger.DamagedRecordException;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.ledger.Ledger;
import io.calvinverse.environments.configuration.ledger.Look;
import io.calvinverse.environments.configuration.ledger.Pending;
import io.calvinverse.environments.configuration.ledger.Records;
import io.calvinverse.environments.configuration.ledger.Step;
import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.Entry;
import io.calvinverse.environments.configuration.store.Operation;
import io.calvinverse.environments.configuration.store.Operation.Delete;
import io.calvinverse.environments.configuration.store.Operation.Put;
import io.calvinverse.environments.configuration.store.StoreException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One attempt to bring a pending act to its end, in the direction it has. What is to do is read off the keys, never
 * remembered, so that any number of attempts by anybody, each cut off anywhere, add up to one act.
 */
final class Round {
    private final Desk desk;
    private final Ledger ledger;
    private final Records records;
    private final Clock clock;

    Round(Desk desk, Ledger ledger, Clock clock) {
        this.desk = desk;
        this.ledger = ledger;
        this.records = new Records(desk.settings().layout());
        this.clock = clock;
    }

    /** @param known values by digest that need not be read */
    void play(Look look, Map<String, Content> known) throws StoreException, DamagedRecordException {
        Pending pending = look.pending();
        List<Step> todo = new ArrayList<>();
        List<String> edited = new ArrayList<>();
        for (Step step : look.steps()) {
            String now = look.digest(step.key());
            if (now.equals(to(pending, step))) {
                continue;
            }
            if (now.equals(from(pending, step)) || pending.overwrite() && !pending.undo()) {
                todo.add(step);
            } else {
                edited.add(step.key());
            }
        }
        if (!edited.isEmpty() && !pending.undo()) {
            turn(
                    look,
                    "edited by another hand while " + pending.act().title() + " was written: "
                            + String.join(", ", edited));
            return;
        }
        if (pending.undo()) {
            Collections.reverse(todo);
        }
        Done done = new Done(
                pending.act(), clock.instant().truncatedTo(ChronoUnit.SECONDS), !pending.undo(), pending.cause());
        desk.write(records.check(look), writes(look, todo, known), records.end(look, done));
    }

    /** From now on the act is taken back. */
    void turn(Look look, String cause) throws StoreException {
        desk.write(records.turn(look, cause));
    }

    private List<Operation> writes(Look look, List<Step> todo, Map<String, Content> known)
            throws StoreException, DamagedRecordException {
        Map<String, Content> contents = contents(look, todo, known);
        List<Operation> writes = new ArrayList<>();
        for (Step step : todo) {
            String digest = to(look.pending(), step);
            long index = look.index(step.key());
            if (!digest.isEmpty()) {
                writes.add(new Put(step.key(), contents.get(digest), index));
            } else if (index > 0) {
                writes.add(new Delete(step.key(), index));
            }
        }
        return writes;
    }

    private Map<String, Content> contents(Look look, List<Step> todo, Map<String, Content> known)
            throws StoreException, DamagedRecordException {
        Map<String, Content> contents = new HashMap<>(known);
        for (Entry entry : look.live().values()) {
            contents.put(entry.content().digest(), entry.content());
        }
        Set<String> missing = new HashSet<>();
        for (Step step : todo) {
            String digest = to(look.pending(), step);
            if (!digest.isEmpty() && !contents.containsKey(digest)) {
                missing.add(digest);
            }
        }
        contents.putAll(ledger.contents(missing));
        for (String digest : missing) {
            if (!contents.containsKey(digest)) {
                throw new DamagedRecordException(desk.settings().layout().content(digest), "it is missing");
            }
        }
        return contents;
    }

    private static String to(Pending pending, Step step) {
        return pending.undo() ? step.before() : step.after();
    }

    private static String from(Pending pending, Step step) {
        return pending.undo() ? step.after() : step.before();
    }
}
