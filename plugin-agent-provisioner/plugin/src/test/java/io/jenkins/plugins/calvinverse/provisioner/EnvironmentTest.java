package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.parts.ConsulPart;
import io.calvinverse.parts.VaultPart;
import io.calvinverse.provisioner.firstboot.Proof;
import io.calvinverse.provisioner.firstboot.Surroundings;
import io.calvinverse.provisioner.loop.FleetView;
import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.provider.Order;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.environment.EnvironmentTrial;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Machines that become members of an environment of a real Consul and a real Vault. */
@WithJenkins
class EnvironmentTest {
    private static final String PLACE = "members";
    private static final String KEY = "auth/services/templates/%s/secrets";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static ConsulPart consul;
    private static VaultPart vault;
    private static JenkinsRule j;

    private StubPlace place;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        j = rule;
        consul = ConsulPart.start();
        vault = VaultPart.start();
        EnvironmentTrial.configure(
                consul.http().toString(), vault.address().toString(), EnvironmentTrial.furnish(vault));
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

    @BeforeEach
    void empty() {
        place = StubPlace.fresh(PLACE);
    }

    /** Machines that were not used up go with their cloud. */
    @AfterEach
    void leave() throws Exception {
        j.jenkins.getQueue().clear();
        j.jenkins.clouds.clear();
        j.jenkins.save();
        Trial.until(LIMIT, "no machine is left", () -> Fleets.get().find(PLACE).isEmpty());
        Trial.until(LIMIT, "no token is left", () -> EnvironmentTrial.nothingIsLeft(consul, vault));
    }

    private static FleetView view() {
        return Fleets.get().find(PLACE).orElseThrow().view();
    }

    private static AgentTemplate template(String name, String environment) {
        AgentTemplate template = StubProvider.template(name);
        template.setUses(1);
        template.setEnvironment(environment);
        return template;
    }

    private Order ordered(String job, String label) throws Exception {
        Trial.pipeline(job, "node('" + label + "') { echo 'at work' }")
                .scheduleBuild2(0)
                .waitForStart();
        Trial.until(LIMIT, "a machine is made", () -> !place.machines.isEmpty());
        return place.machines.values().iterator().next();
    }

    private static boolean phase(String machine, Phase phase) {
        return view().machines().get(machine).phase() == phase;
    }

    private static void gone() throws Exception {
        Trial.until(
                LIMIT,
                "all machines are gone: " + view(),
                () -> view().machines().isEmpty());
    }

    @Test
    void aMachineJoinsRegistersWorksAndLeavesNothing() throws Exception {
        StubProvider.cloud(PLACE, 9, template("member", EnvironmentTrial.NAME));
        Order order = ordered("joins", "member");
        String name = order.name();

        Surroundings around = order.bootstrap().surroundings();
        assertEquals(
                new Surroundings(
                        EnvironmentTrial.NAME,
                        "consulverse",
                        EnvironmentTrial.GOSSIP,
                        List.of(EnvironmentTrial.JOIN),
                        ""),
                around);
        Proof.WrappedToken proof =
                assertInstanceOf(Proof.WrappedToken.class, order.bootstrap().proof());
        assertEquals(vault.address().toString(), proof.vault());
        String opened = vault.send("PUT", "sys/wrapping/unwrap", proof.token(), null);
        assertEquals(order.bootstrap().password(), VaultPart.field(opened, "password\":\""));
        assertTrue(
                vault.reply("PUT", "sys/wrapping/unwrap", proof.token(), null).statusCode() >= 400);

        Trial.until(
                LIMIT,
                "its token lies ready",
                () -> EnvironmentTrial.keys(consul).contains(name));
        assertEquals(1, EnvironmentTrial.alive(vault));
        assertTrue(phase(name, Phase.BOOTING));
        try (ConsulPart machine = consul.join(name, "127.0.0.7")) {
            Trial.until(LIMIT, "it is registered: " + view(), () -> phase(name, Phase.REGISTERED));
            String page = j.createWebClient()
                    .goTo("cloud/" + PLACE + "/machine/" + name + "/")
                    .asNormalizedText();
            assertTrue(page.contains(EnvironmentTrial.NAME + ": registered"), page);
            String wrapper = consul.command("kv", "get", KEY.formatted(name)).strip();
            consul.command("kv", "delete", KEY.formatted(name));
            String token =
                    VaultPart.field(vault.send("PUT", "sys/wrapping/unwrap", wrapper, null), "client_token\":\"");
            LocalAgent.connect(name);
            WorkflowRun build = j.jenkins
                    .getItemByFullName("joins", org.jenkinsci.plugins.workflow.job.WorkflowJob.class)
                    .getLastBuild();
            Trial.success(build);
            gone();
            Trial.until(
                    LIMIT,
                    "its token is dead",
                    () -> vault.reply("GET", "auth/token/lookup-self", token, null)
                                    .statusCode()
                            == 403);
        }
    }

    @Test
    void aSealedVaultIsNamedAndWaitedFor() throws Exception {
        vault.seal();
        AgentTemplate template = template("sealed", EnvironmentTrial.NAME);
        StubProvider.cloud(PLACE, 9, template);
        Trial.pipeline("waits", "node('sealed') { }").scheduleBuild2(0).waitForStart();
        Trial.until(
                LIMIT,
                "Vault is named: " + view(),
                () -> view().machines().values().stream()
                        .anyMatch(m -> m.cause().contains(vault.address().toString())));
        assertTrue(place.machines.isEmpty());
        vault.unseal();
        Trial.until(LIMIT, "a machine is made", () -> !place.machines.isEmpty());
    }

    @Test
    void aRoleThatIsMissingIsSaidOnTheMachinesPageUntilItIsThere() throws Exception {
        vault.admin("DELETE", "auth/token/roles/" + EnvironmentTrial.ROLE, null);
        StubProvider.cloud(PLACE, 9, template("roleless", EnvironmentTrial.NAME));
        String name = ordered("roleless", "roleless").name();
        Trial.until(
                LIMIT,
                "the page names the role",
                () -> j.createWebClient()
                        .goTo("cloud/" + PLACE + "/machine/" + name + "/")
                        .asNormalizedText()
                        .contains("auth/token/create/" + EnvironmentTrial.ROLE));
        EnvironmentTrial.role(vault);
        Trial.until(
                LIMIT,
                "its token lies ready",
                () -> EnvironmentTrial.keys(consul).contains(name));
    }

    @Test
    void anEnvironmentThatCannotBeJoinedStopsTheTemplate() throws Exception {
        StubProvider.cloud(PLACE, 9, template("lost", "nowhere"), template("bare", "bare"));
        Trial.pipeline("lost", "node('lost') { }").scheduleBuild2(0).waitForStart();
        Trial.pipeline("bare", "node('bare') { }").scheduleBuild2(0).waitForStart();
        Trial.until(LIMIT, "the breakers say why: " + view(), () -> {
            String said = view().breakers().toString();
            return said.contains("there is no environment “nowhere”")
                    && said.contains("the environment “bare” does not say how new machines join it");
        });
        assertTrue(place.machines.isEmpty());
    }
}
