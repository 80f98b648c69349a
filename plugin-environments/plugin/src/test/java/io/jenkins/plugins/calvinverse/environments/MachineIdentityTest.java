package io.jenkins.plugins.calvinverse.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import io.calvinverse.parts.ConsulPart;
import io.calvinverse.parts.VaultPart;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.identity.IdentityMonitor;
import io.jenkins.plugins.calvinverse.environments.spi.ExpectedMachine;
import io.jenkins.plugins.calvinverse.environments.spi.MachineIdentities;
import io.jenkins.plugins.calvinverse.environments.spi.MachineIdentity;
import io.jenkins.plugins.calvinverse.environments.spi.MachineIdentity.State;
import io.jenkins.plugins.calvinverse.environments.spi.MachineListener;
import io.jenkins.plugins.calvinverse.environments.spi.MachineRegistration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Machines that get their identity from a real Consul and a real Vault. */
class MachineIdentityTest {
    private static final String HERE = ConsulPart.DATACENTER;
    private static final String KEY = "auth/services/templates/%s/secrets";

    private static ConsulPart consul;
    private static VaultPart vault;
    private static String token;

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @BeforeAll
    static void start() {
        consul = ConsulPart.start();
        vault = VaultPart.start();
        token = VaultTrial.furnish(vault);
        VaultTrial.policy(vault, "machine", "path \"secret/machine\" { capabilities = [\"read\"] }");
    }

    @AfterAll
    static void end() {
        if (vault != null) {
            vault.close();
        }
        if (consul != null) {
            consul.close();
        }
    }

    private static ExpectedMachine named(String machine) {
        return new ExpectedMachine(machine, "linux", "", "", machine);
    }

    private static MachineIdentity reach(String machine, State state) throws Exception {
        return Waiting.until(
                () -> machine + " is " + MachineIdentities.of(HERE, machine) + " and not " + state,
                () -> MachineIdentities.of(HERE, machine),
                identity -> identity.state() == state);
    }

    @Test
    void aMachineGetsItsTokenWhichOutlivesARestartAndEndsWithTheMachine() throws Throwable {
        String[] held = new String[1];
        sessions.then(j -> {
            VaultTrial.configure(consul.http().toString(), vault.address().toString(), token);
            assertTrue(MachineIdentities.given(HERE, "linux", ""));
            assertFalse(MachineIdentities.given("elsewhere", "linux", ""));
            assertTrue(reach("cv-1", State.NONE).ended());
            MachineIdentities.expect(HERE, named("cv-1"));
            MachineIdentities.expect(HERE, named("cv-1"));
            reach("cv-1", State.PLACED);
            assertEquals(1, VaultTrial.alive(vault, "cv-1"));
            String page = j.createWebClient()
                    .withJavaScriptEnabled(false)
                    .goTo("environments/environment/" + HERE + "/")
                    .getElementById("identities")
                    .asNormalizedText();
            assertTrue(page.contains("cv-1") && page.contains("PLACED"), page);
        });
        sessions.then(j -> {
            reach("cv-1", State.PLACED);
            held[0] = VaultTrial.take(consul, vault, KEY.formatted("cv-1"));
            assertEquals("cv-1", reach("cv-1", State.HELD).host());
            assertTrue(
                    vault.send("GET", "auth/token/lookup-self", held[0], null).contains("\"machine\""));
        });
        sessions.then(j -> {
            reach("cv-1", State.HELD);
            MachineIdentities.again(HERE, "cv-1");
            reach("cv-1", State.PLACED);
            assertEquals(
                    403,
                    vault.reply("GET", "auth/token/lookup-self", held[0], null).statusCode());
            MachineIdentities.gone(HERE, "cv-1");
            assertFalse(MachineIdentities.of(HERE, "cv-1").ended() && VaultTrial.alive(vault, "cv-1") > 0);
            reach("cv-1", State.NONE);
            assertEquals(0, VaultTrial.alive(vault, "cv-1"));
            assertFalse(consul.command("kv", "get", "-keys", "auth/").contains("cv-1"));
            Path record = j.jenkins.getRootDir().toPath().resolve("calvinverse/handover/" + HERE + ".jsonl");
            String audit = Files.readString(record);
            assertTrue(audit.contains("\"phase\":\"HELD\"") && audit.contains("\"phase\":\"GONE\""), audit);
            assertFalse(audit.contains("hvs."), "the record holds a token");
        });
    }

