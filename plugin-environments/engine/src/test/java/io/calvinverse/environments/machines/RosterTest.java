package io.calvinverse.environments.machines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.consul.Check;
import io.calvinverse.environments.consul.Node;
import io.calvinverse.environments.machines.Sighting.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Node OLD = new Node("1", "old", "10.0.0.1");
    private static final Node NEW = new Node("2", "new", "10.0.0.1");

    @Test
    void aNodeWithoutAnAgentIsOnlyRegistered() {
        Sighting seen = at(Roster.EMPTY.next(List.of(OLD), List.of(), START), "");
        assertEquals(State.REGISTERED, seen.state());
        assertFalse(seen.registered());
    }

    @Test
    void aStateBeganWhenItWasFirstSeen() {
        Roster roster = Roster.EMPTY
                .next(List.of(OLD), List.of(passing(OLD)), START)
                .next(List.of(OLD), List.of(passing(OLD)), START.plusSeconds(10));
        assertEquals(START, at(roster, "").since());
        Roster failed = roster.next(List.of(OLD), List.of(critical(OLD)), START.plusSeconds(20));
        assertEquals(START.plusSeconds(20), at(failed, "").since());
        assertEquals(State.FAILED, at(failed, "").state());
    }

    @Test
    void anAddressUsedAgainBelongsToWhoAnswers() {
        Roster roster = Roster.EMPTY.next(List.of(OLD, NEW), List.of(critical(OLD), passing(NEW)), START);
        assertEquals("new", at(roster, "").node());
        assertTrue(at(roster, "").registered(), "one that failed there before is no rival");
    }

    @Test
    void twoThatAnswerAtOneAddressCannotBeToldApart() {
        Roster roster = Roster.EMPTY.next(List.of(OLD, NEW), List.of(passing(OLD), passing(NEW)), START);
        assertFalse(at(roster, "").registered());
        assertEquals(1, at(roster, "").rivals().size());
    }

    @Test
    void aNameTakenElsewhereIsARivalEvenBeforeTheMachineIsSeen() {
        Node other = new Node("3", "new", "10.0.0.9");
        Roster roster = Roster.EMPTY.next(List.of(other), List.of(passing(other)), START);
        assertEquals(State.ABSENT, at(roster, "new").state());
        assertEquals(List.of("new at 10.0.0.9"), at(roster, "new").rivals());
        Roster left = roster.next(List.of(), List.of(), START.plusSeconds(1));
        assertEquals(List.of(), at(left, "new").rivals());
    }

    @Test
    void whereNoAddressIsKnownTheNameTells() {
        Roster roster = Roster.EMPTY.next(List.of(OLD, NEW), List.of(passing(OLD), passing(NEW)), START);
        assertEquals("new", roster.at("", "NEW", START, "").node());
        assertTrue(roster.at("", "new", START, "").registered(), "its neighbour has another name");
        assertEquals(State.ABSENT, roster.at("", "newer", START, "").state());
        Roster failed = roster.next(List.of(OLD, NEW), List.of(passing(OLD), critical(NEW)), START.plusSeconds(1));
        assertEquals(State.FAILED, failed.at("", "new", START, "").state());
    }

    @Test
    void whoHasGoneIsForgottenAfterDays() {
        Roster gone = Roster.EMPTY
                .next(List.of(OLD), List.of(passing(OLD)), START)
                .next(List.of(), List.of(), START.plusSeconds(1));
        assertEquals(State.GONE, at(gone, "").state());
        Instant later = START.plus(Roster.MEMORY).plusSeconds(2);
        assertEquals(
                State.ABSENT, at(gone.next(List.of(), List.of(), later), "").state());
    }

    @Test
    void whoseAgentHasLeftIsGoneThoughTheNodeLingers() {
        Roster left = Roster.EMPTY
                .next(List.of(OLD), List.of(), START)
                .next(List.of(OLD), List.of(passing(OLD)), START.plusSeconds(1))
                .next(List.of(OLD), List.of(), START.plusSeconds(2))
                .next(List.of(OLD), List.of(), START.plusSeconds(3));
        assertEquals(State.GONE, at(left, "").state());
        assertEquals(START.plusSeconds(2), at(left, "").since());
        assertTrue(at(left.next(List.of(OLD), List.of(passing(OLD)), START.plusSeconds(4)), "")
                .registered());
    }

    private static Sighting at(Roster roster, String name) {
        return roster.at("10.0.0.1", name, START, "");
    }

    private static Check passing(Node node) {
        return new Check(node.name(), Check.SERF, Check.Status.PASSING, "");
    }

    private static Check critical(Node node) {
        return new Check(node.name(), Check.SERF, Check.Status.CRITICAL, "");
    }
}
