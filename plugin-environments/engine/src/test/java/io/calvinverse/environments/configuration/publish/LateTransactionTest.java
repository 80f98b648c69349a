package io.calvinverse.environments.configuration.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.calvinverse.environments.configuration.plan.Plan;
import io.calvinverse.environments.configuration.release.Item;
import io.calvinverse.environments.configuration.release.Release;
import io.calvinverse.environments.configuration.release.Version;
import io.calvinverse.environments.configuration.simulation.MemoryStore;
import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.KeyValues;
import io.calvinverse.environments.configuration.store.Limits;
import io.calvinverse.environments.configuration.store.Operation;
import io.calvinverse.environments.configuration.store.Outcome;
import io.calvinverse.environments.configuration.store.StoreException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A transaction that is stuck on its way and given up, while the same writer, under the same lock, takes the act back. */
class LateTransactionTest {
    private final MemoryStore store = new MemoryStore(Clock.systemUTC(), Limits.CONSUL);
    private List<Operation> stuck;
    private Outcome arrived;

    private Object answer(Method method, String name, Object... arguments) throws Exception {
        if (name.equals("commit")) {
            List<Operation> operations = new ArrayList<>();
            ((List<?>) arguments[0]).forEach(operation -> operations.add((Operation) operation));
            if (stuck == null
                    && operations.stream().anyMatch(operation -> operation.key().equals("config/a"))) {
                stuck = operations;
                store.commit(List.of(new Operation.Set("config/f", Content.of("by hand"))));
                throw new StoreException("no answer");
            }
            if (stuck != null && operations.stream().anyMatch(Operation.Unlock.class::isInstance)) {
                arrived = store.commit(stuck);
            }
            return store.commit(operations);
        }
        return method.invoke(store, arguments);
    }

    @Test
    void itIsRefused() throws Exception {
        KeyValues slow = (KeyValues) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {KeyValues.class},
                (proxy, method, arguments) ->
                        answer(method, method.getName(), arguments == null ? new Object[0] : arguments));
        Settings usual = Settings.of("main");
        Settings small = new Settings(
                usual.prefix(),
                usual.layout(),
                usual.ready(),
                new Limits(6, Limits.CONSUL.bytes()),
                usual.life(),
                usual.queueing(),
                usual.patience(),
                usual.kept());
        List<Item> items = new ArrayList<>();
        for (String key : List.of("a", "b", "c", "d", "e", "f")) {
            items.add(Samples.item("config/" + key, "new"));
        }
        Releases releases = Samples.releases(slow, small);
        Plan plan = releases.plan(new Release(Version.of("1.0.0"), "", "", items), Set.of());
        assertThrows(ReleaseRefusedException.class, () -> releases.publish(plan, Consent.NONE, "test"));
        assertInstanceOf(Outcome.Refused.class, arrived);
        assertEquals(List.of("config/f"), store.keys("config/"));
    }
}
