package io.calvinverse.provisioner.provider.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MarkerTest {
    private final Marker here = new Marker(Path.of("/srv/here"));

    @Test
    void knowsItsOwnAndNoOther() {
        assertEquals("m1", here.machine(environment(here, "m1")));
        assertNull(here.machine(environment(new Marker(Path.of("/srv/there")), "m1")));
        assertNull(here.machine(environment(new Marker(Path.of("/srv/here/deeper")), "m1")));
        assertNull(here.machine(new byte[0]));
        assertNull(here.machine(
                "X=CALVINVERSE_MACHINE=m1\0Y=CALVINVERSE_MACHINES=/srv/here".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aControllerInsideAMachineMarksItsOwnMachinesAnew() {
        Map<String, String> environment = new HashMap<>();
        new Marker(Path.of("/srv/outer")).put(environment, "outer");
        here.put(environment, "inner");
        assertEquals(2, environment.size());
        assertEquals("inner", here.machine(bytes(environment)));
    }

    private static byte[] environment(Marker marker, String machine) {
        Map<String, String> environment = new HashMap<>(Map.of("PATH", "/bin"));
        marker.put(environment, machine);
        return bytes(environment);
    }

    private static byte[] bytes(Map<String, String> environment) {
        return environment.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue() + "\0")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }
}