    @Test
    void aMachineWhoseImageInventsItsNameIsKnownByItsAddress() throws Throwable {
        sessions.then(j -> {
            VaultTrial.configure(consul.http().toString(), vault.address().toString(), token);
            AtomicInteger told = new AtomicInteger();
            ExtensionList.lookup(MachineListener.class).add(environment -> told.incrementAndGet());
            ExpectedMachine machine = new ExpectedMachine("m-7", "linux", "", "127.0.0.7", "");
            MachineIdentities.expect(HERE, machine);
            reach("m-7", State.WAITING);
            try (ConsulPart agent = consul.join("invented-4711", "127.0.0.7")) {
                assertEquals("invented-4711", reach("m-7", State.PLACED).host());
                MachineRegistration seen = MachineIdentities.registration(HERE, "127.0.0.7", "");
                assertTrue(seen.registered(), seen::toString);
                assertTrue(told.get() > 0);
                VaultTrial.take(consul, vault, KEY.formatted("invented-4711"));
                reach("m-7", State.HELD);
                agent.server().kill();
                Waiting.until(
                        () -> "still " + MachineIdentities.registration(HERE, "127.0.0.7", ""),
                        () -> MachineIdentities.registration(HERE, "127.0.0.7", ""),
                        now -> now.state() == MachineRegistration.State.FAILED);
            }
            MachineIdentities.gone(HERE, "m-7");
            reach("m-7", State.NONE);
            assertEquals(0, VaultTrial.alive(vault, "m-7"));
        });
    }

    @Test
    void aWrapperThatSomebodyElseOpenedIsAnAlarm() throws Throwable {
        sessions.then(j -> {
            VaultTrial.configure(consul.http().toString(), vault.address().toString(), token);
            MachineIdentities.expect(HERE, named("cv-2"));
            reach("cv-2", State.PLACED);
            String wrapper = consul.command("kv", "get", KEY.formatted("cv-2")).strip();
            vault.send("PUT", "sys/wrapping/unwrap", wrapper, null);
            reach("cv-2", State.ALARMED);
            assertEquals(0, VaultTrial.alive(vault, "cv-2"));
            IdentityMonitor monitor = ExtensionList.lookupSingleton(IdentityMonitor.class);
            assertTrue(monitor.isActivated());
            String page = j.createWebClient()
                    .withJavaScriptEnabled(false)
                    .goTo("manage")
                    .asNormalizedText();
            assertTrue(page.contains("cv-2"), page);
        });
        sessions.then(j -> {
            reach("cv-2", State.ALARMED);
            MachineIdentities.gone(HERE, "cv-2");
            reach("cv-2", State.NONE);
            assertFalse(ExtensionList.lookupSingleton(IdentityMonitor.class).isActivated());
        });
    }

    @Test
    void whatVaultRefusesIsSaidAndGoesOnOnceItIsMended() throws Throwable {
        sessions.then(j -> {
            Environment environment = VaultTrial.configure(
                    consul.http().toString(), vault.address().toString(), token);
            vault.admin("DELETE", "auth/token/roles/" + VaultTrial.ROLE, null);
            MachineIdentities.expect(HERE, named("cv-3"));
            Waiting.until(
                    () -> "no trouble: " + MachineIdentities.of(HERE, "cv-3"),
                    () -> MachineIdentities.of(HERE, "cv-3").trouble(),
                    trouble -> trouble.contains("auth/token/create/" + VaultTrial.ROLE));
            VaultTrial.role(vault);
            reach("cv-3", State.PLACED);

            // An environment that is taken away leaves its machines' tokens with an owner.
            EnvironmentsConfiguration.get().setEnvironments(List.of());
            MachineIdentities.gone(HERE, "cv-3");
            Waiting.until(
                    () -> "no trouble: " + MachineIdentities.of(HERE, "cv-3"),
                    () -> MachineIdentities.of(HERE, "cv-3"),
                    now -> now.state() == State.ENDING && now.trouble().contains("has no Vault any more"));
            EnvironmentsConfiguration.get().setEnvironments(List.of(environment));
            reach("cv-3", State.NONE);
            assertEquals(0, VaultTrial.alive(vault, "cv-3"));
        });
    }
}
