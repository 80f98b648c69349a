package io.calvinverse.provisioner.story;

import io.calvinverse.parts.story.Narrator;
import io.calvinverse.provisioner.fleet.Breaker;
import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import io.calvinverse.provisioner.fleet.Shortage;
import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Order;
import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.story.Builds.Build;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What happens, chapter by chapter, and what must come of it. */
final class Chapters {
    private static final String LINUX = "linux";
    private static final String SCARCE = "scarce";
    private static final String RELEASE = "release";
    private static final String BROKEN = "broken";
    private static final int PATIENCE = 30;
    private static final Owner NEIGHBOUR = new Owner("neighbour", "machines");

    private final Story story;
    private final Narrator narrator;
    private Build second;

    Chapters(Story story) {
        this.story = story;
        this.narrator = story.narrator;
    }

    void play() throws IOException, InterruptedException {
        label();
        singleUse();
        cap();
        breaker();
        crash();
        end();
    }

    private void label() throws IOException, InterruptedException {
        narrator.chapter("A label brings up a machine that did not exist");
        story.start();
        narrator.tell("Another controller has a machine at the same place.");
        Map<String, String> settings = Map.of("heap", "32m");
        story.provider.create(new Order(
                "neighbour-1",
                NEIGHBOUR,
                "theirs",
                "1",
                Instant.now().plusSeconds(3_600),
                settings,
                new Order.Bootstrap("http://127.0.0.1:9/", "neighbour-1", "none")));
        narrator.tell("Two builds of a small Java project wait for the label linux. There is no machine.");
        List<Build> two = story.queue(LINUX, 2, story.project.script());
        narrator.expect(ended(two), "both builds ended");
        narrator.expect(
                two.stream().allMatch(b -> b.succeeded() && b.output.contains(Project.RESULT)),
                "both compiled and ran the project: " + Project.RESULT);
        narrator.expect(machines(two).size() == 2, "each had a machine of its own");
        narrator.expect(refused("intruder"), "an agent that nobody ordered is refused");
        gone(LINUX, "once idle for 2 s, both machines went");
    }

    private void singleUse() throws IOException {
        narrator.chapter("A machine that serves one build and no more");
        narrator.tell("Three builds wait for the label release, whose machines are used once.");
        List<Build> three = story.queue(RELEASE, 3, "echo signed on $CALVINVERSE_MACHINE\n");
        narrator.expect(ended(three), "all three ended");
        narrator.expect(machines(three).size() == 3, "on three different machines");
        gone(RELEASE, "all three machines went at once, without waiting to be idle");
    }

    private void cap() throws IOException {
        narrator.chapter("More work than room");
        narrator.tell("Six builds wait for the label scarce, whose template allows two machines.");
        List<Build> six = story.queue(SCARCE, 6, "sleep 0.5; echo done\n");
        String cause = cause(SCARCE, "cap");
        narrator.expect(cause != null, "those that wait are told why: " + cause);
        narrator.expect(ended(six), "all six ended");
        int most = story.chronicle.most(SCARCE);
        narrator.expect(most <= 2, "there were never more than two machines (at most " + most + ")");
        narrator.expect(machines(six).size() == 2, "which served them one after the other");
    }

    private void breaker() throws IOException {
        narrator.chapter("An image that is broken");
        narrator.tell("Three builds wait for the label broken, one for linux.");
        List<Build> hopeless = story.queue(BROKEN, 3, "true\n");
        List<Build> fine = story.queue(LINUX, 1, "echo unaffected\n");
        boolean paused = story.await(
                PATIENCE, () -> breaker(BROKEN).open(story.fleet().clock().instant()));
        narrator.expect(
                paused,
                "after three failures the template is paused: "
                        + breaker(BROKEN).cause());
        narrator.expect(ended(fine) && fine.get(0).succeeded(), "the build for linux ran meanwhile");
        gone(BROKEN, "nothing of the failed machines is left");
        int tried = story.chronicle.machines(BROKEN).size();
        narrator.expect(tried == 3, "it was tried three times, not over and over (" + tried + ")");
        long kept = story.chronicle.lives().stream()
                .filter(l ->
                        l.template().equals(BROKEN) && l.console().toString().contains("no JDK under /opt/jdk-21"))
                .count();
        narrator.expect(kept == tried, "the console of each is kept and names the cause");
        story.builds.cancel(hopeless);
    }

