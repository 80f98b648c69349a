package io.calvinverse.environments.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceNameTest {

    @Test
    void theDomainIsAppended() {
        ServiceName name = ServiceName.parse(" active.builds ");
        assertEquals(new ServiceName("active", "builds"), name);
        assertEquals("active.builds.service.consulverse", name.host("consulverse."));
        assertEquals("queue.service.consulverse", ServiceName.parse("queue").host("consulverse"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "active.", ".builds", "active.builds.service.consulverse", "10.0.0.1"})
    void whatIsNoTagAndServiceIsRefused(String host) {
        String message = assertThrows(IllegalArgumentException.class, () -> ServiceName.parse(host))
                .getMessage();
        assertTrue(message.contains("'" + host + "'") && message.contains("the domain is added"), message);
    }

    @Test
    void nearMissesComeFirstAndListsStayShort() {
        assertEquals(
                "did you mean 'artefacts'? there are: artefacts, builds, queue",
                NearMisses.sentence("Artifacts", List.of("queue", "builds", "artefacts")));
        assertEquals("there are: queue, builds", NearMisses.sentence("nonsense", List.of("builds", "queue")));
        assertEquals("there is none at all", NearMisses.sentence("x", List.of()));
        List<String> many =
                IntStream.range(100, 150).mapToObj(i -> "service-" + i).toList();
        assertTrue(NearMisses.sentence("x", many).endsWith(", … (30 more)"));
    }
}
