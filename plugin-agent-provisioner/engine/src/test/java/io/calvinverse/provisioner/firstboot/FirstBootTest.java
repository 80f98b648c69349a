package io.calvinverse.provisioner.firstboot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstBootTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Surroundings CALVINVERSE = new Surroundings(
            "calvinverse-01",
            "consulverse",
            "Z29zc2lwIGtleQ==",
            List.of("hashiserver-1.infrastructure.ad.calvinverse.net:8301"),
            "");

    static FirstBoot firstBoot(Guest guest, Proof proof, Surroundings surroundings, boolean open) {
        return new FirstBoot(
                guest,
                "cv-agent-1-0-0-abcdefghijklmnop",
                "java-1",
                "http://controller/",
                List.of("-name", "java-1"),
                proof,
                surroundings,
                open);
    }

    @Test
    void withoutAnEnvironmentThereIsThePasswordOfThisMachineAlone() {
        Map<String, String> files = firstBoot(Guest.LINUX, new Proof.Credential("s3cret"), null, false)
                .tree()
                .files();
        assertEquals(
                Set.of("run_provisioning.json", "agent/agent.json", "agent/arguments.txt", "agent/password.txt"),
                files.keySet());
        assertEquals("s3cret", files.get("agent/password.txt"));
        assertEquals("-name\njava-1\n", files.get("agent/arguments.txt"));
    }

    @Test
    void anEnvironmentIsToldInTheFilesCalvinversesImagesRead() throws Exception {
        Map<String, String> files = firstBoot(
                        Guest.LINUX, new Proof.WrappedToken("http://vault", "w", "p"), CALVINVERSE, false)
                .tree()
                .files();
        assertFalse(files.containsKey("agent/password.txt"));
        assertEquals(
                "w", JSON.readTree(files.get("agent/vault.json")).get("token").asText());
        JsonNode region = JSON.readTree(files.get("consul/consul_region.json"));
        assertEquals("calvinverse-01", region.get("datacenter").asText());
        assertEquals("consulverse", region.get("domain").asText());
        assertEquals(
                CALVINVERSE.encrypt(),
                JSON.readTree(files.get("consul/consul_secrets.json"))
                        .get("encrypt")
                        .asText());
        assertEquals(
                CALVINVERSE.retryJoin().get(0),
                JSON.readTree(files.get("consul/client/consul_client_location.json"))
                        .get("retry_join")
                        .get(0)
                        .asText());
        assertTrue(files.get("unbound/unbound_zones.conf").contains("stub-addr: 127.0.0.1@8600"));
    }

    @Test
    void loginIsClosedUnlessItIsOpened() {
        Proof proof = new Proof.Credential("x");
        for (Guest guest : Guest.values()) {
            Set<String> closed =
                    firstBoot(guest, proof, CALVINVERSE, false).tree().files().keySet();
            assertFalse(closed.stream().anyMatch(path -> path.startsWith("allow_")), closed::toString);
        }
        assertTrue(firstBoot(Guest.LINUX, proof, null, true).tree().files().containsKey("allow_ssh.json"));
        assertTrue(firstBoot(Guest.WINDOWS, proof, null, true).tree().files().containsKey("allow_winrm.json"));
    }

    @Test
    void noCloudWritesTheSameFilesForRootAlone() throws Exception {
        Tree tree = firstBoot(Guest.LINUX, new Proof.Credential("s3cret ✓"), CALVINVERSE, true)
                .tree();
        Tree noCloud = NoCloud.of(tree, "java-1", "cv-1");
        String data = noCloud.files().get("user-data");
        assertTrue(data.startsWith("#cloud-config\n"));
        assertEquals(
                "java-1",
                JSON.readTree(noCloud.files().get("meta-data"))
                        .get("instance-id")
                        .asText());
        int seen = 0;
        for (JsonNode file : JSON.readTree(data.substring(data.indexOf('\n'))).get("write_files")) {
            String path = file.get("path").asText();
            assertTrue(path.startsWith("/run/cloud-init/"), path);
            assertEquals("0600", file.get("permissions").asText());
            assertEquals(
                    tree.files().get(path.substring("/run/cloud-init/".length())),
                    new String(Base64.getDecoder().decode(file.get("content").asText()), StandardCharsets.UTF_8));
            seen++;
        }
        assertEquals(tree.files().size(), seen);
    }

    @Test
    void nothingSecretIsInWhatMayBeLogged() {
        Proof.WrappedToken wrapped = new Proof.WrappedToken("http://vault", "hvs.wrapped", "p");
        FirstBoot boot = firstBoot(Guest.LINUX, wrapped, CALVINVERSE, false);
        assertFalse((boot + " " + boot.tree()).contains("hvs.wrapped"));
        assertFalse((boot + " " + boot.tree()).contains(CALVINVERSE.encrypt()));
        Proof.Credential credential = new Proof.Credential("s3cret");
        FirstBoot other = firstBoot(Guest.LINUX, credential, null, false);
        assertFalse((other + " " + other.tree()).contains("s3cret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "../a", "a/../b", "a//b", ".a", "a b", "a\n", "a/b/c/d/e/f/g"})
    void aPathNoMediumCanHoldIsRefused(String path) {
        assertThrows(IllegalArgumentException.class, () -> new Tree(Map.of(path, "")));
    }

    @Test
    void aPathIsAFileOrADirectory() {
        assertThrows(IllegalArgumentException.class, () -> new Tree(Map.of("a", "", "a/b", "", "a-b", "")));
    }
}
