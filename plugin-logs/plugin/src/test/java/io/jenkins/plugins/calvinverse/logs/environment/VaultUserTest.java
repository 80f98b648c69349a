package io.jenkins.plugins.calvinverse.logs.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.tasks.Shell;
import hudson.util.FormValidation;
import io.calvinverse.parts.RabbitPart;
import io.calvinverse.parts.VaultPart;
import io.jenkins.plugins.calvinverse.logs.Received;
import io.jenkins.plugins.calvinverse.logs.Setting;
import io.jenkins.plugins.calvinverse.logs.destination.AmqpLogTarget;
import io.jenkins.plugins.calvinverse.logs.destination.VaultUser;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A target whose user a real Vault makes in a real RabbitMQ, with a life of seconds. */
@WithJenkins
class VaultUserTest {
    private static final String ROLE = "rabbitmq/creds/write.vhost.logs";
    private static final Set<String> OPERATORS_OWN = Set.of("operator", "jenkins", "reader");

    private RabbitPart rabbit;

    @Test
    void itIsReplacedWhenItEndsOrIsDeletedAndRevokedWithItsTarget(JenkinsRule jenkins) throws Exception {
        try (RabbitPart broker = RabbitPart.startWithManagement();
                VaultPart vault = VaultPart.start()) {
            rabbit = broker;
            Vaulted.environment(vault);
            furnish(vault);
            AmqpLogTarget target = target(ROLE);
            assertEquals(
                    "RabbitMQ at 127.0.0.1:" + rabbit.port()
                            + ", vhost 'vhost.logs': no user from rabbitmq/creds/nobody",
                    test("rabbitmq/creds/nobody")
                            .getMessage()
                            .replace("&#039;", "'")
                            .split(" of the Vault")[0]);
            FormValidation tested = test(ROLE);
            assertEquals(FormValidation.Kind.OK, tested.kind, tested.getMessage());
            Setting.ship(target);
            FreeStyleProject job = jenkins.createFreeStyleProject("job");
            job.getBuildersList().add(new Shell("echo line $BUILD_NUMBER"));
            jenkins.buildAndAssertSuccess(job);
            Setting.drained();
            Set<String> seen = new HashSet<>(connected());
            assertEquals(1, seen.size(), seen.toString());
            another(seen, "its longest life ends");
            jenkins.buildAndAssertSuccess(job);
            for (String user : made()) {
                rabbit.control("delete_user", user);
            }
            another(seen, "all were deleted on the broker");
            jenkins.buildAndAssertSuccess(job);
            Setting.drained();
            Received received = new Received(rabbit).read();
            assertEquals(List.of(), received.faults());
            for (int build = 1; build <= 3; build++) {
                assertTrue(
                        Received.texts(received.of("job", build)).contains("line " + build),
                        "build " + build + " in " + received.raw());
            }
            Setting.ship();
            Setting.until("all are revoked", () -> made().isEmpty());
        }
    }

    /** A user that was not seen before. */
    private void another(Set<String> seen, String why) throws Exception {
        Setting.until("another user is connected: " + why, () -> seen.addAll(connected()));
    }

    private Set<String> connected() {
        return lines("list_connections", "user").stream()
                .filter(user -> !OPERATORS_OWN.contains(user))
                .collect(Collectors.toSet());
    }

    /** Users on the broker that Vault made. */
    private Set<String> made() {
        return lines("list_users").stream()
                .map(line -> line.split("\t")[0])
                .filter(user -> !OPERATORS_OWN.contains(user))
                .collect(Collectors.toSet());
    }

    private List<String> lines(String... command) {
        return rabbit.control(command)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("user"))
                .toList();
    }

    private AmqpLogTarget target(String path) throws Exception {
        AmqpLogTarget target = new AmqpLogTarget("rabbitmq", null);
        target.setBrokers("127.0.0.1:" + rabbit.port());
        target.setQueue(RabbitPart.QUEUE);
        target.setVaultUser(new VaultUser("test", path));
        return target;
    }

    private FormValidation test(String path) {
        return new AmqpLogTarget.DescriptorImpl()
                .doTestRecord(
                        "rabbitmq",
                        null,
                        "127.0.0.1:" + rabbit.port(),
                        null,
                        null,
                        null,
                        RabbitPart.QUEUE,
                        true,
                        "test",
                        path,
                        false,
                        null,
                        null,
                        null,
                        null,
                        null);
    }

    private void furnish(VaultPart vault) {
        rabbit.takesUsersOf(vault);
        vault.admin("POST", "rabbitmq/config/lease", "{\"ttl\":\"5s\",\"max_ttl\":\"15s\"}");
    }
}