    private void crash() throws IOException, InterruptedException {
        narrator.chapter("The controller dies while a build runs");
        Build running = story.queue(LINUX, 1, Project.slow(14)).get(0);
        narrator.expect(story.await(PATIENCE, running::runs), "a long build runs");
        Set<String> before = new HashSet<>(story.chronicle.machines(LINUX));
        second = story.queue(LINUX, 1, "echo after the crash\n").get(0);
        story.await(PATIENCE, () -> story.chronicle.machines(LINUX).size() > before.size());
        Set<String> ordered = new HashSet<>(story.chronicle.machines(LINUX));
        narrator.tell("A second machine is just being made. The controller dies.");
        story.crash();
        Thread.sleep(1_500);
        narrator.expect(running.runs(), "the build goes on without a controller");
        narrator.tell("A new controller opens the journal.");
        story.start();
        narrator.expect(ended(List.of(running, second)), "both builds ended");
        narrator.expect(running.succeeded() && running.output.contains("step 14"), "the long one lost no step");
        narrator.expect(second.succeeded(), "the one that waited ran too");
        narrator.expect(
                story.chronicle.machines(LINUX).equals(ordered),
                "on the machines that were there or ordered before the crash: no third one was made");
        gone(LINUX, "and these went when they were idle");
    }

    private void end() throws IOException, InterruptedException {
        narrator.chapter("The fleet is given up");
        story.queue(LINUX, 1, "echo last one\n");
        story.await(
                PATIENCE,
                () -> !machines(story.builds
                                .all()
                                .subList(
                                        story.builds.all().size() - 1,
                                        story.builds.all().size()))
                        .isEmpty());
        narrator.tell("All templates are removed while a machine serves its build.");
        story.fleet().configure(story.spec().retired());
        narrator.expect(
                story.await(PATIENCE, () -> story.fleet().view().machines().isEmpty()),
                "its build ended, then it went: the journal knows no machine any more");
        List<Instance> left = story.provider.list();
        narrator.expect(
                left.size() == 1 && left.get(0).owner().equals(NEIGHBOUR),
                "of all machines only the neighbour's is left, which was never touched");
        story.provider.destroy("neighbour-1");
        narrator.expect(story.provider.list().isEmpty(), "its owner removes it: no process and no file is left");
    }

    private boolean ended(List<Build> builds) throws IOException {
        return story.await(PATIENCE, () -> builds.stream().noneMatch(b -> b.waits() || b.runs()));
    }

    private static Set<String> machines(List<Build> builds) {
        Set<String> machines = new HashSet<>();
        builds.stream().filter(b -> b.machine != null).forEach(b -> machines.add(b.machine));
        return machines;
    }

    private void gone(String template, String text) throws IOException {
        narrator.expect(story.await(PATIENCE, () -> nothingOf(template)), text);
    }

    /** Neither process nor file of a machine of that template is there; the engine believes it a few seconds later. */
    private boolean nothingOf(String template) throws InterruptedException, ProviderException {
        return story.provider.list().stream().noneMatch(i -> i.template().equals(template));
    }

    /** What is said to builds that wait for a label, null when nothing with that word comes. */
    private String cause(String label, String word) throws IOException {
        String[] found = new String[1];
        story.await(PATIENCE, () -> {
            for (Shortage shortage : story.fleet().view().shortages()) {
                if (shortage.label().equals(label) && shortage.cause().contains(word)) {
                    found[0] = shortage.cause();
                }
            }
            return found[0] != null;
        });
        return found[0];
    }

    private Breaker breaker(String template) {
        return story.fleet().view().breakers().getOrDefault(template, Breaker.CLOSED);
    }

    private boolean refused(String name) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + story.controller().port() + "/alive");
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        String user = Base64.getEncoder().encodeToString((name + ":guess").getBytes(StandardCharsets.UTF_8));
        connection.setRequestProperty("Authorization", "Basic " + user);
        connection.setRequestMethod("POST");
        return connection.getResponseCode() == 401;
    }
}
