package io.calvinverse.environments.machines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.Watching;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulSettings;
import io.calvinverse.environments.machines.Sighting.State;
import io.calvinverse.parts.ConsulPart;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Real agents join a real server, die, leave, and quarrel about a name. */
class MachinesTest {

    private static final String ADDRESS = "127.0.0.5";

    @Test
    void aMachineIsSeenFromItsRegistrationToItsEnd() throws Exception {
        AtomicInteger changes = new AtomicInteger();
        try (ConsulPart server = ConsulPart.start()) {
            Consul consul = new Consul(
                    ConsulSettings.of(server.http()).withTimeout(Duration.ofSeconds(1)), HttpClient.newHttpClient());
            Machines machines = new Machines(consul, Watching.QUICK, Watching.surroundings(), changes::incrementAndGet);
            assertEquals(State.UNCERTAIN, machines.at(ADDRESS, "").state());
            machines.start().get(10, TimeUnit.SECONDS);
            assertEquals(State.ABSENT, machines.at(ADDRESS, "").state());

            ConsulPart agent = server.join("cvbaw-010-xyz", ADDRESS);
            Watching.await("it passes", () -> machines.at(ADDRESS, "").registered());
            assertEquals("cvbaw-010-xyz", machines.at(ADDRESS, "").node());

            agent.server().kill();
            Watching.await("it failed", () -> machines.at(ADDRESS, "").state() == State.FAILED);
            agent.server().restart();
            Watching.await("it is back", () -> machines.at(ADDRESS, "").registered());
            Sighting before = machines.at(ADDRESS, "");

            server.server().kill();
            Watching.await(
                    "Consul itself is gone",
                    () -> !machines.at(ADDRESS, "").trouble().isEmpty());
            assertEquals(State.PASSING, machines.at(ADDRESS, "").state(), "the last known");
            server.server().restart();
            Watching.await(
                    "it is known anew", () -> machines.at(ADDRESS, "").trouble().isEmpty());
            agent.meet(server);
            Watching.await(
                    "its agent has found the server",
                    () -> machines.at(ADDRESS, "").registered());
            assertTrue(!machines.at(ADDRESS, "").since().isBefore(before.since()));

            agent.server().kill();
            Watching.await("it failed again", () -> machines.at(ADDRESS, "").state() == State.FAILED);
            consul.agent().forceLeave("cvbaw-010-xyz");
            Watching.await(
                    "it is gone, not failed for 72 h",
                    () -> machines.at(ADDRESS, "").state() == State.GONE);
            assertFalse(server.command("members").contains("cvbaw-010-xyz"), "pruned");

            ConsulPart next = server.join("cvbaw-010-abc", ADDRESS);
            Watching.await(
                    "another machine got the address",
                    () -> machines.at(ADDRESS, "").registered());
            assertEquals("cvbaw-010-abc", machines.at(ADDRESS, "").node());
            next.server().stop();
            Watching.await(
                    "it has left by itself", () -> machines.at(ADDRESS, "").state() == State.GONE);
            assertTrue(changes.get() >= 6, "changes told: " + changes);
            agent.close();
            next.close();
            machines.close();
        }
    }

    @Test
    void aNameBelongsToOneMachine() throws Exception {
        try (ConsulPart server = ConsulPart.start();
                ConsulPart agent = server.join("expected", ADDRESS);
                ConsulPart impostor = server.join("wanted", "127.0.0.6")) {
            Consul consul = new Consul(ConsulSettings.of(server.http()), HttpClient.newHttpClient());
            Machines machines = new Machines(consul, Watching.QUICK, Watching.surroundings(), () -> {});
            machines.start().get(10, TimeUnit.SECONDS);
            Watching.await(
                    "both are there", () -> machines.at("127.0.0.6", "wanted").registered());
            Sighting claimed = machines.at(ADDRESS, "Wanted");
            assertEquals(State.PASSING, claimed.state());
            assertEquals(List.of("wanted at 127.0.0.6"), claimed.rivals());
            assertFalse(claimed.registered());
            machines.close();
        }
    }
}
