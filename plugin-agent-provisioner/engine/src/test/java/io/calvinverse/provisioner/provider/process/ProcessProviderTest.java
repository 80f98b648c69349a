package io.calvinverse.provisioner.provider.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Instance.State;
import io.calvinverse.provisioner.provider.Order;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to machines that are processes. */
@EnabledIf(
        value = "io.calvinverse.provisioner.provider.process.ProcessProviderContractTest#procIsThere",
        disabledReason = "looks into processes through /proc, which only Linux has")
class ProcessProviderTest {
    private static final String PASSWORD = "p4ssw0rd-of-the-test";

    @TempDir
    Path directory;

    private Path root;
    private ProcessProvider provider;

    @BeforeEach
    void prepare() throws Exception {
        root = directory.toRealPath().resolve("root");
        provider = Trial.provider(root, Trial.JAVA, Trial.jar(directory));
    }

    @AfterEach
    void removeAll() throws Exception {
        for (Instance instance : provider.list()) {
            provider.destroy(instance.name());
        }
        assertEquals(List.of(), Trial.carrying("CALVINVERSE_MACHINES=" + root));
    }

    @Test
    void everythingItStartedDiesWithIt() throws Exception {
        create(
                "family",
                "setsid sh -c 'trap \"\" TERM; sleep 1001; true' & "
                        + "setsid sh -c 'sleep 1002' & env -i sleep 1003 & sleep 1004 & wait");
        Set<ProcessHandle> family = new HashSet<>();
        for (int tries = 0; family.size() < 4 && tries < 500; tries++) {
            Thread.sleep(20);
            family.clear();
            ProcessHandle.allProcesses()
                    .filter(p -> Trial.commandLine(p.pid()).toString().matches("\\[sleep, 100[1-4]]"))
                    .forEach(family::add);
        }
        assertEquals(4, family.size());
        provider.destroy("family");
        // One that ended and was not collected yet has no command line any more.
        assertEquals(
                List.of(),
                family.stream()
                        .filter(p -> Trial.commandLine(p.pid()).contains("sleep"))
                        .toList());
    }

    @Test
    void itDoesNotBelongToTheSessionOfTheController() throws Exception {
        create("loner", "stay");
        long pid = pid("loner");
        assertNotEquals(session(ProcessHandle.current().pid()), session(pid));
        assertEquals(pid, session(pid));
    }

