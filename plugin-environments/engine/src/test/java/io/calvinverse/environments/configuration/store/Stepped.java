package io.calvinverse.environments.configuration.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A store whose every request is a step, after which something may happen. */
public final class Stepped implements KeyValues {
    /** What happens after a step. */
    @FunctionalInterface
    public interface Then {
        void after(int step, String request) throws StoreException;
    }

    private final KeyValues store;
    private final Then then;
    private int steps;

    public Stepped(KeyValues store, Then then) {
        this.store = store;
        this.then = then;
    }

    public int steps() {
        return steps;
    }

    private <T> T step(String request, T answer) throws StoreException {
        then.after(++steps, request);
        return answer;
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public List<Entry> read(String prefix) throws StoreException {
        return step("read " + prefix, store.read(prefix));
    }

    @Override
    public Map<String, Content> get(Collection<String> keys) throws StoreException {
        return step("get", store.get(keys));
    }

    @Override
    public List<String> keys(String prefix) throws StoreException {
        return step("keys " + prefix, store.keys(prefix));
    }

    @Override
    public Outcome commit(List<Operation> operations) throws StoreException {
        return step("commit " + operations, store.commit(operations));
    }

    @Override
    public String openSession(String label, Duration life) throws StoreException {
        return step("open", store.openSession(label, life));
    }

    @Override
    public boolean renewSession(String session) throws StoreException {
        return step("renew", store.renewSession(session));
    }

    @Override
    public void endSession(String session) throws StoreException {
        store.endSession(session);
        step("end", session);
    }
}
