package io.calvinverse.environments.story;

import static io.calvinverse.parts.story.Markup.format;

import io.calvinverse.environments.Watching;
import io.calvinverse.environments.consul.Catalog;
import io.calvinverse.environments.consul.Check;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulSettings;
import io.calvinverse.environments.consul.Instance;
import io.calvinverse.environments.consul.Sight;
import io.calvinverse.environments.consul.Watch;
import io.calvinverse.environments.discovery.ConsulDiscovery;
import io.calvinverse.environments.discovery.Discovery;
import io.calvinverse.environments.discovery.DiscoveryException;
import io.calvinverse.environments.discovery.Endpoint;
import io.calvinverse.environments.discovery.Found;
import io.calvinverse.environments.discovery.ServiceName;
import io.calvinverse.parts.ConsulPart;
import io.calvinverse.parts.story.Chart;
import io.calvinverse.parts.story.Narrator;
import io.calvinverse.parts.story.Stage;
import io.calvinverse.parts.story.Track;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Two instances of a service, one of which dies, and a Consul that dies. */
final class ServicesChapter {
    private static final ServiceName NAME = ServiceName.parse(Shop.TAG + "." + Shop.SERVICE);
    private static final int PATIENCE = 30;

    private final Narrator narrator;
    private final Stage stage;
    private final Supplier<ConsulPart> server;
    private final Track track;
    private final Map<Integer, Check.Status> last = new HashMap<>();
    private Discovery discovery;
    private double[] away = {0, 0};

    ServicesChapter(Narrator narrator, Stage stage, Supplier<ConsulPart> server) {
        this.narrator = narrator;
        this.stage = stage;
        this.server = server;
        this.track = new Track(narrator);
    }

    void play() throws Exception {
        ConsulPart part = server.get();
        Consul consul = new Consul(
                ConsulSettings.of(part.http()).withTimeout(Duration.ofSeconds(2)), HttpClient.newHttpClient());
        discovery =
                stage.add(new ConsulDiscovery(consul, Watching.QUICK, Watching.surroundings(), Duration.ofSeconds(10)));
        Shop first = stage.add(new Shop());
        Shop second = stage.add(new Shop());
        narrator.tell(
                "A Consul has started. Two servers of the service artefacts register, with the tag read-production.");
        first.register(part.http());
        second.register(part.http());
        try (Watch<List<Instance>> watch = new Watch<>(
                consul, Catalog.instances(Shop.SERVICE), Watching.QUICK, Watching.surroundings(), this::seen)) {
            watch.start();
            narrator.comes(PATIENCE, "a look-up of " + NAME + " finds both", () -> found().size() == 2);
            boolean answer = true;
            for (Endpoint endpoint : found()) {
                answer &= Shop.answers(endpoint.toString());
            }
            narrator.expect(answer, "and at the addresses found they answer");
            narrator.expect(nearMiss(), "a name that is nearly right is refused, and the right one is named");
            dies(first);
            consulDies(part);
        }
        track.end();
    }

    private void dies(Shop shop) throws Exception {
        narrator.tell("One of the two dies, without a word to Consul.");
        double from = narrator.now();
        shop.die();
        boolean gone = narrator.comes(
                PATIENCE, "the watch hears of it: a look-up finds the other one alone", () -> found().size() == 1);
        if (gone) {
            narrator.happened(format("that took %.1f s; its check comes twice a second", narrator.now() - from));
        }
        narrator.tell("It is started again.");
        shop.rise();
        narrator.comes(PATIENCE, "and is found again", () -> found().size() == 2);
    }

    private void consulDies(ConsulPart part) throws Exception {
        narrator.tell("Consul itself is killed.");
        away[0] = narrator.now();
        part.server().kill();
        narrator.comes(
                PATIENCE,
                "look-ups still find what was last known, and say so",
                () -> discovery.find(NAME).old());
        Found last = discovery.find(NAME);
        narrator.happened(last.remark(Instant.now()));
        narrator.expect(last.endpoints().size() == 2, "both addresses are there");
        part.server().restart();
        away[1] = narrator.now();
        narrator.tell("Consul is back.");
        narrator.comes(
                PATIENCE,
                "look-ups are of the present again",
                () -> !discovery.find(NAME).old() && found().size() == 2);
    }

    private List<Endpoint> found() throws DiscoveryException, InterruptedException {
        return discovery.find(NAME).endpoints();
    }

    private boolean nearMiss() throws InterruptedException {
        try {
            discovery.find(ServiceName.parse("read-prodution." + Shop.SERVICE));
            return false;
        } catch (DiscoveryException e) {
            narrator.happened(e.getMessage());
            return e.getMessage().contains("did you mean 'read-production'");
        }
    }

    /** What the watch is told, on its thread. */
    private void seen(Sight<List<Instance>> sight) {
        for (Instance instance : sight.value().orElse(List.of())) {
            Check.Status status = instance.status();
            boolean well = status == Check.Status.PASSING;
            track.now(
                    Shop.SERVICE + " :" + instance.port(),
                    well ? "good" : "bad",
                    status.name().toLowerCase(java.util.Locale.ROOT));
            if (last.put(instance.port(), status) != status) {
                narrator.happened("watch: " + Shop.SERVICE + " at " + instance.address() + ":" + instance.port()
                        + " is " + status.name().toLowerCase(java.util.Locale.ROOT));
            }
        }
    }

    String chart() {
        Chart chart =
                track.draw(new Chart(narrator, "Instances of the service over time", track.begin() - 1, track.last()));
        if (away[1] > 0) {
            chart.outage(away[0], away[1], "no Consul");
        }
        return "<ul class=\"legend\"><li><i class=\"k-good\"></i>passing, as the watch saw it</li>"
                + "<li><i class=\"k-bad\"></i>critical</li><li><i class=\"k-outage\"></i>no Consul</li></ul>"
                + chart.html();
    }
}
