package io.calvinverse.artefacts.story;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Outcome;
import io.calvinverse.artefacts.artefact.Receipt;
import io.calvinverse.artefacts.docker.DockerRepository;
import io.calvinverse.artefacts.docker.DockerSamples;
import io.calvinverse.artefacts.fetch.Fetcher;
import io.calvinverse.artefacts.npm.NpmRepository;
import io.calvinverse.artefacts.publish.PublicationListener;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Credential;
import io.calvinverse.artefacts.transport.Network;
import io.calvinverse.parts.DockerRegistryPart;
import io.calvinverse.parts.VerdaccioPart;
import io.calvinverse.parts.story.Chart;
import io.calvinverse.parts.story.Narrator;
import io.calvinverse.parts.story.Stage;
import io.calvinverse.parts.story.Track;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An npm package, and images for a registry that dies. */
final class RegistryChapters {
    private static final int IMAGES = 8;
    private static final int UNTIL_DEATH = 3;

    private final Narrator narrator;
    private final Stage stage;
    private final Counter counter;
    private final Workshop workshop;
    private final Track track;
    private double[] away = {0, 0};

    RegistryChapters(Narrator narrator, Stage stage, Counter counter, Workshop workshop) {
        this.narrator = narrator;
        this.stage = stage;
        this.counter = counter;
        this.workshop = workshop;
        this.track = new Track(narrator);
    }

    void npm() throws Exception {
        VerdaccioPart registry = stage.add(VerdaccioPart.start());
        Repository repository = new NpmRepository(
                "npm",
                new Address(registry.address()),
                new Network().transport(Credential.basic(VerdaccioPart.USER, VerdaccioPart.PASSWORD)));
        narrator.tell("A package @acme/greeter 1.0.0 is packed and published to an npm registry.");
        List<Artefact> artefacts = workshop.npm("hello");
        narrator.expect(
                counter.publish(repository, artefacts).all(Outcome.PUBLISHED), "it is stored, and compared after that");
        narrator.tell("The build runs again, and gives the same.");
        narrator.expect(
                counter.publish(repository, workshop.npm("hello")).all(Outcome.PRESENT),
                "it is there already, equal: nothing is sent");
        String before = artefacts.get(0).content().digests().sha256();
        narrator.tell("Somebody changes the code, and not the version.");
        Counter.Handed refused = counter.publish(repository, workshop.npm("goodbye"));
        narrator.expect(refused.refusal().contains("with another content"), "refused, with cause and way out");
        narrator.expect(
                new Fetcher(repository)
                        .find(artefacts.get(0).coordinates())
                        .map(found -> found.sha256().equals(before))
                        .orElse(false),
                "the registry still has the first one, byte by byte");
    }

    void docker() throws Exception {
        DockerRegistryPart registry = stage.add(DockerRegistryPart.start());
        Repository repository = new DockerRepository(
                "images", new Address(registry.address()), new Network().transport(Credential.NONE));
        List<Artefact> images = images();
        narrator.tell(IMAGES + " images go to a Docker registry, one after the other. After " + UNTIL_DEATH
                + " of them the registry is killed.");
        Counter.Handed broken = counter.publish(repository, images, 1, new PublicationListener() {
            private int done;

            @Override
            public void done(Receipt receipt) {
                seen(receipt);
                if (++done == UNTIL_DEATH) {
                    away[0] = narrator.now();
                    registry.server().kill();
                }
            }
        });
        narrator.expect(
                broken.refusal().contains(UNTIL_DEATH + " of " + IMAGES + " are published"),
                "the publication fails, and says how far it came");
        registry.server().restart();
        away[1] = narrator.now();
        narrator.tell("The registry is back, and the same step runs again.");
        Counter.Handed whole = counter.publish(repository, images, 1, new PublicationListener() {
            @Override
            public void done(Receipt receipt) {
                seen(receipt);
            }
        });
        narrator.expect(
                whole.of(Outcome.PRESENT) == UNTIL_DEATH && whole.of(Outcome.PUBLISHED) == IMAGES - UNTIL_DEATH,
                "it goes on from there: " + whole.of(Outcome.PRESENT) + " were there, " + whole.of(Outcome.PUBLISHED)
                        + " are sent");
        narrator.expect(whole(repository, images), "every image can be fetched, with the digest it was made with");
        track.end();
    }

    private List<Artefact> images() throws IOException {
        Path folder = Files.createDirectories(workshop.workspace().resolve("images"));
        List<Artefact> images = new ArrayList<>();
        for (int i = 1; i <= IMAGES; i++) {
            images.add(DockerSamples.make(folder, "app-" + i, i));
        }
        return images;
    }

    private void seen(Receipt receipt) {
        boolean sent = receipt.outcome() == Outcome.PUBLISHED;
        String image = receipt.coordinates().name();
        track.now(image, sent ? "good" : "soft", sent ? "published" : "was there, equal");
    }

    private static boolean whole(Repository repository, List<Artefact> images)
            throws IOException, InterruptedException {
        for (Artefact image : images) {
            if (repository.check(image).state() != io.calvinverse.artefacts.repository.Presence.State.EQUAL
                    || new Fetcher(repository).find(image.coordinates()).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    String chart() {
        Chart chart =
                track.draw(new Chart(narrator, "Images in the registry over time", track.begin() - 1, track.last()));
        if (away[1] > 0) {
            chart.outage(away[0], away[1], "no registry");
        }
        return "<ul class=\"legend\"><li><i class=\"k-good\"></i>published</li><li><i class=\"k-soft\"></i>found there"
                + " by the second run</li><li><i class=\"k-outage\"></i>no registry</li></ul>"
                + chart.html();
    }
}
