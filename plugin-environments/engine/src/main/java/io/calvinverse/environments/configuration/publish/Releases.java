package io.calvinverse.environments.configuration.publish;

import io.calvinverse.environments.configuration.ConfigurationException;
import io.calvinverse.environments.configuration.ledger.DamagedRecordException;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.ledger.Kind;
import io.calvinverse.environments.configuration.ledger.Ledger;
import io.calvinverse.environments.configuration.ledger.Look;
import io.calvinverse.environments.configuration.plan.Change;
import io.calvinverse.environments.configuration.plan.Plan;
import io.calvinverse.environments.configuration.plan.Planner;
import io.calvinverse.environments.configuration.plan.Target;
import io.calvinverse.environments.configuration.release.Allowance;
import io.calvinverse.environments.configuration.release.Item;
import io.calvinverse.environments.configuration.release.KeyPattern;
import io.calvinverse.environments.configuration.release.Manifest;
import io.calvinverse.environments.configuration.release.Release;
import io.calvinverse.environments.configuration.release.Version;
import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.Entry;
import io.calvinverse.environments.configuration.store.KeyValues;
import io.calvinverse.environments.configuration.store.Pause;
import io.calvinverse.environments.configuration.store.SessionLock;
import io.calvinverse.environments.configuration.store.StoreException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The releases of one stream in one environment. Thread-safe: acts of several threads, controllers or people follow one
 * another under a lock in the store. Methods block while they talk to the store; none belongs on a thread that must
 * answer soon.
 */
public final class Releases {
    private static final Logger LOGGER = Logger.getLogger(Releases.class.getName());
    private static final int LONGEST_NAME = 200;

    private final KeyValues store;
    private final Settings settings;
    private final Clock clock;
    private final Pause pause;
    private final Supplier<String> ids;
    private final Ledger ledger;

