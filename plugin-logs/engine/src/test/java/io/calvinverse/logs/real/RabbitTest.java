package io.calvinverse.logs.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.calvinverse.logs.ship.amqp.AmqpSettings;
import io.calvinverse.logs.ship.amqp.AmqpTarget;
import io.calvinverse.parts.CutProxy;
import io.calvinverse.parts.Ports;
import io.calvinverse.parts.RabbitPart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real RabbitMQ that is killed, full, cut off and misconfigured. */
class RabbitTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static RabbitPart rabbit;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        rabbit = RabbitPart.start().settled();
    }

    @AfterAll
    static void stop() {
        if (rabbit != null) {
            rabbit.close();
        }
    }

    @Test
    void everyLineArrivesThoughTheBrokerIsKilledAgainAndAgain() throws Exception {
        Writers writers = new Writers(directory.resolve("jobs"), 4);
        try (Rig rig = new Rig(directory.resolve("spool"), Rig.amqp(Rig.settings(rabbit.port())))) {
            writers.follow(rig.spool);
            for (int i = 0; i < 2; i++) {
                writers.print(2_000);
                Thread.sleep(150);
                writers.print(2_000);
                rabbit.server().kill();
                writers.print(1_000);
                rabbit.server().restart();
            }
            writers.end(rig.spool);
            writers.delete();
            rig.drained(PATIENCE);
            assertEquals(0, rig.spool.givenUp().builds());
        }
        check(writers);
    }

    @Test
    void waitsWhileTheBrokerHasNoMemoryOrTheNetworkIsCut() throws Exception {
        Writers writers = new Writers(directory.resolve("jobs"), 3);
        try (CutProxy proxy = new CutProxy(rabbit.port());
                Rig rig = new Rig(directory.resolve("spool"), Rig.amqp(Rig.settings(proxy.port())))) {
            writers.follow(rig.spool);
            writers.print(1_000);
            rabbit.memoryAlarm(true);
            for (int i = 0; i < 10; i++) {
                writers.print(500);
                Thread.sleep(50);
            }
            String trouble = rig.shipper.status().trouble();
            assertTrue(trouble.contains("takes nothing at present"), trouble);
            assertTrue(rig.shipper.status().lagBytes() > 0);
            rabbit.memoryAlarm(false);
            for (int i = 0; i < 10; i++) {
                writers.print(500);
                proxy.cut();
                Thread.sleep(60);
            }
            proxy.silent(true);
            writers.print(500);
            Thread.sleep(500);
            proxy.cut();
            proxy.silent(false);
            writers.end(rig.spool);
            rig.drained(PATIENCE);
        }
        check(writers);
    }

    private static void check(Writers writers) throws Exception {
        Arrivals arrivals = QueueReader.read(rabbit);
        assertEquals(List.of(), writers.faults(arrivals));
        assertEquals(writers.lines(), arrivals.count());
        System.out.println(
                arrivals.count() + " lines arrived, " + arrivals.repeated() + " of them again, with equal ids");
    }

    @Test
    void saysWhatIsWrongAndTheWayOut() {
        AmqpSettings right = Rig.settings(rabbit.port());
        AmqpSettings vhost = with(right, "vhost.nowhere", "", "builds", "builds");
        AmqpSettings queue = with(right, "vhost.logs", "", "nowhere", "nowhere");
        AmqpSettings exchange = with(right, "vhost.logs", "nowhere", "builds", "");
        assertTrouble(Rig.amqp(right, "jenkins", "wrong"), "refuses the user name or password");
        assertTrouble(Rig.amqp(vhost), "vhost.nowhere", "create the vhost");
        assertTrouble(Rig.amqp(queue), "no queue 'nowhere'", "operator of the broker has to create it");
        assertTrouble(Rig.amqp(exchange), "no exchange 'nowhere'", "operator of the broker has to create it");
        assertTrouble(Rig.amqp(Rig.settings(Ports.free())), "cannot be reached");
    }

    private static AmqpSettings with(AmqpSettings some, String vhost, String exchange, String key, String queue) {
        return new AmqpSettings(some.brokers(), vhost, exchange, key, queue, some.patience(), some.confirmPatience());
    }

    private static void assertTrouble(AmqpTarget target, String... words) {
        assertFalse(target.ready());
        for (String word : words) {
            assertTrue(target.trouble().contains(word), () -> "'" + word + "' is missing in: " + target.trouble());
        }
        target.close();
    }

    @Test
    void whatNobodyMayWriteOrRouteWaits() throws Exception {
        waits(Rig.amqp(Rig.settings(rabbit.port()), "reader", "reader"), "the right to write");
        AmqpSettings unroutable = with(Rig.settings(rabbit.port()), "vhost.logs", "", "nowhere", "");
        waits(Rig.amqp(unroutable), "create the queue and its binding");
    }

    /** Nothing counts as arrived, and the cause is shown. */
    private void waits(AmqpTarget target, String word) throws Exception {
        Path home = directory.resolve(word.replace(' ', '-'));
        Writers writers = new Writers(home.resolve("jobs"), 1);
        try (Rig rig = new Rig(home.resolve("spool"), target)) {
            writers.follow(rig.spool);
            writers.print(10);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!rig.shipper.status().trouble().contains(word)) {
                assertTrue(System.nanoTime() < end, () -> rig.shipper.status().toString());
                Thread.sleep(20);
            }
            assertEquals(0, rig.shipper.status().lines());
        }
    }

    @Test
    void startsAgainWhereTheQueueWasDeletedMeanwhile() throws Exception {
        Writers writers = new Writers(directory.resolve("jobs"), 1);
        try (Rig rig = new Rig(directory.resolve("spool"), Rig.amqp(Rig.settings(rabbit.port())));
                Connection operator =
                        QueueReader.factory(rabbit.port(), "operator").newConnection();
                Channel channel = operator.createChannel()) {
            writers.follow(rig.spool);
            channel.queueDelete(RabbitPart.QUEUE);
            writers.print(100);
            Thread.sleep(300);
            channel.queueDeclare(RabbitPart.QUEUE, true, false, false, null);
            writers.end(rig.spool);
            rig.drained(PATIENCE);
        }
        check(writers);
    }
}
