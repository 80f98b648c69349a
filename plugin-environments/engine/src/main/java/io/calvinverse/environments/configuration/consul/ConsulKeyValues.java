package io.calvinverse.environments.configuration.consul;

import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.Entry;
import io.calvinverse.environments.configuration.store.KeyValues;
import io.calvinverse.environments.configuration.store.Operation;
import io.calvinverse.environments.configuration.store.Outcome;
import io.calvinverse.environments.configuration.store.StoreException;
import io.calvinverse.environments.consul.Consistency;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulException;
import io.calvinverse.environments.consul.KeyEntry;
import io.calvinverse.environments.consul.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys of a real Consul. Reads ask the leader, who asks the others whether he still is. Thread-safe. */
public final class ConsulKeyValues implements KeyValues {
    private final Consul consul;

    public ConsulKeyValues(Consul consul) {
        this.consul = consul;
    }

    private interface Request<T> {
        T send() throws ConsulException;
    }

    private static <T> T ask(Request<T> request) throws StoreException {
        try {
            return request.send();
        } catch (ConsulException e) {
            throw new StoreException(e.getMessage(), e.passing(), e);
        }
    }

    @Override
    public String name() {
        return consul.settings().name();
    }

    @Override
    public List<Entry> read(String prefix) throws StoreException {
        return ask(() -> consul.keys().tree(prefix, Consistency.CONSISTENT)).stream()
                .map(entry -> new Entry(entry.key(), Content.of(entry.bytes()), entry.modifyIndex(), entry.session()))
                .toList();
    }

    /** In as few requests as transactions allow; keys that are absent cost one each. */
    @Override
    public Map<String, Content> get(Collection<String> keys) throws StoreException {
        List<String> all = List.copyOf(keys);
        Map<String, Content> found = new LinkedHashMap<>();
        for (int at = 0; at < all.size(); at += Transaction.MOST_OPERATIONS) {
            List<String> some = all.subList(at, Math.min(all.size(), at + Transaction.MOST_OPERATIONS));
            if (!(ask(() -> consul.keys().commit(Verbs.reads(some))) instanceof Transaction.Done done)) {
                oneByOne(some, found);
                continue;
            }
            for (KeyEntry entry : done.entries()) {
                found.put(entry.key(), Content.of(entry.bytes()));
            }
        }
        return found;
    }

    private void oneByOne(List<String> keys, Map<String, Content> found) throws StoreException {
        for (String key : keys) {
            ask(() -> consul.keys().get(key, Consistency.CONSISTENT))
                    .ifPresent(entry -> found.put(key, Content.of(entry.bytes())));
        }
    }

    @Override
    public List<String> keys(String prefix) throws StoreException {
        return ask(() -> consul.keys().names(prefix, Consistency.CONSISTENT));
    }

    @Override
    public Outcome commit(List<Operation> operations) throws StoreException {
        List<io.calvinverse.environments.consul.Operation> all = Verbs.all(operations);
        Transaction.Outcome outcome = ask(() -> consul.keys().commit(all));
        if (!(outcome instanceof Transaction.Refused refused)) {
            return Outcome.COMMITTED;
        }
        List<Outcome.Refusal> refusals = new ArrayList<>();
        refused.reasons().forEach(reason -> refusals.add(new Outcome.Refusal(reason.operation(), reason.what())));
        return new Outcome.Refused(refusals);
    }

    /** Without lock delay: every write checks the lock, so a successor need not wait for its predecessor's last ones. */
    @Override
    public String openSession(String label, Duration life) throws StoreException {
        return ask(() -> consul.sessions().open(label, life, Duration.ZERO));
    }

    @Override
    public boolean renewSession(String session) throws StoreException {
        return ask(() -> consul.sessions().renew(session));
    }

    @Override
    public void endSession(String session) throws StoreException {
        ask(() -> {
            consul.sessions().end(session);
            return session;
        });
    }
}
