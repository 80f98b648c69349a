package io.calvinverse.provisioner.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import io.calvinverse.provisioner.provider.Instance.State;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every provider must do. A provider's test extends this and says how its machines are had. */
public abstract class ProviderContract extends ProviderFixture {

    @Test
    protected void aMachineIsListedWithItsOwnerAndTemplate() throws Exception {
        Order order = order(OURS, lasting());
        provider().create(order);
        Instance instance = listed(order.name()).orElseThrow();
        assertEquals(State.RUNNING, instance.state(), instance::detail);
        assertEquals(OURS, instance.owner());
        assertEquals(order.template(), instance.template());
    }

    @Test
    protected void creatingAgainMakesNoSecondMachine() throws Exception {
        Order order = order(OURS, lasting());
        provider().create(order);
        await("it runs", () -> running(order.name()) == 1);
        provider().create(order);
        provider().create(order);
        assertEquals(1, running(order.name()));
        assertEquals(1, listedTimes(order.name()));
    }

    @Test
    protected void creatingAtOnceMakesOneMachine() throws Exception {
        Order order = order(OURS, lasting());
        List<Throwable> failures = atOnce(8, () -> provider().create(order));
        assertEquals(List.of(), failures);
        await("it runs", () -> running(order.name()) == 1);
        assertEquals(1, listedTimes(order.name()));
    }

    @Test
    protected void creatingAfterALostReplyEndsWithOneMachine() throws Exception {
        Order order = order(OURS, lasting());
        for (int micros : new int[] {1, 300, 1_000, 3_000, 10_000, 30_000}) {
            interrupted(micros, () -> provider().create(order));
        }
        provider().create(order);
        await("it runs", () -> running(order.name()) == 1);
        assertEquals(OURS, listed(order.name()).orElseThrow().owner());
    }

    @Test
    protected void theListHasEveryOwnersMachines() throws Exception {
        Order ours = order(OURS, lasting());
        Order otherFleet = order(new Owner(OURS.controller(), "another"), lasting());
        Order foreign = order(FOREIGN, lasting());
        for (Order order : List.of(ours, otherFleet, foreign)) {
            provider().create(order);
        }
        for (Order order : List.of(ours, otherFleet, foreign)) {
            assertEquals(order.owner(), listed(order.name()).orElseThrow().owner());
        }
    }

