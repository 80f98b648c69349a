package io.jenkins.plugins.calvinverse.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hudson.ExtensionList;
import io.calvinverse.parts.ConsulPart;
import io.calvinverse.parts.VaultPart;
import io.jenkins.plugins.calvinverse.environments.identity.StepListener;
import io.jenkins.plugins.calvinverse.environments.spi.ExpectedMachine;
import io.jenkins.plugins.calvinverse.environments.spi.MachineIdentities;
import io.jenkins.plugins.calvinverse.environments.spi.MachineIdentity.State;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * A controller that is killed between two steps of a hand-over, and started again: at the end no token is alive that nobody holds. (The
 * engine's own test does this after every step.)
 */
class KilledControllerTest {
    private static final String HERE = ConsulPart.DATACENTER;

    private static ConsulPart consul;
    private static VaultPart vault;
    private static String token;

    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension()
            .javaOptions("-Dio.jenkins.plugins.calvinverse.environments.identity.settleSeconds=3");

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

    @Test
    void nothingIsLeftOfAMachineWhoeverDies() throws Throwable {
        String consulAt = consul.http().toString();
        String vaultAt = vault.address().toString();
        String with = token;
        jenkins.startJenkins();
        jenkins.runRemotely(rule -> {
            VaultTrial.configure(consulAt, vaultAt, with);
        });
        // Vault has made the token, and nobody has noted it.
        killed("created", State.PLACED);
        assertEquals(1, VaultTrial.alive(vault, "cv-9"));
        // The machine goes: its token is dead, and its record does not say so.
        killed("token revoked", State.NONE);
        assertEquals(0, VaultTrial.alive(vault, "cv-9"));
        assertFalse(consul.command("kv", "get", "-keys", "auth/").contains("cv-9"));
        jenkins.stopJenkins();
    }

    /** Kills the controller after a step on the way to a state, which it reaches once it is started again. */
    private void killed(String after, State state) throws Throwable {
        assertThrows(
                Exception.class,
                () -> jenkins.runRemotely(rule -> {
                    ExtensionList.lookup(StepListener.class).add(new Killer(after));
                    ask(state);
                    Thread.sleep(600_000);
                }));
        jenkins.stopJenkinsForcibly();
        jenkins.startJenkins();
        jenkins.runRemotely(rule -> {
            ask(state);
            Waiting.until(
                    () -> "still " + MachineIdentities.of(HERE, "cv-9"),
                    () -> MachineIdentities.of(HERE, "cv-9").state(),
                    now -> now == state);
        });
    }

    private static void ask(State state) {
        if (state == State.NONE) {
            MachineIdentities.gone(HERE, "cv-9");
        } else {
            MachineIdentities.expect(HERE, new ExpectedMachine("cv-9", "linux", "", "", "cv-9"));
        }
    }

    private static final class Killer implements StepListener {
        private final String after;

        Killer(String after) {
            this.after = after;
        }

        @Override
        public void done(String environment, String step) {
            if (step.equals(after)) {
                try {
                    new ProcessBuilder(
                                    "kill", "-9", "" + ProcessHandle.current().pid())
                            .start();
                    Thread.sleep(60_000);
                } catch (IOException | InterruptedException e) {
                    Runtime.getRuntime().halt(137);
                }
            }
        }
    }
}
