package io.calvinverse.environments.handover;

import io.calvinverse.environments.handover.Decision.Action;
import io.calvinverse.environments.handover.Passage.Phase;
import io.calvinverse.environments.vault.VaultClient;
import io.calvinverse.environments.vault.VaultException;
import io.calvinverse.environments.vault.Wrapper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hands tokens over to machines, step by step: {@link #round} looks at every hand-over and takes the next step of each. Whatever
 * fails or is cut short is taken up by a later round, also after a crash. For one thread; calls block on Vault and Consul.
 */
public final class Handovers implements Closeable {

    private final HandoverRecord record;
    private final Issuer issuer;
    private final Mailbox mailbox;
    private final Clock clock;
    private final HandoverSettings settings;
    private final HandoverEvents events;
    private final Consumer<String> between;
    private int first;

    /**
     * @param path of the record; its folder is made
     * @param between told the name of every step that is done, before the next begins: tests end the process there
     * @throws IOException if the record cannot be read or was tampered with
     */
    public Handovers(
            Path path,
            VaultClient vault,
            Mailbox mailbox,
            Clock clock,
            HandoverSettings settings,
            HandoverEvents events,
            Consumer<String> between)
            throws IOException {
        this.record = new HandoverRecord(path);
        this.issuer = new Issuer(vault, settings.issuer(), settings.life(), settings.wrapFor());
        this.mailbox = mailbox;
        this.clock = clock;
        this.settings = settings;
        this.events = events;
        this.between = between;
    }

    /** A machine is coming: it gets a token in the next round. Without effect when it is known already. */
    public void expect(Recipient recipient) throws IOException {
        if (record.find(recipient.machine()) == null) {
            write(Passage.expected(recipient, clock.instant()), "expected");
        }
    }

    /**
     * The first boot of a machine began anew and lacks its token: what it had is ended, and it gets another one.
     *
     * @throws IllegalArgumentException if no such machine is known, or somebody else opened its wrapper: such a machine is not to
     *     be trusted
     */
    public void again(String machine) throws IOException, VaultException {
        Passage passage = record.find(machine);
        if (passage == null || passage.phase() == Phase.ALARMED || passage.phase() == Phase.RETIRING) {
            throw new IllegalArgumentException("no token for " + machine + ": "
                    + (passage == null ? "it is not expected" : "its hand-over is " + passage.phase()));
        }
        if (passage.phase() == Phase.PLACED || passage.phase() == Phase.HELD) {
            takeBack(passage, "asked for again");
        }
    }

    /** The machine goes: its token ends. Fine when it is not known. */
    public void gone(String machine) throws IOException {
        Passage passage = record.find(machine);
        if (passage != null && passage.phase() != Phase.RETIRING) {
            write(passage.in(Phase.RETIRING, clock.instant()), "the machine goes");
        }
    }

    /** Hand-overs not at their end. */
    public List<Passage> open() {
        return record.open();
    }

    /**
     * One step for each; what fails is told to the events and tried again in the next round. When Vault or Consul does not answer the
     * round ends there, the rest would wait for the same silence; the next round begins with the one after.
     *
     * @return whether all went well
     */
    public boolean round() {
        List<Passage> all = record.open();
        boolean well = true;
        for (int i = 0; i < all.size(); i++) {
            Passage passage = all.get((first + i) % all.size());
            try {
                step(passage);
            } catch (IOException | VaultException e) {
                events.failed(passage.recipient(), e);
                well = false;
                if (!(e instanceof VaultException refusal) || refusal.mayPass()) {
                    first = (first + i + 1) % all.size();
                    break;
                }
            }
        }
        return well;
    }

    private void step(Passage recorded) throws IOException, VaultException {
        Passage passage = recorded;
        if (passage.since().isAfter(clock.instant())) {
            // Else it would wait until the clock is back where it was.
            passage = passage.in(passage.phase(), clock.instant());
            write(passage, "the clock was set back");
        }
        Observation seen = passage.phase() == Phase.PLACED ? observe(passage) : Observation.NONE;
        Action action = Decision.next(passage, seen, clock.instant(), settings.settle());
        switch (action) {
            case WAIT -> {}
            case ISSUE -> issue(passage);
            case FIND -> find(passage);
            case TAKE_BACK -> takeBack(passage, "not read in time, or cut short");
            case NOTE_HELD -> {
                write(passage.in(Phase.HELD, clock.instant()), "the machine has taken it");
                events.held(passage.recipient());
            }
            case ALARM -> alarm(passage, seen);
            case RETIRE -> retire(passage);
        }
    }

    /** The wrapper first, then the key: see {@link Observation}. */
    private Observation observe(Passage passage) throws IOException, VaultException {
        boolean alive = issuer.alive(passage.wrapper());
        Observation.Key key = mailbox.read(passage.recipient().key())
                .map(value ->
                        Digests.of(value).equals(passage.digest()) ? Observation.Key.OURS : Observation.Key.FOREIGN)
                .orElse(Observation.Key.ABSENT);
        return new Observation(alive, key, alive ? null : issuer.now().orElse(clock.instant()));
    }

    private void issue(Passage before) throws IOException, VaultException {
        Passage passage = before.creating(clock.instant());
        write(passage, "asking Vault for a token");
        Wrapper wrapper;
        try {
            wrapper = issuer.issue(passage);
        } catch (VaultException e) {
            if (!e.mayPass()) {
                // It answered that it made none: there is nothing to find.
                write(passage.again(clock.instant()), "Vault refused");
            }
            throw e;
        }
        between.accept("created");
        String digest = Digests.of(wrapper.token().value());
        Instant now = clock.instant();
        Instant made = wrapper.made() == null ? now : wrapper.made();
        passage = passage.issued(wrapper.innerAccessor(), wrapper.accessor(), digest, made.plus(wrapper.life()), now);
        write(passage, "token made, wrapped for " + wrapper.life().toSeconds() + " s");
        place(passage, wrapper.token().value());
    }

    private void place(Passage passage, String value) throws IOException, VaultException {
        String key = passage.recipient().key();
        boolean placed = mailbox.place(key, value);
        between.accept("put");
        // An answer may have been lost: what is there may be ours
        if (placed || mailbox.read(key).filter(value::equals).isPresent()) {
            write(passage.in(Phase.PLACED, clock.instant()), "placed at " + key);
            events.placed(passage.recipient());
        } else {
            alarm(passage, new Observation(true, Observation.Key.FOREIGN, null));
        }
    }

    private void find(Passage passage) throws IOException, VaultException {
        int found = issuer.revokeMarked(passage);
        between.accept("found");
        write(passage.again(clock.instant()), found + " tokens of an attempt cut short ended");
    }

    private void takeBack(Passage passage, String why) throws IOException, VaultException {
        endAll(passage);
        write(passage.again(clock.instant()), "ended: " + why);
    }

    private void alarm(Passage passage, Observation seen) throws IOException, VaultException {
        endAll(passage);
        String text = seen.key() == Observation.Key.FOREIGN
                ? "something else is at " + passage.recipient().key() + " than was placed there"
                : "the wrapper for " + passage.recipient().host()
                        + " was opened, but not by the machine: its key is still there";
        write(passage.in(Phase.ALARMED, clock.instant()), text);
        events.alarm(
                passage.recipient(),
                text + "; its token is ended, the machine must not be used, and somebody who can read"
                        + " Consul's keys has to be found");
    }

    private void retire(Passage passage) throws IOException, VaultException {
        if (passage.unknown()) {
            issuer.revokeMarked(passage);
            between.accept("found");
        }
        endAll(passage);
        write(passage.in(Phase.GONE, clock.instant()), "everything ended");
    }

    private void endAll(Passage passage) throws IOException, VaultException {
        issuer.revoke(passage.accessor());
        between.accept("token revoked");
        String key = passage.recipient().key();
        String there = mailbox.read(key).orElse("");
        if (!there.isEmpty() && Digests.of(there).equals(passage.digest())) {
            mailbox.remove(key, there);
            between.accept("key deleted");
        }
        issuer.revoke(passage.wrapper());
        between.accept("wrapper revoked");
    }

    private void write(Passage passage, String note) throws IOException {
        record.write(passage, note, clock.instant());
        between.accept("recorded " + passage.phase());
    }

    @Override
    public void close() throws IOException {
        record.close();
    }
}
