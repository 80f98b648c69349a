package io.calvinverse.environments.configuration.simulation;

import io.calvinverse.environments.configuration.store.KeyValues;
import io.calvinverse.environments.configuration.store.KeyValuesContract;
import io.calvinverse.environments.configuration.store.Limits;
import java.time.Clock;

class MemoryStoreTest extends KeyValuesContract {
    private final MemoryStore store = new MemoryStore(Clock.systemUTC(), Limits.CONSUL);

    @Override
    protected KeyValues store() {
        return store;
    }
}
