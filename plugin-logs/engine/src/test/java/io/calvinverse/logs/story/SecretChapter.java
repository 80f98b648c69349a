package io.calvinverse.logs.story;

import io.calvinverse.logs.real.Rig;
import io.calvinverse.logs.real.Writers;
import io.calvinverse.logs.simulation.SampleLog;
import io.calvinverse.logs.spool.BuildFacts;
import io.calvinverse.parts.RabbitPart;
import io.calvinverse.parts.story.Narrator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A secret that gets into a log leaves the controller in no form. Its value is in no narrative and no report. */
final class SecretChapter {
    private final Narrator narrator;
    private final Path directory;
    private final Supplier<RabbitPart> server;

    SecretChapter(Narrator narrator, Path directory, Supplier<RabbitPart> server) {
        this.narrator = narrator;
        this.directory = directory;
        this.server = server;
    }

    void play() throws Exception {
        RabbitPart rabbit = server.get();
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        String secret = Base64.getUrlEncoder().encodeToString(random);
        String encoded = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        SampleLog log = new SampleLog(directory.resolve("jobs/build-7"), false);
        log.open();
        narrator.tell("A build has a secret, and prints it: as it is, and in Base64.");
        try (Rig rig = new Rig(directory.resolve("spool"), Rig.amqp(Rig.settings(rabbit.port())))) {
            BuildFacts facts = Writers.facts("sample#7", log.log(), false);
            String key = rig.spool.follow(facts, Set.of(secret)).key();
            log.print("", "deploying with " + secret + "\n");
            log.print("", "Authorization: Basic " + encoded + "\n");
            log.print("", "done\n");
            log.flush();
            narrator.expect(!inSpool(secret), "what is kept on disk to find it holds nothing of it in clear");
            rig.spool.ended(key);
            rig.drained(Duration.ofMinutes(1));
        }
        FarEnd farEnd = FarEnd.read(rabbit);
        List<String> lines = farEnd.arrivals().of("sample#7");
        boolean hidden = !farEnd.text().contains(secret) && !farEnd.text().contains(encoded.substring(0, 16));
        if (hidden) {
            lines.forEach(line -> narrator.happened("at the far end: " + line));
        }
        narrator.expect(lines.size() == 3, "all three lines arrived");
        narrator.expect(hidden, "and the secret in none of them, nor anything of it");
    }

    /** But for the log itself, which the spool links. */
    private boolean inSpool(String secret) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("spool"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(each -> !each.endsWith("log"))
                    .toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(secret)) {
                    return true;
                }
            }
        }
        return false;
    }
}
