package io.calvinverse.environments.configuration.store;

import io.calvinverse.environments.configuration.store.Operation.Holds;
import io.calvinverse.environments.configuration.store.Operation.Lock;
import io.calvinverse.environments.configuration.store.Operation.Unlock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A lock on a key that ends with its session. It protects nothing by itself: each transaction carries {@link #guard()},
 * so that a holder that was thought dead cannot write after its successor began. Renewed by its user between
 * transactions ({@link #keep}), never by a thread. Not thread-safe.
 */
public final class SessionLock {
    private static final Logger LOGGER = Logger.getLogger(SessionLock.class.getName());
    private static final Duration POLL = Duration.ofMillis(500);

    private final KeyValues store;
    private final String key;
    private final Duration life;
    private final Clock clock;
    private final Pause pause;
    private String session = "";
    private Instant renewed = Instant.MIN;

    /** @param life of the session without renewal; Consul takes 10 s to 24 h and may wait twice as long */
    public SessionLock(KeyValues store, String key, Duration life, Clock clock, Pause pause) {
        this.store = store;
        this.key = key;
        this.life = life;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Holds the lock when it returns, for at least two thirds of its life.
     *
     * @param holder who asks, shown to those who wait
     * @param wait how long for another holder
     * @throws LockHeldException when another holds it all that time
     */
    public void hold(String holder, Duration wait) throws StoreException, LockHeldException, InterruptedException {
        Instant start = clock.instant();
        while (!session.isEmpty() || open()) {
            if (keep() && take(holder)) {
                return;
            }
            if (clock.instant().isAfter(start.plus(wait))) {
                throw new LockHeldException(key, store.name(), holder());
            }
            pause.await(POLL);
        }
    }

    private boolean open() throws StoreException {
        session = store.openSession(key, life);
        renewed = clock.instant();
        return true;
    }

    private boolean take(String holder) throws StoreException {
        return store.commit(List.of(new Lock(key, Content.of(holder), session))) instanceof Outcome.Committed;
    }

    private String holder() throws StoreException {
        Content content = store.get(List.of(key)).get(key);
        return content == null ? "somebody" : content.text();
    }

    /**
     * Renews the session when a third of its life has passed; false when it has ended: then {@link #hold} again. A renewal
     * without an answer is no reason to stop while the session may live: each transaction is refused once it does not.
     */
    public boolean keep() throws StoreException {
        if (session.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        if (now.isBefore(renewed.plus(life.dividedBy(3))) && !now.isBefore(renewed)) {
            return true;
        }
        try {
            if (!store.renewSession(session)) {
                session = "";
                return false;
            }
            renewed = now;
        } catch (StoreException e) {
            if (!e.passing() || !clock.instant().isBefore(renewed.plus(life))) {
                throw e;
            }
            LOGGER.log(Level.FINE, "a session was not renewed yet", e);
        }
        return true;
    }

    /** What a transaction under this lock begins with. */
    public Holds guard() {
        return new Holds(key, session);
    }

    /** Gives the lock back at once; what cannot be given back ends with the session. */
    public void release(String remark) throws StoreException {
        if (session.isEmpty()) {
            return;
        }
        String ended = session;
        session = "";
        // Before the session ends: an ended session's lock may be kept from others for a while.
        store.commit(List.of(new Unlock(key, Content.of(remark), ended)));
        store.endSession(ended);
    }
}