    @Test
    void thePasswordIsNowhereOnceTheAgentHasReadIt() throws Exception {
        create("quiet", "stay");
        await("quiet", "password of " + PASSWORD.length() + " characters");
        long pid = pid("quiet");
        assertFalse(Trial.commandLine(pid).toString().contains(PASSWORD));
        assertFalse(Trial.environment(pid).toString().contains(PASSWORD));
        assertFalse(Files.exists(root.resolve("quiet/password")));
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains(PASSWORD), file::toString);
            }
        }
    }

    @Test
    void beforeItStartsOnlyTheUserCanReadItsPassword() throws Exception {
        Files.createDirectories(root);
        new Yard(root).make(order("half", Map.of()));
        assertEquals("rw-------", permissions(root.resolve("half/password")));
        assertEquals("rwx------", permissions(root.resolve("half")));
    }

    @Test
    void ofTheControllersEnvironmentItGetsWhatItNeeds() throws Exception {
        create("plain", "stay");
        List<String> environment = Trial.environment(pid("plain"));
        Set<String> known = Set.of(
                "PATH HOME USER LOGNAME SHELL TZ LANG LANGUAGE JAVA_HOME TMPDIR TRIAL CALVINVERSE_BUILD PWD OLDPWD _ SHLVL"
                        .split(" "));
        for (String variable : environment) {
            String name = variable.substring(0, variable.indexOf('='));
            assertTrue(
                    known.contains(name)
                            || name.startsWith("CALVINVERSE_MACHINE")
                            || name.startsWith("LC_")
                            || name.toLowerCase().endsWith("_proxy")
                            || name.equals("SSL_CERT_FILE"),
                    name);
        }
        assertTrue(environment.contains("TRIAL=stay"));
        assertTrue(environment.contains("CALVINVERSE_MACHINE=plain"));
    }

    @Test
    void aNumberThatAnotherProcessGotSinceIsNotTaken() throws Exception {
        Files.createDirectories(root);
        MachineFiles machine = new Yard(root).make(order("reused", Map.of()));
        Files.createDirectory(machine.directory().resolve("started"));
        Process other = new ProcessBuilder("sleep", "1000").start();
        try {
            Files.writeString(machine.directory().resolve("pid"), Long.toString(other.pid()));
            assertEquals(State.STOPPED, only().state());
            provider.destroy("reused");
            assertTrue(other.isAlive());
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void aMachineWhoseMetadataIsDamagedIsListedAsNobodysAndCanBeRemoved() throws Exception {
        create("damaged", "stay");
        Files.writeString(root.resolve("damaged/machine.json"), "{\"contr");
        Instance instance = only();
        assertEquals(new Owner("", ""), instance.owner());
        assertEquals(State.RUNNING, instance.state());
        assertTrue(instance.detail().contains(root.resolve("damaged").toString()), instance.detail());
        provider.destroy("damaged");
        assertEquals(List.of(), provider.list());
    }

    @Test
    void aMachineWhoseDirectoryIsGoneIsListedAndCanBeRemoved() throws Exception {
        create("homeless", "stay");
        await("homeless", "is up");
        Trees.delete(root.resolve("homeless"));
        assertEquals(State.RUNNING, only().state());
        provider.destroy("homeless");
        assertEquals(List.of(), provider.list());
    }

    @Test
    void whatIsNoMachineIsNeitherListedNorRemoved() throws Exception {
        Path stranger = Files.createDirectories(root.resolve("backup"));
        Files.writeString(stranger.resolve("precious"), "x");
        assertEquals(List.of(), provider.list());
        provider.destroy("backup");
        assertTrue(Files.exists(stranger.resolve("precious")));
    }

    @Test
    void itsDirectoryGoesWhateverTheBuildDidToItAndLinksAreNotFollowed() throws Exception {
        Path precious = Files.createDirectories(directory.resolve("outside"));
        Files.writeString(precious.resolve("file"), "x");
        create(
                "messy",
                "ln -s " + precious + " link; mkdir -p deep/er; touch deep/er/f; chmod 000 deep/er deep; echo done");
        await("messy", "done");
        provider.destroy("messy");
        assertTrue(Files.exists(precious.resolve("file")));
        try (var files = Files.walk(root)) {
            assertEquals(
                    List.of(root, root.resolve(".gone"), root.resolve(".new")),
                    files.sorted().toList());
        }
    }

    @Test
    void twoPlacesDoNotSeeEachOthersMachines() throws Exception {
        ProcessProvider other = Trial.provider(directory.resolve("other"), Trial.JAVA, Trial.jar(directory));
        create("same", "stay");
        other.create(order("same", Map.of("heap", "16m")));
        other.destroy("same");
        assertEquals(State.RUNNING, only().state());
        assertEquals(List.of(), other.list());
    }

    private void create(String name, String trial) throws Exception {
        provider.create(order(name, Map.of("heap", "16m", "environment.TRIAL", trial)));
    }

    static Order order(String name, Map<String, String> settings) {
        return new Order(
                name,
                new Owner("c", "f"),
                "t",
                "1",
                Instant.parse("2030-01-01T00:00:00Z"),
                settings,
                new Order.Bootstrap("http://127.0.0.1:1/", name, PASSWORD));
    }

    private Instance only() throws Exception {
        List<Instance> all = provider.list();
        assertEquals(1, all.size(), all::toString);
        return all.get(0);
    }

    private void await(String name, String text) throws Exception {
        for (int tries = 0; tries < 1_000 && !provider.console(name, 9_999).contains(text); tries++) {
            Thread.sleep(20);
        }
        String console = provider.console(name, 9_999);
        assertTrue(console.contains(text), console);
    }

    private long pid(String name) throws Exception {
        return Long.parseLong(
                Files.readString(root.resolve(name).resolve("pid")).strip());
    }

    private static long session(long pid) throws Exception {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
