package io.calvinverse.environments.consul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.parts.ConsulPart;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys, transactions and sessions on a real server. */
class KeysTest {

    private static ConsulPart server;
    private static Consul consul;

    @BeforeAll
    static void start() {
        server = ConsulPart.start();
        consul = new Consul(ConsulSettings.of(server.http()), HttpClient.newHttpClient());
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void clean() throws Exception {
        consul.keys().deleteTree("");
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        Keys keys = consul.keys();
        keys.put("config/a b/ü?&#+%", bytes("wért"));
        keys.put("config/empty", new byte[0]);
        keys.put("other", bytes("x"));

        KeyEntry entry = keys.get("config/a b/ü?&#+%", Consistency.CONSISTENT).orElseThrow();
        assertEquals("wért", entry.text());
        assertEquals(List.of("config/a b/ü?&#+%", "config/empty"), keys.names("config/", Consistency.DEFAULT));
        assertEquals(
                List.of("wért", ""),
                keys.tree("config/", Consistency.STALE).stream()
                        .map(KeyEntry::text)
                        .toList());
        assertTrue(keys.get("absent", Consistency.DEFAULT).isEmpty());
        assertEquals(List.of(), keys.tree("absent/", Consistency.DEFAULT));

        keys.delete("other");
        keys.delete("other");
        keys.deleteTree("config/");
        assertEquals(List.of(), keys.names("", Consistency.DEFAULT));
    }

    @Test
    void comparedWritesHappenOnlyAtTheirIndex() throws Exception {
        Keys keys = consul.keys();
        assertTrue(keys.putIf("k", bytes("1"), 0));
        assertFalse(keys.putIf("k", bytes("2"), 0));
        long index = keys.get("k", Consistency.CONSISTENT).orElseThrow().modifyIndex();
        assertTrue(keys.putIf("k", bytes("2"), index));
        assertFalse(keys.putIf("k", bytes("3"), index));
        assertFalse(keys.deleteIf("k", index));
        assertEquals("2", keys.get("k", Consistency.CONSISTENT).orElseThrow().text());
        assertTrue(keys.deleteIf(
                "k", keys.get("k", Consistency.CONSISTENT).orElseThrow().modifyIndex()));
    }

    @Test
    void aTransactionHappensAsAWholeOrSaysWhyNot() throws Exception {
        Keys keys = consul.keys();
        Transaction.Outcome first = keys.commit(List.of(
                Operation.checkAbsent("t/a"), Operation.set("t/a", bytes("1")), Operation.setIf("t/b", bytes("2"), 0)));
        List<KeyEntry> entries = assertInstanceOf(Transaction.Done.class, first).entries();
        assertEquals(
                List.of("t/a", "t/b"),
                entries.stream().map(KeyEntry::key).distinct().toList());

        Transaction.Outcome second =
                keys.commit(List.of(Operation.set("t/a", bytes("9")), Operation.setIf("t/b", bytes("9"), 1)));
        Transaction.Refused refused = assertInstanceOf(Transaction.Refused.class, second);
        assertEquals(1, refused.reasons().get(0).operation());
        assertTrue(refused.reasons().get(0).what().contains("t/b"), refused::toString);
        assertEquals("1", keys.get("t/a", Consistency.CONSISTENT).orElseThrow().text());

        long index = keys.get("t/a", Consistency.CONSISTENT).orElseThrow().modifyIndex();
        assertInstanceOf(
                Transaction.Done.class,
                keys.commit(List.of(
                        Operation.check("t/a", index),
                        Operation.deleteIf("t/a", index),
                        Operation.delete("absent"),
                        Operation.get("t/b"))));
        assertInstanceOf(Transaction.Done.class, keys.commit(List.of(Operation.deleteTree("t/"))));
        assertInstanceOf(Transaction.Refused.class, keys.commit(List.of(Operation.get("t/b"))));
    }

    @Test
    void theLimitsOfATransactionAreConsulsOwn() throws Exception {
        Keys keys = consul.keys();
        List<Operation> most = IntStream.range(0, Transaction.MOST_OPERATIONS)
                .mapToObj(i -> Operation.set("many/" + i, bytes("v")))
                .toList();
        assertInstanceOf(Transaction.Done.class, keys.commit(most));
        int value = Transaction.MOST_BYTES * 3 / 4 - 100;
        List<Operation> heavy = List.of(Operation.set("heavy", new byte[value]));
        assertTrue(Transaction.size(heavy) <= Transaction.MOST_BYTES
                && Transaction.size(heavy) > Transaction.MOST_BYTES - 200);
        assertInstanceOf(Transaction.Done.class, keys.commit(heavy));

        List<Operation> over =
                java.util.stream.Stream.concat(most.stream(), heavy.stream()).toList();
        assertThrows(IllegalArgumentException.class, () -> keys.commit(over));
        assertThrows(
                IllegalArgumentException.class,
                () -> keys.commit(List.of(Operation.set("heavy", new byte[value + 400]))));
        keys.put("heavy", new byte[Transaction.MOST_BYTES]);
        ConsulException refused =
                assertThrows(ConsulException.class, () -> keys.put("heavy", new byte[Transaction.MOST_BYTES + 1]));
        assertEquals(ConsulException.Kind.REFUSED, refused.kind());
        assertTrue(refused.getMessage().contains("PUT /v1/kv/heavy"), refused::getMessage);
    }

    @Test
    void aLockIsHeldByOneSessionUntilItEnds() throws Exception {
        Keys keys = consul.keys();
        Sessions sessions = consul.sessions();
        String mine = sessions.open("mine", Sessions.SHORTEST, Duration.ZERO);
        String yours = sessions.open("yours", Sessions.SHORTEST, Duration.ZERO);
        assertTrue(keys.lock("lock", bytes("mine"), mine));
        assertTrue(keys.lock("lock", bytes("mine"), mine), "taking it again is fine");
        assertFalse(keys.lock("lock", bytes("yours"), yours));
        assertInstanceOf(
                Transaction.Done.class,
                keys.commit(List.of(Operation.checkLock("lock", mine), Operation.set("x", bytes("1")))));
        assertInstanceOf(
                Transaction.Refused.class,
                keys.commit(List.of(Operation.checkLock("lock", yours), Operation.set("x", bytes("2")))));
        assertTrue(sessions.renew(mine) && sessions.lives(mine));

        sessions.end(mine);
        sessions.end(mine);
        assertFalse(sessions.renew(mine) || sessions.lives(mine));
        assertTrue(keys.lock("lock", bytes("yours"), yours), "no lock delay");
        assertTrue(keys.unlock("lock", bytes(""), yours));
        assertFalse(keys.unlock("lock", bytes(""), yours));
        assertThrows(
                IllegalArgumentException.class, () -> sessions.open("short", Duration.ofSeconds(9), Duration.ZERO));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
