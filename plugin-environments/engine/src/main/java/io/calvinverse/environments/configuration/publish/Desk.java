package io.calvinverse.environments.configuration.publish;

import io.calvinverse.environments.configuration.store.KeyValues;
import io.calvinverse.environments.configuration.store.LockHeldException;
import io.calvinverse.environments.configuration.store.Operation;
import io.calvinverse.environments.configuration.store.Outcome;
import io.calvinverse.environments.configuration.store.SessionLock;
import io.calvinverse.environments.configuration.store.StoreException;
import java.util.ArrayList;
import java.util.List;

/** Where one writer sits: a store, under the lock. Not thread-safe. */
final class Desk {
    private final KeyValues store;
    private final Settings settings;
    private final SessionLock lock;
    private final String holder;
    private int written;

    Desk(KeyValues store, Settings settings, SessionLock lock, String holder) {
        this.store = store;
        this.settings = settings;
        this.lock = lock;
        this.holder = holder;
    }

    KeyValues store() {
        return store;
    }

    Settings settings() {
        return settings;
    }

    /** Before a round: the lock is held, or taken (again). */
    void sit() throws StoreException, LockHeldException, InterruptedException {
        lock.hold(holder, settings.queueing());
    }

    /**
     * Writes in as few transactions as fit, each of which is refused once the lock is lost.
     *
     * @param checks of each transaction, after that of the lock
     * @param tail in the last transaction
     * @return false when one was refused: those before it were written, look again
     */
    boolean write(List<Operation> checks, List<Operation> operations, List<Operation> tail) throws StoreException {
        List<Operation> head = new ArrayList<>();
        head.add(lock.guard());
        head.addAll(checks);
        for (List<Operation> batch : new Batches(settings.limits(), head).cut(operations, tail)) {
            if (!lock.keep() || !(store.commit(batch) instanceof Outcome.Committed)) {
                return false;
            }
            written++;
        }
        return true;
    }

    /** How many transactions it has written so far. */
    int written() {
        return written;
    }

    boolean write(List<Operation> operations) throws StoreException {
        return write(List.of(), operations, List.of());
    }
}
