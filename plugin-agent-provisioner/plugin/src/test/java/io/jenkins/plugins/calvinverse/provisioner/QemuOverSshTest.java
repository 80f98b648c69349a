package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.util.Secret;
import io.calvinverse.parts.Launch;
import io.calvinverse.parts.Ports;
import io.calvinverse.parts.Program;
import io.calvinverse.parts.Server;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import io.jenkins.plugins.calvinverse.provisioner.provider.QemuAgentProvider;
import io.jenkins.plugins.calvinverse.provisioner.provider.SshConnection;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.yaml.YamlSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** QEMU on a computer behind SSH: by form, as code, and with a real server of SSH on loopback. No machine is made. */
@WithJenkins
class QemuOverSshTest {
    private static final String CODE = """
            jenkins:
              clouds:
                - immutableAgents:
                    name: "machines"
                    provider:
                      qemu:
                        images: "/srv/images"
                        ssh:
                          host: "hypervisor.example.org"
                          port: 2222
                          credentialsId: "hypervisor"
                          hostKey: "KEY"
            """;

    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    private static JenkinsRule j;

    @TempDir
    static Path keys;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        j = rule;
        Program.assumePresent("sshd", Files.isExecutable(SSHD));
        for (String key : List.of("host", "user", "stranger")) {
            String file = keys.resolve(key).toString();
            Process made = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file).start();
            assertEquals(0, made.waitFor(), "ssh-keygen");
        }
        CredentialsProvider.lookupStores(j.jenkins)
                .iterator()
                .next()
                .addCredentials(
                        Domain.global(),
                        new BasicSSHUserPrivateKey(
                                CredentialsScope.GLOBAL,
                                "hypervisor",
                                System.getProperty("user.name"),
                                new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(
                                        Secret.fromString(Files.readString(keys.resolve("user")))),
                                "",
                                ""));
    }

    @BeforeEach
    void clear() {
        j.jenkins.clouds.clear();
    }

    private static String key(String name) throws Exception {
        String[] words = Files.readString(keys.resolve(name + ".pub")).split(" ");
        return words[0] + ' ' + words[1];
    }

    private static void configure(String code) throws Exception {
        ConfigurationAsCode.get()
                .configureWith(YamlSource.of(new ByteArrayInputStream(code.getBytes(StandardCharsets.UTF_8))));
    }

    private static QemuAgentProvider provider() {
        return (QemuAgentProvider) ((ImmutableAgentsCloud) j.jenkins.getCloud("machines")).getProvider();
    }

    @Test
    void theFormKeepsWhatCodeSays() throws Exception {
        configure(CODE.replace("KEY", key("host")));
        j.submit(j.createWebClient().goTo("cloud/machines/configure").getFormByName("config"));

        SshConnection ssh = provider().getSsh();
        assertEquals("hypervisor.example.org", ssh.getHost());
        assertEquals(2222, ssh.getPort());
        assertEquals("hypervisor", ssh.getCredentialsId());
        assertEquals(key("host"), ssh.getHostKey());
        assertEquals(
                "qemu:hypervisor.example.org:2222:/var/lib/calvinverse/machines",
                provider().provider().id());
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        String yaml = exported.toString(StandardCharsets.UTF_8);
        assertTrue(yaml.contains("ssh:") && yaml.contains("port: 2222"), yaml);
        j.jenkins.reload();
        assertEquals(2222, provider().getSsh().getPort());
    }

    @Test
    void nonsenseIsRefusedWithItsReason() throws Exception {
        refused(CODE, "this is no public key of an SSH server");
        String good = CODE.replace("KEY", key("host"));
        refused(good.replace("hypervisor.example.org", "not a host"), "“not a host” is not the name or address");
        refused(good.replace("2222", "0"), "the port is “0”; it takes 1 to 65535");
        refused(good.replace("2222", "65536"), "the port is “65536”; it takes 1 to 65535");
    }

    private static void refused(String code, String reason) {
        Exception refusal = assertThrows(Exception.class, () -> configure(code));
        StringBuilder said = new StringBuilder();
        for (Throwable each = refusal; each != null; each = each.getCause()) {
            said.append(each.getMessage()).append('\n');
        }
        assertTrue(said.toString().contains(reason), said.toString());
    }

    @Test
    void testConnectionLogsInThereAndNamesWhatIsWrong(@TempDir Path empty) throws Exception {
        int port = Ports.free();
        Files.createDirectories(Path.of("/run/sshd"));
        Files.copy(keys.resolve("user.pub"), keys.resolve("authorized"));
        List<String> command = List.of(
                SSHD.toString(),
                "-D",
                "-e",
                "-f",
                "/dev/null",
                "-h",
                keys.resolve("host").toString(),
                "-oListenAddress=127.0.0.1:" + port,
                "-oAuthorizedKeysFile=" + keys.resolve("authorized"),
                "-oStrictModes=no",
                "-oUsePAM=no",
                "-oPermitRootLogin=yes",
                "-oPidFile=none");
        try (Server sshd =
                Server.start(new Launch("sshd", command, Server.newDirectory("sshd"), () -> answers(port)))) {
            String there = probe(empty, port, "hypervisor", key("host"));
            // Which of the two depends on the computer; both were found out by a script there
            assertTrue(there.contains("there is no image in " + empty) || there.contains("missing: qemu"), there);
            String impostor = probe(empty, port, "hypervisor", key("stranger"));
            assertTrue(impostor.contains("the server shows another key than the configured one"), impostor);
        }
        assertTrue(
                form(empty, port, "hypervisor", key("host"), false).contains("there is no image in " + empty),
                "a group that is closed is not used");
        String nobody = probe(empty, port, "unknown", key("host"));
        assertTrue(nobody.contains("there are no credentials “unknown”"), nobody);
        String away = probe(empty, port, "hypervisor", key("host"));
        assertTrue(away.contains("127.0.0.1:" + port) && away.contains("Connection refused"), away);
    }

    private static boolean answers(int port) throws java.io.IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    private static String probe(Path images, int port, String credentials, String hostKey) throws Exception {
        return form(images, port, credentials, hostKey, true);
    }

    /** @param open whether the group is; its fields are sent also when it is not */
    private static String form(Path images, int port, String credentials, String hostKey, boolean open)
            throws Exception {
        Map<String, String> form = new HashMap<>();
        form.put("images", images.toString());
        form.put("root", images + "/machines");
        form.put("ssh", String.valueOf(open));
        form.put("host", "127.0.0.1");
        form.put("port", String.valueOf(port));
        form.put("credentialsId", credentials);
        form.put("hostKey", hostKey);
        return Http.anonymous()
                .postWithCrumb("descriptorByName/" + QemuAgentProvider.class.getName() + "/testConnection", form)
                .body();
    }
}
