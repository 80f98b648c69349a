package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.security.GlobalMatrixAuthorizationStrategy;
import hudson.slaves.Cloud;
import io.calvinverse.provisioner.loop.FleetView;
import io.calvinverse.provisioner.machine.Phase;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleet;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.matrixauth.PermissionEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who sees and does what, under a matrix in which anonymous has nothing. */
@WithJenkins
class AuthorizationTest {
    private static final String CLOUD = "cloud/guarded/";
    private static final String DESCRIPTORS = "descriptorByName/io.jenkins.plugins.calvinverse.provisioner.";
    private static final Map<String, String> TEMPLATE = Map.of("template", "linux");
    private static final Http ADMIN = Http.as("admin");
    private static final Http OPERATOR = Http.as("operator");
    private static final Http READER = Http.as("reader");
    private static String machine;

    @BeforeAll
    static void configure(JenkinsRule j) throws Exception {
        Jenkins.SYSTEM_READ.setEnabled(true);
        j.jenkins.setSecurityRealm(j.createDummySecurityRealm());
        GlobalMatrixAuthorizationStrategy matrix = new GlobalMatrixAuthorizationStrategy();
        matrix.add(Jenkins.ADMINISTER, PermissionEntry.user("admin"));
        for (String user : List.of("operator", "reader")) {
            matrix.add(Jenkins.READ, PermissionEntry.user(user));
            matrix.add(Jenkins.SYSTEM_READ, PermissionEntry.user(user));
        }
        matrix.add(Cloud.PROVISION, PermissionEntry.user("operator"));
        j.jenkins.setAuthorizationStrategy(matrix);
        StubPlace.fresh("guarded");
        StubProvider.cloud("guarded", 10, StubProvider.template("linux"), StubProvider.template("spare"));
        machine = provisionedBy(OPERATOR);
    }

    @AfterAll
    static void disable() {
        Jenkins.SYSTEM_READ.setEnabled(false);
    }

    @Test
    void readerSeesPagesWithoutButtons() throws Exception {
        String cloud = page(READER, CLOUD);
        assertTrue(cloud.contains(machine), cloud);
        assertTrue(cloud.contains("ready"), cloud);
        assertFalse(cloud.contains("%ready"), cloud);
        assertFalse(cloud.contains("page/provision"), cloud);
        assertFalse(cloud.contains("page/new"), cloud);
        String template = page(READER, CLOUD + "template/linux/");
        assertFalse(template.contains("action=\"doDelete\""), template);
        assertFalse(template.contains("jenkins-submit-button"), template);
        String shown = page(READER, CLOUD + "machine/" + machine + "/");
        assertTrue(shown.contains("console of " + machine), shown);
        assertFalse(shown.contains("action=\"drain\""), shown);
        assertFalse(shown.contains("action=\"destroy\""), shown);
        assertEquals(403, READER.get(CLOUD + "page/new").statusCode());
    }

    @Test
    void operatorSeesWhatHeMayDo() throws Exception {
        String cloud = page(OPERATOR, CLOUD);
        assertTrue(cloud.contains("page/provision"), cloud);
        assertFalse(cloud.contains("page/new"), cloud);
        String shown = page(OPERATOR, CLOUD + "machine/" + machine + "/");
        assertTrue(shown.contains("action=\"drain\""), shown);
        assertTrue(shown.contains("action=\"destroy\""), shown);
        assertEquals(403, OPERATOR.get(CLOUD + "page/new").statusCode());
        assertTrue(page(ADMIN, CLOUD).contains("page/new"));
    }

    @Test
    void anonymousSeesNothing() throws Exception {
        for (String path : List.of(CLOUD, CLOUD + "template/linux/", CLOUD + "machine/" + machine + "/")) {
            HttpResponse<String> answer = Http.anonymous().get(path);
            assertEquals(403, answer.statusCode(), path);
            assertFalse(answer.body().contains("console of"), path);
            assertFalse(answer.body().contains("1.0.0"), path);
        }
    }