    /** @param ids a new one at each call, never the same twice; letters, digits and dashes */
    public Releases(KeyValues store, Settings settings, Clock clock, Pause pause, Supplier<String> ids) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
        this.ids = ids;
        this.ledger = new Ledger(store, settings.layout(), settings.prefix());
    }

    /** What publishing a release would do. A value that looks like a secret is a refusal, unless allowed. */
    public Plan plan(Release release, Set<Allowance> allowed) throws StoreException, DamagedRecordException {
        return plan(Target.of(release), Admission.refusals(release, settings.rules(), allowed));
    }

    /**
     * What going back (or forth) to a release that was published here would do.
     *
     * @throws ReleaseRefusedException when that version was never published here, or is not kept any more
     */
    public Plan planRollback(Version version) throws ConfigurationException, StoreException {
        Manifest manifest = published(version);
        Look look = ledger.look();
        Target known = new Target(Kind.ROLLBACK, manifest, Map.of(), "");
        List<String> wanted = Planner.plan(known, look, ledger.acts()).changes().stream()
                .filter(Change::writes)
                .map(Change::after)
                .filter(digest -> !digest.isEmpty())
                .distinct()
                .toList();
        return plan(new Target(Kind.ROLLBACK, manifest, ledger.contents(wanted), ""), List.of());
    }

    /**
     * What bringing a release of another environment here would do.
     *
     * @param origin name of that environment
     * @param local keys that differ between environments by intent: they keep the value they have here
     * @throws ReleaseRefusedException when that version was never published there, or a local key has no value here
     */
    public Plan planPromotion(Releases from, String origin, Version version, List<KeyPattern> local)
            throws ConfigurationException, StoreException {
        Manifest manifest = from.published(version);
        Map<String, Entry> live = ledger.look().live();
        Map<String, Content> contents = from.ledger.contents(
                manifest.lines().stream().map(Manifest.Line::digest).distinct().toList());
        List<Item> items = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Manifest.Line line : manifest.lines()) {
            boolean own = local.stream().anyMatch(pattern -> pattern.matches(line.key()));
            Entry entry = live.get(line.key());
            Content content = own ? entry == null ? null : entry.content() : contents.get(line.digest());
            if (content == null) {
                missing.add(
                        own
                                ? "key " + line.key() + " keeps the value of " + store.name()
                                        + ", which has none; publish one there first"
                                : "the value of " + line.key() + " is not kept in " + from.store.name()
                                        + " any more; publish the release from its sources");
            } else {
                items.add(new Item(line.key(), content, origin));
            }
        }
        if (!missing.isEmpty()) {
            throw new ReleaseRefusedException(missing);
        }
        Release release = new Release(manifest.version(), manifest.commit(), manifest.author(), items);
        return plan(Target.of(Kind.PROMOTION, release, origin), List.of());
    }

    private Plan plan(Target target, List<String> refusals) throws StoreException, DamagedRecordException {
        Plan plan = Planner.plan(target, ledger.look(), ledger.acts());
        List<String> all = new ArrayList<>(refusals);
        all.addAll(plan.refusals());
        return plan.refused(all);
    }

    private Manifest published(Version version) throws ConfigurationException, StoreException {
        List<Done> acts = ledger.acts();
        for (int i = acts.size() - 1; i >= 0; i--) {
            if (acts.get(i).published() && acts.get(i).act().version().equals(version)) {
                return ledger.manifest(acts.get(i).act().manifest());
            }
        }
        throw new ReleaseRefusedException(List.of("release " + version + " was never published in " + store.name()
                + ", or is not kept any more; there are "
                + acts.stream()
                        .filter(Done::published)
                        .map(done -> done.act().version().toString())
                        .distinct()
                        .toList()));
    }

    /**
     * Publishes a plan: all of it, or nothing. A half-published release is finished first if it is this one, and taken
     * back otherwise.
     *
     * @param by who, for the records
     * @throws ReleaseRefusedException nothing of it remains
     * @throws UnfinishedException how far it came is not known
     */
    public Done publish(Plan plan, Consent consent, String by) throws ConfigurationException, InterruptedException {
        if (!plan.refusals().isEmpty()) {
            throw new ReleaseRefusedException(plan.refusals());
        }
        String name = name(by);
        return at(name, (desk, round) -> new Publication(desk, round, plan, consent, name, ids.get(), clock));
    }

    /**
     * Ends what was left half-written: finishes it, or takes it back (always, when another hand edited a key meanwhile).
     *
     * @throws ReleaseRefusedException when nothing is half-written
     */
    public Done recover(boolean undo, String by) throws ConfigurationException, StoreException, InterruptedException {
        Look look = ledger.look();
        if (look.pending() == null) {
            throw new ReleaseRefusedException(List.of("no release is half-written in " + store.name()));
        }
        String name = name(by);
        return at(
                name, (desk, round) -> new Recovery(round, look.pending().act().id(), undo, name));
    }

    private interface Making {
        Goal goal(Desk desk, Round round);
    }

    private Done at(String by, Making making) throws ConfigurationException, InterruptedException {
        SessionLock lock = new SessionLock(store, settings.layout().lock(), settings.life(), clock, pause);
        Desk desk =
                new Desk(store, settings, lock, by + " since " + clock.instant().truncatedTo(ChronoUnit.SECONDS));
        try {
            Done done = new Pursuit(desk, ledger, clock, pause).run(making.goal(desk, new Round(desk, ledger, clock)));
            prune(new Pruning(desk, ledger));
            return done;
        } finally {
            release(lock, by);
        }
    }

    private static void prune(Pruning pruning) {
        try {
            pruning.run();
        } catch (StoreException | DamagedRecordException e) {
            LOGGER.log(Level.FINE, "what is no longer needed stays until the next release", e);
        }
    }

    private void release(SessionLock lock, String by) {
        try {
            lock.release("nobody; last by " + by);
        } catch (StoreException e) {
            LOGGER.log(Level.FINE, "the lock ends with its session", e);
        }
    }

    private static String name(String by) {
        String name = by.replaceAll("\\p{Cntrl}", " ");
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    /** Where the stream stands: the current release, a half-written one, edits of other hands. */
    public Status status() throws StoreException, DamagedRecordException {
        Look look = ledger.look();
        List<Change> drift = look.base() == null
                ? List.of()
                : Planner.plan(new Target(Kind.ROLLBACK, look.base(), Map.of(), ""), look, List.of()).changes().stream()
                        .filter(Change::writes)
                        .toList();
        return new Status(
                look.current(), look.pending(), look.stepsDone(), look.steps().size(), drift);
    }

    /** Every act that is kept, newest first. */
    public List<Done> history() throws StoreException, DamagedRecordException {
        List<Done> acts = new ArrayList<>(ledger.acts());
        Collections.reverse(acts);
        return acts;
    }

    /** The configuration below a key prefix as it is, by key. */
    public Map<String, Content> read(String below) throws StoreException {
        Map<String, Content> values = new LinkedHashMap<>();
        for (Entry entry : store.read(below)) {
            values.put(entry.key(), entry.content());
        }
        return values;
    }
}
