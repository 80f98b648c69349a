package io.calvinverse.environments.story;

import static io.calvinverse.parts.story.Markup.format;

import io.calvinverse.environments.configuration.consul.ConsulKeyValues;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.plan.Change;
import io.calvinverse.environments.configuration.plan.Plan;
import io.calvinverse.environments.configuration.plan.PlanText;
import io.calvinverse.environments.configuration.publish.Consent;
import io.calvinverse.environments.configuration.publish.ReleaseRefusedException;
import io.calvinverse.environments.configuration.publish.Releases;
import io.calvinverse.environments.configuration.publish.Samples;
import io.calvinverse.environments.configuration.publish.Status;
import io.calvinverse.environments.configuration.release.Release;
import io.calvinverse.environments.configuration.release.Version;
import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.Entry;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulSettings;
import io.calvinverse.parts.ConsulPart;
import io.calvinverse.parts.story.Narrator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Releases of a configuration, forth and back. */
final class ReleaseChapters {
    private final Narrator narrator;
    private final Supplier<ConsulPart> server;
    private final Sources sources;
    private final ReleaseReport report = new ReleaseReport();
    private ConsulPart part;
    private Consul consul;
    private ConsulKeyValues store;
    private Releases releases;
    private Release first;
    private List<Done> acts = List.of();

    ReleaseChapters(Narrator narrator, Path directory, Supplier<ConsulPart> server) {
        this.narrator = narrator;
        this.server = server;
        this.sources = new Sources(directory);
    }

    private void connect() {
        part = server.get();
        consul = new Consul(ConsulSettings.of(part.http()), HttpClient.newHttpClient());
        store = new ConsulKeyValues(consul);
        releases = Samples.releases(store);
    }

    void release() throws Exception {
        connect();
        narrator.tell("YAML files of a Git repository are planned as release 1.0.0, and published.");
        first = Sources.read(sources.first(), "a1f3c02", "Ada");
        publish(releases.plan(first, Set.of()), Consent.NONE, "deploy #1");
        narrator.expect(isThere(first), "every key is in Consul, and no other");
        narrator.tell("Release 1.1.0: one value is another, one key is new, one is gone.");
        Release second = Sources.read(sources.second(), "b77e910", "Grace");
        Plan plan = releases.plan(second, Set.of());
        narrator.expect(
                plan.of(Change.Sort.CHANGED).size() == 1
                        && plan.of(Change.Sort.ADDED).size() == 1
                        && plan.of(Change.Sort.REMOVED).size() == 1,
                "the plan says exactly that");
        publish(plan, Consent.NONE, "deploy #2");
        narrator.expect(isThere(second), "after it every key is as release 1.1.0 has it");
        careless();
    }

    private void careless() throws Exception {
        narrator.tell("Somebody has written a password into the next one.");
        Plan plan = releases.plan(Sources.read(sources.careless(), "c0de123", "Grace"), Set.of());
        narrator.expect(!plan.refusals().isEmpty(), "the plan refuses it");
        plan.refusals().forEach(narrator::happened);
        narrator.expect(
                !String.join("\n", PlanText.of(plan)).contains(Sources.PASSWORD), "and does not show the password");
        report.add(plan, "refused");
    }

    void kill() throws Exception {
        connect();
        Path large = sources.large();
        narrator.tell("Release 2.0.0 has 180 more keys, too many for one transaction. Its publisher is a process of its"
                + " own.");
        Process publisher = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledPublisherMain.class.getName(),
                        part.http().toString(),
                        large.toString(),
                        "d4e5f60",
                        "Lin")
                .redirectErrorStream(true)
                .start();
        boolean half;
        try (var output = publisher.inputReader(StandardCharsets.UTF_8)) {
            half = output.lines().anyMatch("half"::equals);
        } finally {
            publisher.destroyForcibly().waitFor();
        }
        narrator.tell("It is killed between two transactions.");
        Status status = releases.status();
        narrator.expect(half && status.pending() != null, "the next look says that the release is half-written");
        status.text().forEach(narrator::happened);
        endSession();
        narrator.tell("The same release is published again.");
        Release release = Sources.read(large, "d4e5f60", "Lin");
        Plan plan = releases.plan(release, Set.of());
        publish(plan, Consent.NONE, "deploy #4");
        narrator.expect(isThere(release), "what was missing is written: every key is as release 2.0.0 has it");
        narrator.expect(releases.status().pending() == null, "and nothing is half-written any more");
    }

    /** As when the time of the dead publisher's session is over, half a minute later. */
    private void endSession() throws IOException {
        for (Entry lock : store.read("data/releases/lock")) {
            if (!lock.session().isEmpty()) {
                store.endSession(lock.session());
                narrator.happened("the lock of the dead publisher ends with its session");
            }
        }
    }

    void drift() throws Exception {
        connect();
        String key = "config/services/queue/host";
        narrator.tell("Somebody edits " + key + " in Consul's own pages.");
        consul.keys().put(key, "standby.queue".getBytes(StandardCharsets.UTF_8));
        Status status = releases.status();
        status.text().stream().filter(line -> line.contains("another hand")).forEach(narrator::happened);
        narrator.expect(
                status.drift().size() == 1 && status.drift().get(0).key().equals(key),
                "the status names that key, and no other");
        narrator.tell("Back to release 1.0.0.");
        Plan back = releases.planRollback(Version.of("1.0.0"));
        narrator.expect(refused(back), "without a word about the edited key the rollback is refused");
        publish(back, Consent.OVERWRITE, "Ada");
        narrator.expect(
                first != null && isThere(first), "with consent it is done: every key is as release 1.0.0 had it");
        narrator.expect(releases.status().drift().isEmpty(), "and no key is another hand's any more");
        acts = releases.history();
        narrator.expect(
                acts.size() == 4 && acts.stream().allMatch(Done::published),
                "the history has all four, with version, commit, author and digest");
    }

    private boolean refused(Plan plan) throws Exception {
        try {
            releases.publish(plan, Consent.NONE, "Ada");
            return false;
        } catch (ReleaseRefusedException e) {
            narrator.happened(e.getMessage());
            return true;
        }
    }

    private void publish(Plan plan, Consent consent, String by) throws Exception {
        String text = PlanText.of(plan).get(0);
        double from = narrator.now();
        Done done = releases.publish(plan, consent, by);
        narrator.happened(format(
                "%s: %d keys written in %.1f s",
                text, plan.changes().stream().filter(Change::writes).count(), narrator.now() - from));
        report.add(plan, done.published() ? "published by " + by : "taken back");
        acts = releases.history();
    }

    private boolean isThere(Release release) throws IOException {
        Map<String, Content> tree = new TreeMap<>(releases.read("config/"));
        return tree.equals(Samples.tree(release));
    }

    long published() {
        return acts.stream().filter(Done::published).count();
    }

    String diffs() {
        return report.html();
    }

    String history() {
        List<Done> oldestFirst = new ArrayList<>(acts);
        return ReleaseReport.history(oldestFirst);
    }
}
