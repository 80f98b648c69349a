package io.calvinverse.environments.configuration.consul;

import io.calvinverse.environments.configuration.store.Operation.Delete;
import io.calvinverse.environments.configuration.store.Operation.Holds;
import io.calvinverse.environments.configuration.store.Operation.Lock;
import io.calvinverse.environments.configuration.store.Operation.Put;
import io.calvinverse.environments.configuration.store.Operation.Remove;
import io.calvinverse.environments.configuration.store.Operation.Set;
import io.calvinverse.environments.configuration.store.Operation.Unchanged;
import io.calvinverse.environments.configuration.store.Operation.Unlock;
import io.calvinverse.environments.consul.Operation;
import java.util.List;

/** The operations of the port in the words of Consul's transactions. */
final class Verbs {
    private Verbs() {}

    static List<Operation> all(List<io.calvinverse.environments.configuration.store.Operation> operations) {
        return operations.stream().map(Verbs::of).toList();
    }

    static List<Operation> reads(List<String> keys) {
        return keys.stream().map(Operation::get).toList();
    }

    private static Operation of(io.calvinverse.environments.configuration.store.Operation operation) {
        String key = operation.key();
        if (operation instanceof Set set) {
            return Operation.set(key, set.content().bytes());
        } else if (operation instanceof Put put) {
            return Operation.setIf(key, put.content().bytes(), put.index());
        } else if (operation instanceof Delete delete) {
            return Operation.deleteIf(key, delete.index());
        } else if (operation instanceof Remove) {
            return Operation.delete(key);
        } else if (operation instanceof Unchanged unchanged) {
            return unchanged.index() == 0 ? Operation.checkAbsent(key) : Operation.check(key, unchanged.index());
        } else if (operation instanceof Lock lock) {
            return Operation.lock(key, lock.content().bytes(), lock.session());
        } else if (operation instanceof Unlock unlock) {
            return Operation.unlock(key, unlock.content().bytes(), unlock.session());
        }
        return Operation.checkLock(key, ((Holds) operation).session());
    }
}
