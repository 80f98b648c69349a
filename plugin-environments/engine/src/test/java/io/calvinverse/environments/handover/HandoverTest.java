package io.calvinverse.environments.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.consul.Consistency;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulSettings;
import io.calvinverse.environments.handover.Passage.Phase;
import io.calvinverse.environments.vault.RealVault;
import io.calvinverse.environments.vault.Token;
import io.calvinverse.environments.vault.Tokens;
import io.calvinverse.environments.vault.VaultClient;
import io.calvinverse.environments.vault.Wrapping;
import io.calvinverse.parts.ConsulPart;
import io.calvinverse.parts.VaultPart;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real Vault and a real Consul; the issuer has {@link HandoverSettings#policy} and nothing more. */
class HandoverTest {

    private static final Recipient MACHINE = HandoverMain.MACHINE;
    private static final String CREATED = "auth/token/create/agents";

    private static VaultPart vault;
    private static ConsulPart consul;
    private static VaultClient client;
    private static Consul keys;
    private static Token issuer;

    @TempDir
    Path folder;

    private final List<String> alarms = new ArrayList<>();
    private final List<Exception> failures = new ArrayList<>();

    @BeforeAll
    static void start() {
        consul = ConsulPart.start();
        vault = VaultPart.start();
        RealVault.furnish(vault);
        String mount = VaultPart.field(vault.admin("GET", "sys/auth", null), "auth_token_");
        RealVault.policy(
                vault,
                "machine",
                "path \"secret/machines/{{identity.entity.aliases.auth_token_" + mount
                        + ".name}}/*\" { capabilities = [\"read\"] }");
        vault.admin(
                "POST",
                "auth/token/roles/agents",
                "{\"orphan\":true,\"token_period\":\"1h\",\"allowed_policies\":[\"machine\"],"
                        + "\"allowed_entity_aliases\":[\"cv-*\"]}");
        vault.admin("PUT", "secret/machines/cv-agent-1/x", "{\"a\":\"mine\"}");
        vault.admin("PUT", "secret/machines/cv-agent-2/x", "{\"a\":\"another's\"}");
        RealVault.policy(vault, "issuer", HandoverSettings.policy("agents").replace("\n", " "));
        issuer = RealVault.token(vault, "\"policies\":[\"issuer\"]");
        client = RealVault.client(vault);
        keys = new Consul(ConsulSettings.of(consul.http()), HttpClient.newHttpClient());
    }

    @AfterAll
    static void stop() {
        if (vault != null) {
            vault.close();
        }
        if (consul != null) {
            consul.close();
        }
    }

    /** Whatever a test that failed left must not fail the next. */
    @BeforeEach
    void clean() throws IOException {
        keys.keys().deleteTree("auth/");
        vault.admin("PUT", "sys/leases/revoke-prefix/auth/token/create/agents", null);
    }

    private Handovers handovers(Clock clock) throws IOException {
        return handovers("record", clock, Duration.ofMinutes(5));
    }

    private Handovers handovers(String record, Clock clock, Duration wrapFor) throws IOException {
        HandoverEvents events = new HandoverEvents() {
            @Override
            public void alarm(Recipient recipient, String text) {
                alarms.add(text);
            }

            @Override
            public void failed(Recipient recipient, Exception cause) {
                failures.add(cause);
            }
        };
        return new Handovers(
                folder.resolve(record + ".jsonl"),
                client,
                new ConsulMailbox(keys.keys()),
                clock,
                new HandoverSettings(() -> issuer, Duration.ofHours(1), wrapFor, Duration.ofMillis(200)),
                events,
                step -> {});
    }

    /** Tokens of machines that are alive, whoever made them. */
    private static long alive() {
        Tokens tokens = new Tokens(client);
        Token root = RealVault.root(vault);
        return RealVault.get(tokens.accessors(root)).stream()
                .filter(accessor -> vault.reply(
                                "POST",
                                "auth/token/lookup-accessor",
                                root.value(),
                                "{\"accessor\":\"" + accessor + "\"}")
                        .body()
                        .contains("\"" + MACHINE.machine() + "#"))
                .count();
    }

    private static String key() throws IOException {
        return keys.keys()
                .get(MACHINE.key(), Consistency.CONSISTENT)
                .map(each -> each.text())
                .orElse("");
    }

    /** What consul-template's start script does: read, delete, unwrap. */
    private static Token take() throws IOException {
        Token wrapper = Token.of(key());
        keys.keys().delete(MACHINE.key());
        return RealVault.get(new Wrapping(client).openToken(wrapper, CREATED)).token();
    }

    private static void until(String what, Callable<Boolean> holds) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!holds.call()) {
            assertTrue(System.nanoTime() < deadline, () -> "not in time: " + what);
            Thread.sleep(200);
        }
    }

    /** Vault ends a used wrapper a moment after it was opened. */
    private static void reach(Phase phase, Handovers handovers) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        do {
            handovers.round();
            assertTrue(System.nanoTime() < deadline, () -> "still " + handovers.open());
            Thread.sleep(10);
        } while (handovers.open().get(0).phase() != phase);
    }

    @Test
    void theMachineGetsATokenForItsOwnPathAloneAndItEndsWithTheMachine() throws Exception {
        try (Handovers handovers = handovers(Clock.systemUTC())) {
            handovers.expect(MACHINE);
            handovers.round();
            assertEquals("auth/services/templates/cv-agent-1/secrets", MACHINE.key());
            handovers.round();
            assertEquals(Phase.PLACED, handovers.open().get(0).phase());

            Token token = take();
            reach(Phase.HELD, handovers);
            assertTrue(vault.send("GET", "secret/machines/cv-agent-1/x", token.value(), null)
                    .contains("mine"));
            assertEquals(
                    403,
                    vault.reply("GET", "secret/machines/cv-agent-2/x", token.value(), null)
                            .statusCode());
            assertTrue(RealVault.get(new Tokens(client).lookupSelf(token)).orphan());

            handovers.gone(MACHINE.machine());
            handovers.round();
            assertEquals(0, alive());
            assertEquals(List.of(), handovers.open());
            String record = Files.readString(folder.resolve("record.jsonl"));
            assertFalse(record.contains(token.value()) || record.contains("hvs."), "the record holds a token");
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void whatIsOpenedBySomebodyElseRaisesTheAlarmAndIsEnded() throws Exception {
        try (Handovers handovers = handovers(Clock.systemUTC())) {
            handovers.expect(MACHINE);
            handovers.round();
            RealVault.get(new Wrapping(client).openToken(Token.of(key()), CREATED));
            reach(Phase.ALARMED, handovers);

            assertEquals(1, alarms.size(), failures::toString);
            assertEquals(0, alive());
            assertEquals("", key());
            assertThrows(IllegalArgumentException.class, () -> handovers.again(MACHINE.machine()));
            handovers.gone(MACHINE.machine());
            handovers.round();
        }
    }

    @Test
    void aForeignValueAtTheKeyRaisesTheAlarmAndIsLeftThere() throws Exception {
        keys.keys().put(MACHINE.key(), "planted".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try (Handovers handovers = handovers(Clock.systemUTC())) {
            handovers.expect(MACHINE);
            handovers.round();
            assertEquals(1, alarms.size());
            assertEquals(0, alive());
            assertEquals("planted", key());
        } finally {
            keys.keys().delete(MACHINE.key());
        }
    }

    /** Two controllers whose clocks are two hours behind Vault's, and two hours ahead of it. */
    @Test
    void unreadInTimeItIsReplacedWhateverTheControllersClockSays() throws Exception {
        Recipient other = new Recipient("m2", "cv-agent-2", "agents", List.of(), true, Recipient.PREFIX);
        Duration brief = Duration.ofSeconds(10);
        try (Handovers behind = handovers("behind", clock(-2), brief);
                Handovers ahead = handovers("ahead", clock(2), brief)) {
            behind.expect(MACHINE);
            ahead.expect(other);
            String first = placed(behind);
            String second = placed(ahead);
            until("both are replaced", () -> {
                String third = placed(behind);
                String fourth = placed(ahead);
                return !third.isEmpty() && !third.equals(first) && !fourth.isEmpty() && !fourth.equals(second);
            });
            assertEquals(List.of(), alarms);
            assertEquals(2, behind.open().get(0).attempt());
            behind.gone(MACHINE.machine());
            ahead.gone(other.machine());
            behind.round();
            ahead.round();
        }
        assertEquals(0, alive());
        assertEquals(List.of(), failures);
    }

    @Test
    void whatSomebodyElseOpenedRaisesTheAlarmWhateverTheControllersClockSays() throws Exception {
        for (int hours : new int[] {-2, 2}) {
            try (Handovers handovers = handovers("apart" + hours, clock(hours), Duration.ofMinutes(5))) {
                handovers.expect(MACHINE);
                RealVault.get(new Wrapping(client).openToken(Token.of(placed(handovers)), CREATED));
                reach(Phase.ALARMED, handovers);
                handovers.gone(MACHINE.machine());
                handovers.round();
            }
        }
        assertEquals(2, alarms.size(), failures::toString);
        assertEquals(0, alive());
    }

    @Test
    void aClockThatIsSetBackDelaysNothing() throws Exception {
        Path record = folder.resolve("record.jsonl");
        try (HandoverRecord early = new HandoverRecord(record)) {
            Instant later = Instant.now().plus(Duration.ofHours(2));
            early.write(Passage.expected(MACHINE, later).creating(later), "cut short", later);
        }
        try (Handovers handovers = handovers(Clock.systemUTC())) {
            until("the cut short attempt is over", () -> {
                handovers.round();
                return handovers.open().get(0).phase() == Phase.PLACED;
            });
            handovers.gone(MACHINE.machine());
            handovers.round();
        }
        assertEquals(0, alive());
    }

    private static Clock clock(int hours) {
        return Clock.offset(Clock.systemUTC(), Duration.ofHours(hours));
    }

    /** What is at the key of the only machine; empty until something is. */
    private static String placed(Handovers handovers) throws IOException {
        handovers.round();
        return keys.keys()
                .get(handovers.open().get(0).recipient().key(), Consistency.CONSISTENT)
                .map(each -> each.text())
                .orElse("");
    }

    @Test
    void aFirstBootThatBeganAnewGetsAnother() throws Exception {
        try (Handovers handovers = handovers(Clock.systemUTC())) {
            handovers.expect(MACHINE);
            handovers.round();
            take();
            reach(Phase.HELD, handovers);
            handovers.again(MACHINE.machine());
            assertEquals(0, alive());
            handovers.round();
            assertEquals(1, alive());
            handovers.gone(MACHINE.machine());
            handovers.round();
            assertEquals(0, alive());
            assertEquals("", key());
        }
        assertEquals(List.of(), alarms);
    }

    @Test
    void aRecordThatSomebodyChangedIsRefused() throws Exception {
        Path record = folder.resolve("record.jsonl");
        try (Handovers handovers = handovers(Clock.systemUTC())) {
            handovers.expect(MACHINE);
            handovers.round();
            handovers.gone(MACHINE.machine());
            handovers.round();
        }
        List<String> lines = Files.readAllLines(record);
        Files.write(record, lines.subList(0, lines.size() - 1));
        Files.writeString(
                record, lines.get(lines.size() - 1).substring(0, 20), java.nio.file.StandardOpenOption.APPEND);
        handovers(Clock.systemUTC()).close();
        lines.set(1, lines.get(1).replace("\"attempt\":1", "\"attempt\":7"));
        Files.write(record, lines);
        assertTrue(assertThrows(IOException.class, () -> handovers(Clock.systemUTC()))
                .getMessage()
                .contains("line 3"));
    }

    /** A process killed after each step there is; then another one goes on. */
    @Test
    void killedBetweenEveryTwoStepsNoTokenIsLeft() throws Exception {
        List<String> steps = new ArrayList<>();
        for (int step = 1; ; step++) {
            Path record = folder.resolve("killed-" + step + ".jsonl");
            Path output = folder.resolve("output-" + step);
            ProcessBuilder process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            HandoverMain.class.getName(),
                            vault.address().toString(),
                            consul.http().toString(),
                            record.toString(),
                            "" + step)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            process.environment().put("ISSUER", issuer.value());
            Process controller = process.start();
            assertTrue(controller.waitFor(60, TimeUnit.SECONDS));
            List<String> done = Files.readAllLines(output);
            if (controller.exitValue() == 0) {
                break;
            }
            assertEquals(137, controller.exitValue(), done::toString);
            steps.add(done.get(done.size() - 1));
            goOn(record, "killed after " + done);
        }
        assertEquals(11, steps.size(), steps::toString);
    }

    private static void goOn(Path record, String when) throws Exception {
        try (Handovers handovers =
                HandoverMain.handovers(vault.address(), consul.http(), issuer.value(), record, step -> {})) {
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!handovers.open().isEmpty() && System.nanoTime() < end) {
                Thread.sleep(250);
                handovers.round();
                if (handovers.open().stream().anyMatch(each -> each.phase() == Phase.PLACED)) {
                    handovers.gone(MACHINE.machine());
                }
            }
            assertEquals(List.of(), handovers.open(), when);
        }
        assertEquals(0, alive(), when);
        assertEquals("", key(), when);
    }
}