    @Test
    protected void aNameTakenByAnotherOwnerIsRefusedAndItsMachineLeftAlone() throws Exception {
        Order foreign = order(FOREIGN, lasting());
        provider().create(foreign);
        Order ours = new Order(
                foreign.name(), OURS, "t", foreign.image(), foreign.leaseEnd(), lasting(), foreign.bootstrap());
        ProviderException refusal =
                assertThrows(ProviderException.class, () -> provider().create(ours));
        assertEquals(Kind.REFUSED, refusal.kind());
        assertEquals(FOREIGN, listed(foreign.name()).orElseThrow().owner());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../escaped", "a/b", "-x", "x-", "Upper", "a b", ".new", "x\n", "ü"})
    protected void aNameThatIsNoneIsRefused(String name) throws Exception {
        Order model = order(OURS, lasting());
        Order order =
                new Order(name, OURS, model.template(), model.image(), model.leaseEnd(), lasting(), model.bootstrap());
        ProviderException refusal =
                assertThrows(ProviderException.class, () -> provider().create(order));
        assertEquals(Kind.REFUSED, refusal.kind());
        assertEquals(List.of(), provider().list());
        provider().destroy(name);
        assertEquals("", provider().console(name, 100));
    }

    @Test
    protected void destroyingEndsItAndMayBeRepeated() throws Exception {
        Order order = order(OURS, lasting());
        provider().create(order);
        await("it runs", () -> running(order.name()) == 1);
        provider().destroy(order.name());
        await("it is gone", () -> listed(order.name()).isEmpty());
        assertEquals(0, running(order.name()));
        provider().destroy(order.name());
        provider().destroy("never-was");
    }

    @Test
    protected void destroyingAtOnceIsNoError() throws Exception {
        Order order = order(OURS, lasting());
        provider().create(order);
        assertEquals(List.of(), atOnce(4, () -> provider().destroy(order.name())));
        await("it is gone", () -> listed(order.name()).isEmpty());
        assertEquals(0, running(order.name()));
    }

    @Test
    protected void creatingAndDestroyingAtOnceLeavesNothingThatDestroyingCannotRemove() throws Exception {
        Order order = order(OURS, lasting());
        atOnce(2, () -> provider().create(order), () -> provider().destroy(order.name()));
        provider().destroy(order.name());
        await("it is gone", () -> listed(order.name()).isEmpty());
        assertEquals(0, running(order.name()));
    }

    @Test
    protected void theConsoleTellsTheEndOfWhatWasWritten() throws Exception {
        Order order = order(OURS, lasting());
        provider().create(order);
        await("it reports", () -> provider().console(order.name(), 10_000).contains(bootLine(order.name())));
        // A machine may go on writing: the end is that of a console that was the same before and after it was asked for
        AtomicReference<String> end = new AtomicReference<>();
        AtomicReference<String> whole = new AtomicReference<>();
        await("it is quiet", () -> {
            whole.set(provider().console(order.name(), 10_000));
            end.set(provider().console(order.name(), 5));
            return provider().console(order.name(), 10_000).equals(whole.get());
        });
        assertTrue(end.get().length() <= 5, end.get());
        assertTrue(whole.get().endsWith(end.get()), () -> "'" + end + "' does not end " + whole);
        assertEquals("", provider().console(order.name(), 0));
        assertFalse(provider().console(order.name(), 10_000).contains(PASSWORD));
    }

    @Test
    protected void aMachineThatStoppedIsListedSoAndItsConsoleKept() throws Exception {
        Order order = order(OURS, failing());
        provider().create(order);
        await("it stops", () -> listed(order.name()).orElseThrow().state() == State.STOPPED);
        assertTrue(provider().console(order.name(), 10_000).contains(lastWords()));
        provider().create(order);
        assertEquals(State.STOPPED, listed(order.name()).orElseThrow().state(), "it is not started a second time");
        provider().destroy(order.name());
        await("it is gone", () -> listed(order.name()).isEmpty());
    }

    @Test
    protected void aMachineThatIsGoneHasNoConsole() throws Exception {
        assertEquals("", provider().console("never-was", 100));
        Order order = order(OURS, lasting());
        provider().create(order);
        provider().destroy(order.name());
        await("it is gone", () -> listed(order.name()).isEmpty());
        assertEquals("", provider().console(order.name(), 100));
    }

    @Test
    protected void twoInstancesForOnePlaceSeeTheSame() throws Exception {
        Provider one = provider();
        Provider other = provider();
        assertEquals(one.id(), other.id());
        Order order = order(OURS, lasting());
        one.create(order);
        assertEquals(names(one.list()), names(other.list()));
        assertTrue(names(other.list()).contains(order.name()));
        other.destroy(order.name());
        await("it is gone", () -> !names(one.list()).contains(order.name()));
    }

    @Test
    protected void aHalfMadeMachineIsListedAndCanBeRemoved() throws Exception {
        Order order = order(OURS, lasting());
        halfMake(order);
        Instance half = listed(order.name()).orElseThrow();
        assertEquals(State.STOPPED, half.state());
        assertEquals(OURS, half.owner());
        provider().destroy(order.name());
        await("it is gone", () -> listed(order.name()).isEmpty());
    }

    @Test
    protected void aHalfMadeMachineCanBeCompleted() throws Exception {
        Order order = order(OURS, lasting());
        halfMake(order);
        provider().create(order);
        await("it runs", () -> running(order.name()) == 1);
        assertEquals(State.RUNNING, listed(order.name()).orElseThrow().state());
    }

    @Test
    protected void anInterruptEndsEveryCallSoonAndItCanBeRepeated() throws Exception {
        Order order = order(OURS, lasting());
        provider().create(order);
        interrupted(0, () -> provider().list());
        interrupted(0, () -> provider().console(order.name(), 100));
        interrupted(0, () -> provider().probe());
        assertEquals(1, listedTimes(order.name()));
        for (int micros : new int[] {0, 500, 2_000, 10_000}) {
            interrupted(micros, () -> provider().destroy(order.name()));
        }
        provider().destroy(order.name());
        await("it is gone", () -> listed(order.name()).isEmpty());
        assertEquals(0, running(order.name()));
    }

    @Test
    protected void aProbeSaysWhatItFoundAndMakesNothing() throws Exception {
        Provider.Probe probe = provider().probe();
        assertTrue(probe.ok(), probe::text);
        assertFalse(probe.text().isBlank());
        assertEquals(List.of(), provider().list());
    }
}
