package io.calvinverse.artefacts.story;

import io.calvinverse.parts.story.Narrator;
import io.calvinverse.parts.story.Page;
import io.calvinverse.parts.story.Stage;
import io.calvinverse.parts.story.Tale;
import java.io.IOException;
import java.nio.file.Path;

/** Something is published, published again, refused and fetched, also when the registry dies. */
final class ArtefactStory implements Tale {
    private final Stage stage = new Stage();
    private final Narrator narrator;
    private final Counter counter;
    private final RegistryChapters registries;

    ArtefactStory(Path directory, Narrator narrator) throws IOException {
        this.narrator = narrator;
        this.counter = stage.add(new Counter(narrator));
        Workshop workshop = new Workshop(directory.resolve("workspace"));
        registries = new RegistryChapters(narrator, stage, counter, workshop);
    }

    @Override
    public void play() throws InterruptedException {
        narrator.chapter("A package is published, once", registries::npm);
        narrator.chapter("A registry is killed while images go to it", registries::docker);
    }

    @Override
    public Page page() throws IOException {
        return new Page(
                        "Artefacts: published once, fetched whole",
                        "Things that were built here go to a real Nexus, npm registry and Docker registry, which is"
                                + " killed in the middle. Everything below was recorded while it happened.",
                        narrator)
                .tile(counter.published(), "artefacts published")
                .tile(counter.present(), "found there, equal")
                .tile(counter.refused(), "publications refused")
                .section("The receipts", counter.html())
                .section("Images and the registry over time", registries.chart())
                .narrative();
    }

    @Override
    public void close() throws Exception {
        stage.close();
    }
}
