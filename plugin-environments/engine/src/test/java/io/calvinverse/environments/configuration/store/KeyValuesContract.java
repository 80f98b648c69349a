package io.calvinverse.environments.configuration.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.configuration.store.Operation.Delete;
import io.calvinverse.environments.configuration.store.Operation.Holds;
import io.calvinverse.environments.configuration.store.Operation.Lock;
import io.calvinverse.environments.configuration.store.Operation.Put;
import io.calvinverse.environments.configuration.store.Operation.Remove;
import io.calvinverse.environments.configuration.store.Operation.Set;
import io.calvinverse.environments.configuration.store.Operation.Unchanged;
import io.calvinverse.environments.configuration.store.Operation.Unlock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What releases rely on, asked of the simulated store and of the real one. */
public abstract class KeyValuesContract {
    private static final Duration LIFE = Duration.ofSeconds(10);

    /** The same store at each call, empty before each test. */
    protected abstract KeyValues store();

    private void done(Operation... operations) throws StoreException {
        assertEquals(Outcome.COMMITTED, store().commit(List.of(operations)));
    }

    private void refused(int culprit, Operation... operations) throws StoreException {
        List<Entry> before = store().read("");
        Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, store().commit(List.of(operations)));
        assertEquals(culprit, refused.refusals().get(0).operation(), refused::toString);
        assertFalse(refused.refusals().get(0).reason().isEmpty());
        assertEquals(before, store().read(""), "nothing of a refused transaction happens");
    }

    private static Content value(String text) {
        return Content.of(text);
    }

    private long index(String key) throws StoreException {
        return store().read(key).get(0).index();
    }

    @Test
    void readsBelowAPrefixByKey() throws Exception {
        done(
                new Set("b/two", value("2")),
                new Set("b/one", value("1")),
                new Set("a", value("")),
                new Set("bb", value("x")));
        assertEquals(
                List.of("b/one", "b/two"),
                store().read("b/").stream().map(Entry::key).toList());
        assertEquals(List.of("a", "b/one", "b/two", "bb"), store().keys(""));
        assertEquals(0, store().read("a").get(0).content().size());
        assertEquals(List.of(), store().read("none/"));
        assertEquals(List.of(), store().keys("none/"));
        assertEquals(Map.of("a", value(""), "bb", value("x")), store().get(List.of("a", "none", "bb")));
        assertEquals(Map.of("b/one", value("1")), store().get(List.of("b/one")));
        assertEquals(Map.of(), store().get(List.of()));
    }

    @Test
    void putComparesTheIndex() throws Exception {
        done(new Put("k", value("1"), 0));
        refused(0, new Put("k", value("2"), 0));
        long first = index("k");
        assertTrue(first > 0);
        done(new Put("k", value("2"), first));
        assertNotEquals(first, index("k"));
        refused(1, new Set("other", value("x")), new Put("k", value("3"), first));
        refused(0, new Put("absent", value("3"), first));
    }

    @Test
    void aWriteThatChangesNothingLeavesTheIndex() throws Exception {
        done(new Set("k", value("1")));
        long first = index("k");
        done(new Set("k", value("1")));
        assertEquals(first, index("k"));
    }

    @Test
    void deletesCompareTheIndex() throws Exception {
        done(new Set("k", value("1")));
        long first = index("k");
        done(new Set("k", value("2")));
        refused(0, new Delete("k", first));
        done(new Delete("k", index("k")));
        done(new Delete("k", first), new Remove("k"));
        assertEquals(List.of(), store().keys(""));
    }

    @Test
    void unchangedComparesWithoutWriting() throws Exception {
        done(new Unchanged("k", 0), new Set("other", value("1")));
        done(new Set("k", value("1")));
        long first = index("k");
        done(new Unchanged("k", first), new Set("other", value("2")));
        refused(0, new Unchanged("k", 0), new Set("other", value("3")));
        done(new Set("k", value("2")));
        refused(0, new Unchanged("k", first), new Set("other", value("3")));
        done(new Remove("k"));
        refused(0, new Unchanged("k", first), new Set("other", value("3")));
    }

    @Test
    void aKeyMadeAnewHasANewIndex() throws Exception {
        done(new Set("k", value("1")));
        long first = index("k");
        done(new Remove("k"));
        done(new Set("k", value("1")));
        assertNotEquals(first, index("k"));
    }

    @Test
    void oneSessionHoldsALock() throws Exception {
        String mine = store().openSession("mine", LIFE);
        String yours = store().openSession("yours", LIFE);
        done(new Lock("lock", value("mine"), mine));
        done(new Lock("lock", value("mine"), mine));
        done(new Lock("lock", value("mine again"), mine));
        refused(0, new Lock("lock", value("yours"), yours));
        done(new Holds("lock", mine), new Set("k", value("1")));
        refused(0, new Holds("lock", yours), new Set("k", value("2")));
        refused(0, new Unlock("lock", value(""), yours));
        done(new Unlock("lock", value("free"), mine));
        refused(0, new Holds("lock", mine), new Set("k", value("2")));
        refused(0, new Unlock("lock", value(""), mine));
        done(new Lock("lock", value("yours"), yours));
        assertEquals(yours, store().read("lock").get(0).session());
    }

    @Test
    void aLockEndsWithItsSessionAtOnce() throws Exception {
        String mine = store().openSession("mine", LIFE);
        String yours = store().openSession("yours", LIFE);
        done(new Lock("lock", value("mine"), mine));
        assertTrue(store().renewSession(mine));
        store().endSession(mine);
        store().endSession(mine);
        assertFalse(store().renewSession(mine));
        refused(0, new Holds("lock", mine), new Set("k", value("1")));
        refused(0, new Lock("lock", value("mine"), mine));
        done(new Lock("lock", value("yours"), yours), new Holds("lock", yours));
    }

    @Test
    void aTransactionTakesAsMuchAsTheLimitsSay() throws Exception {
        List<Operation> most = new ArrayList<>();
        for (int i = 0; i < Limits.CONSUL.operations(); i++) {
            most.add(new Set("many/" + i, value("v")));
        }
        assertEquals(Outcome.COMMITTED, store().commit(most));
        most.add(new Remove("one more"));
        assertThrows(IllegalArgumentException.class, () -> store().commit(most));

        int room = Limits.CONSUL.bytes() - Limits.size(List.of(new Set("big", value(""))));
        Operation big = new Set("big", Content.of(new byte[room / 4 * 3]));
        assertTrue(Limits.CONSUL.allow(List.of(big)));
        assertEquals(Outcome.COMMITTED, store().commit(List.of(big)));
        assertEquals(room / 4 * 3, store().read("big").get(0).content().size());
    }

    /** The measure of a transaction must never be smaller than the transaction. */
    @Test
    void whatIsMeasuredAsFittingFits() throws Exception {
        String strange = "key/\"<&>='\\ äöü€😀/" + String.join("", Collections.nCopies(200, "é"));
        List<Operation> operations = new ArrayList<>();
        while (Limits.CONSUL.allow(operations) && operations.size() < Limits.CONSUL.operations()) {
            operations.add(new Put(strange + operations.size(), Content.of(new byte[7_000 + operations.size()]), 0));
        }
        operations.remove(operations.size() - 1);
        assertEquals(Outcome.COMMITTED, store().commit(operations));
        assertEquals(operations.size(), store().keys("key/").size());
    }
}
