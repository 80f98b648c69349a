package io.calvinverse.environments.story;

import io.calvinverse.parts.ConsulPart;
import io.calvinverse.parts.VaultPart;
import io.calvinverse.parts.story.Narrator;
import io.calvinverse.parts.story.Page;
import io.calvinverse.parts.story.Stage;
import io.calvinverse.parts.story.Tale;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** One environment: its services, its configuration, its secrets. */
final class EnvironmentStory implements Tale {
    private final Stage stage = new Stage();
    private final Narrator narrator;
    private final ServicesChapter services;
    private final ReleaseChapters releases;
    private final SecretChapters secrets;

    EnvironmentStory(Path directory, Narrator narrator) {
        this.narrator = narrator;
        Supplier<ConsulPart> consul = stage.once(ConsulPart::start);
        Supplier<VaultPart> vault = stage.once(VaultPart::start);
        services = new ServicesChapter(narrator, stage, consul);
        releases = new ReleaseChapters(narrator, directory.resolve("configuration"), consul);
        secrets = new SecretChapters(narrator, stage, directory.resolve("secrets"), vault);
    }

    @Override
    public void play() throws InterruptedException {
        narrator.chapter("Services are found by name, and watched", services::play);
        narrator.chapter("A configuration is planned and released", releases::release);
        narrator.chapter("A publisher is killed half-way", releases::kill);
        narrator.chapter("Another hand edits, and the way back", releases::drift);
        narrator.chapter("A secret is used and seen nowhere", secrets::value);
        narrator.chapter("A database user for as long as a block runs", secrets::user);
    }

    @Override
    public Page page() throws IOException {
        return new Page(
                        "An environment: services, configuration, secrets",
                        "A real Consul with services that die, releases of its configuration with a publisher that is"
                                + " killed, and secrets of a real Vault that end with the block that used them. Everything"
                                + " below was recorded while it happened.",
                        narrator)
                .style(EnvironmentStory.class, "report.css")
                .tile(releases.published(), "releases and rollbacks")
                .tile(secrets.revoked(), "secrets revoked in time")
                .section("The services over time", services.chart())
                .section("What each release changed", releases.diffs())
                .section("The history that the environment keeps", releases.history())
                .narrative()
                .section("The life of the secrets", secrets.table());
    }

    @Override
    public void close() throws Exception {
        stage.close();
    }
}
