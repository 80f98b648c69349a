package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Computer;
import hudson.model.Node;
import io.calvinverse.provisioner.machine.Phase;
import io.jenkins.plugins.calvinverse.provisioner.agent.ImmutableAgent;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleet;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import io.jenkins.plugins.calvinverse.provisioner.swarm.MachineCredential;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import jenkins.model.Jenkins;
import jenkins.slaves.JnlpAgentReceiver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What the credential of a machine is good for, and what nobody gets without it. */
@WithJenkins
class RegistrationTest {
    private static final String CREATE = "plugin/swarm/createSlave";
    private static final String CLOUD = "gate";
    private static JenkinsRule j;
    private static StubPlace place;

    private String machine;
    private Http client;

    @BeforeAll
    static void configure(JenkinsRule rule) throws Exception {
        j = rule;
        j.jenkins.setSecurityRealm(j.createDummySecurityRealm());
        j.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Computer.CREATE, Computer.CONNECT)
                .everywhere()
                .to("swarm"));
        place = StubPlace.fresh(CLOUD);
        AgentTemplate template = StubProvider.template("gated");
        template.setExecutors(3);
        StubProvider.cloud(CLOUD, 50, template);
    }

    @BeforeEach
    void boot() throws Exception {
        List<String> before = List.copyOf(place.machines.keySet());
        fleet().reconciler().launch("gated", "a test");
        fleet().wake();
        Trial.until(
                Duration.ofSeconds(20),
                "a machine boots",
                () -> fleet().view().machines().values().stream()
                        .anyMatch(m -> !before.contains(m.name()) && m.phase() == Phase.BOOTING));
        machine = place.machines.keySet().stream()
                .filter(n -> !before.contains(n))
                .findFirst()
                .orElseThrow();
        client = Http.as(machine, MachineCredential.password(machine));
    }

    @Test
    void machineGetsItsOwnAgentAsTheTemplateWantsIt() throws Exception {
        Map<String, String> request = request(machine);
        request.put("labels", "stolen");
        request.put("executors", "99");
        request.put("mode", "NORMAL");
        request.put("description", "mine");
        request.put("environmentVariable", "PATH:/evil");
        request.put("remoteFsRoot", "/elsewhere");
        Node before = j.jenkins.getNode(machine);

        HttpResponse<String> answer = client.post(CREATE, request);

        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(secret(machine)), answer.body());
        ImmutableAgent agent = ImmutableAgent.find(machine);
        assertEquals(before, agent);
        assertEquals("gated", agent.getLabelString());
        assertEquals(3, agent.getNumExecutors());
        assertEquals(Node.Mode.EXCLUSIVE, agent.getMode());
        assertTrue(agent.getNodeProperties().isEmpty());
        assertFalse(agent.getRemoteFS().startsWith("/elsewhere"));
        assertEquals(200, client.post(CREATE, request).statusCode(), "it asks again before every connection");
    }

    @Test
    void guessedPasswordIsRefused() throws Exception {
        for (String guess : List.of("", machine + "x", MachineCredential.password("gated-other"), secret(machine))) {
            refused(401, Http.as(machine, guess).post(CREATE, request(machine)));
        }
        refused(403, Http.anonymous().post(CREATE, request(machine)));
    }

    @Test
    void rightPasswordUnderAnotherNameIsRefused() throws Exception {
        refused(401, client.post(CREATE, request("gated-2222222222222")));
        refused(401, client.post(CREATE, request("admin")));
        assertNull(j.jenkins.getNode("gated-2222222222222"));
    }

    @Test
    void suffixedNameIsRefused() throws Exception {
        Map<String, String> request = request(machine);
        request.put("hash", "more");
        request.put("labels", "stolen");
        int nodes = j.jenkins.getNodes().size();

        refused(401, client.post(CREATE, request));

        assertEquals(nodes, j.jenkins.getNodes().size());
        assertNull(j.jenkins.getNode(machine + "-more"));
    }

    @Test
    void secondNameInTheRequestIsNotTaken() throws Exception {
        int nodes = j.jenkins.getNodes().size();

        refused(401, client.post(CREATE + "?name=other", request(machine)));
        client.post(CREATE + "?name=" + machine, request("other"));

        assertNull(j.jenkins.getNode("other"));
        assertEquals(nodes, j.jenkins.getNodes().size());
    }

    @Test
    void rightPasswordOpensNoOtherUrl() throws Exception {
        String own = "?" + Http.encode(request(machine));
        for (String path : List.of(
                "",
                "api/json",
                "whoAmI/api/json",
                "computer/" + machine + "/",
                "computer/" + machine + "/jenkins-agent.jnlp",
                "plugin/swarm/",
                "plugin/swarm/swarm-client.jar",
                "plugin/swarm/getSlaveLabels" + own,
                CREATE + own)) {
            refused(401, client.get(path + (path.contains("?") ? "" : own)));
        }
        for (String path : List.of(
                "scriptText",
                "plugin/swarm/addSlaveLabels",
                "plugin/swarm/removeSlaveLabels",
                "computer/" + machine + "/doDelete",
                "createItem",
                CREATE + "/",
                CREATE + ";x=y",
                "scriptText/../" + CREATE,
                "plugin//swarm/createSlave")) {
            Map<String, String> request = request(machine);
            request.put("script", "println 1");
            HttpResponse<String> answer = client.postWithCrumb(path, request);
            assertTrue(answer.statusCode() >= 400, path + ": " + answer.statusCode());
            assertFalse(answer.body().contains(secret(machine)), path);
        }
    }

    @Test
    void registrationLeavesNoSession() throws Exception {
        Map<String, String> request = request(machine);
        request.put("remember_me", "on");
        assertEquals(200, client.post(CREATE, request).statusCode());

        assertEquals(403, client.forgetful().get("api/json").statusCode());
        refused(403, client.forgetful().post(CREATE, request(machine)));
    }

    @Test
    void otherUserGetsNoMachinesName() throws Exception {
        Map<String, String> request = request(machine);
        refused(409, Http.as("swarm").postWithCrumb(CREATE, request));
        request.put("deleteExistingClients", "false");
        refused(409, Http.as("swarm").postWithCrumb(CREATE, request));
        request.put("name", machine.substring(0, machine.lastIndexOf('-')));
        request.put("hash", machine.substring(machine.lastIndexOf('-') + 1));
        request.put("deleteExistingClients", "true");
        refused(409, Http.as("swarm").postWithCrumb(CREATE, request));
        refused(403, Http.as("swarm").post(CREATE, request));
        assertNotNull(ImmutableAgent.find(machine));
    }

    @Test
    void machineThatIsBeingDestroyedIsLate() throws Exception {
        place.destroys = new CountDownLatch(1);
        try {
            fleet().reconciler().destroy(machine, "a test");
            fleet().wake();
            Trial.until(Duration.ofSeconds(20), "its agent is withdrawn", () -> j.jenkins.getNode(machine) == null);

            refused(401, client.post(CREATE, request(machine)));
            refused(409, Http.as("swarm").postWithCrumb(CREATE, request(machine)));
            assertNull(j.jenkins.getNode(machine));
        } finally {
            place.destroys.countDown();
        }
        Trial.until(
                Duration.ofSeconds(40),
                "it is gone",
                () -> !fleet().view().machines().containsKey(machine));

        refused(401, client.post(CREATE, request(machine)));
        assertNull(j.jenkins.getNode(machine));
    }

    @Test
    void lateMachineIsRefusedWhereEverybodyMayDoEverything() throws Exception {
        var strategy = j.jenkins.getAuthorizationStrategy();
        var realm = j.jenkins.getSecurityRealm();
        j.jenkins.disableSecurity();
        try {
            assertEquals(200, client.post(CREATE, request(machine)).statusCode());
            fleet().reconciler().destroy(machine, "a test");
            fleet().wake();
            Trial.until(
                    Duration.ofSeconds(40),
                    "it is gone",
                    () -> !fleet().view().machines().containsKey(machine));

            refused(403, client.post(CREATE, request(machine)));
            refused(409, client.postWithCrumb(CREATE, request(machine)));
            assertNull(j.jenkins.getNode(machine));
        } finally {
            j.jenkins.setSecurityRealm(realm);
            j.jenkins.setAuthorizationStrategy(strategy);
        }
    }

    @Test
    void connectedMachineIsNotReplaced() throws Exception {
        LocalAgent.connect(machine);
        refused(409, client.post(CREATE, request(machine)));
        assertNotNull(j.jenkins.getComputer(machine).getChannel(), "a connection that is alive was closed");
    }

    private void refused(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertFalse(answer.body().contains(secret(machine)), "the secret was given away");
    }

    private static String secret(String name) {
        return JnlpAgentReceiver.SLAVE_SECRET.mac(name);
    }

    private static Fleet fleet() {
        return Fleets.get().find(CLOUD).orElseThrow();
    }

    private static Map<String, String> request(String name) {
        Map<String, String> request = new HashMap<>();
        request.put("name", name);
        request.put("executors", "1");
        request.put("remoteFsRoot", "/tmp");
        request.put("labels", "");
        request.put("mode", "EXCLUSIVE");
        request.put("deleteExistingClients", "true");
        return request;
    }
}
