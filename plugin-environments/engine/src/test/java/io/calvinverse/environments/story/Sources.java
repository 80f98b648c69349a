package io.calvinverse.environments.story;

import static io.calvinverse.parts.story.Markup.format;

import io.calvinverse.environments.configuration.publish.Settings;
import io.calvinverse.environments.configuration.release.Release;
import io.calvinverse.environments.configuration.release.ReleaseDirectory;
import io.calvinverse.environments.configuration.release.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Configuration as it lies in a Git repository: YAML files, at some commits. */
final class Sources {
    /** Nobody's password. */
    static final String PASSWORD = "correct-horse-battery";

    private static final String SERVICES = """
        config:
        - key: config/services/artefacts/host
          value: read-production.artefacts
        - key: config/services/queue/host
          value: active.queue
        - key: config/services/queue/vhost
          value: %s
        - key: config/environment/name
          value: story
        - key: config/environment/initialized
          value: "true"
        """;

    private final Path directory;

    Sources(Path directory) {
        this.directory = directory;
    }

    Path first() throws Exception {
        return write("1.0.0", SERVICES.formatted("logs"), "services.yaml", """
            config:
            - key: config/services/queue/logs/lines
              value: 5000
            """);
    }

    /** One value changed, one key more, one fewer. */
    Path second() throws Exception {
        return write("1.1.0", SERVICES.formatted("vhost.logs"), "metrics.yaml", """
            config:
            - key: config/services/metrics/database
              value: services
            """);
    }

    Path careless() throws Exception {
        return write("1.2.0", SERVICES.formatted("vhost.logs"), "queue.yaml", """
            config:
            - key: config/services/queue/password
              value: %s
            """.formatted(PASSWORD));
    }

    /** So many keys that they fit no single transaction. */
    Path large() throws Exception {
        return write(
                "2.0.0",
                SERVICES.formatted("vhost.logs"),
                "features.yaml",
                IntStream.range(0, 180)
                        .mapToObj(i -> format("- key: config/features/f%03d\n  value: \"on since 2.0.0\"\n", i))
                        .collect(Collectors.joining("", "config:\n", "")));
    }

    private Path write(String version, String services, String more, String content) throws Exception {
        Path release = Files.createDirectories(directory.resolve(version));
        Files.writeString(release.resolve("main.yaml"), services);
        Files.writeString(release.resolve(more), content);
        return release;
    }

    static Release read(Path release, String commit, String author) throws Exception {
        return new Release(
                Version.of(release.getFileName().toString()),
                commit,
                author,
                ReleaseDirectory.read(release, Settings.of("main").rules()));
    }
}