    @Test
    void operationsNeedPostAndTheRightToProvision() throws Exception {
        FleetView before = fleet().view();
        for (String path : List.of(
                CLOUD + "page/provision",
                CLOUD + "page/retry",
                CLOUD + "machine/" + machine + "/drain",
                CLOUD + "machine/" + machine + "/destroy")) {
            refused(path, Set.of(READER));
        }
        assertEquals(before.machines().keySet(), fleet().view().machines().keySet());

        String other = provisionedBy(OPERATOR);
        assertEquals(302, OPERATOR.postWithCrumb(CLOUD + "page/retry", TEMPLATE).statusCode());
        assertEquals(
                302,
                OPERATOR.postWithCrumb(CLOUD + "machine/" + other + "/destroy", Map.of())
                        .statusCode());
        Trial.until(
                Duration.ofSeconds(20),
                "it is being destroyed",
                () -> fleet().view().machines().get(other).phase() == Phase.TERMINATING);
        assertTrue(fleet().view().machines().get(other).cause().contains("operator"));
    }

    @Test
    void configurationNeedsPostAndAnAdministrator() throws Exception {
        for (String path : List.of(
                CLOUD + "page/create",
                CLOUD + "template/spare/configSubmit",
                CLOUD + "template/spare/doDelete",
                CLOUD + "configSubmit",
                CLOUD + "doDelete")) {
            refused(path, Set.of(READER, OPERATOR));
        }
        assertTrue(fleet().view().spec().template("spare").isPresent());

        assertEquals(
                302,
                ADMIN.postWithCrumb(CLOUD + "template/spare/doDelete", Map.of()).statusCode());
        Trial.until(
                Duration.ofSeconds(20),
                "the template is gone",
                () -> fleet().view().spec().template("spare").isEmpty());
    }

    @Test
    void checksNeedPostAndAnAdministrator() throws Exception {
        for (String field : List.of(
                "Name",
                "Labels",
                "Image",
                "Executors",
                "Uses",
                "IdleMinutes",
                "Spare",
                "Cap",
                "CreateMinutes",
                "BootMinutes",
                "ConnectMinutes",
                "OfflineMinutes",
                "LeaseHours",
                "Settings",
                "Environment")) {
            refused(DESCRIPTORS + "cloud.AgentTemplate/check" + field, Set.of(READER, OPERATOR));
        }
        for (String method : List.of(
                "cloud.ImmutableAgentsCloud/checkName",
                "cloud.ImmutableAgentsCloud/checkCap",
                "cloud.ImmutableAgentsCloud/checkControllerUrl",
                "provider.ProcessAgentProvider/checkRoot",
                "provider.ProcessAgentProvider/checkJava",
                "provider.ProcessAgentProvider/testConnection",
                "provider.QemuAgentProvider/testConnection",
                "provider.SshConnection/checkHost",
                "provider.SshConnection/checkPort",
                "provider.SshConnection/checkHostKey",
                "provider.SshConnection/checkCredentialsId",
                "provider.SshConnection/fillCredentialsIdItems",
                "cloud.AgentTemplate/fillEnvironmentItems")) {
            refused(DESCRIPTORS + method, Set.of(READER, OPERATOR));
        }
        HttpResponse<String> answer =
                ADMIN.postWithCrumb(DESCRIPTORS + "cloud.AgentTemplate/checkName", Map.of("value", "no good"));
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("no good"), answer.body());
    }

    /** By GET, without a crumb and by those who may not. */
    private static void refused(String path, Set<Http> others) throws Exception {
        assertTrue(Set.of(404, 405).contains(ADMIN.get(path).statusCode()), path);
        assertEquals(403, ADMIN.post(path, TEMPLATE).statusCode(), path);
        assertEquals(403, Http.anonymous().postWithCrumb(path, TEMPLATE).statusCode(), path);
        for (Http other : others) {
            assertEquals(403, other.postWithCrumb(path, TEMPLATE).statusCode(), path);
        }
    }

    private static String page(Http user, String path) throws Exception {
        HttpResponse<String> answer = user.get(path);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    private static String provisionedBy(Http user) throws Exception {
        Set<String> before = Set.copyOf(fleet().view().machines().keySet());
        HttpResponse<String> answer = user.postWithCrumb(CLOUD + "page/provision", TEMPLATE);
        assertEquals(302, answer.statusCode(), answer.body());
        Trial.until(
                Duration.ofSeconds(20),
                "a machine boots",
                () -> fleet().view().machines().values().stream()
                        .anyMatch(m -> !before.contains(m.name()) && m.phase() == Phase.BOOTING));
        return fleet().view().machines().keySet().stream()
                .filter(n -> !before.contains(n))
                .findFirst()
                .orElseThrow();
    }

    private static Fleet fleet() {
        return Fleets.get().find("guarded").orElseThrow();
    }
}
