package io.calvinverse.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real Telegraf. */
public final class TelegrafPart implements AutoCloseable {
    private final Server server;

    private TelegrafPart(Server server) {
        this.server = server;
    }

    /**
     * Without the part the calling test is skipped.
     *
     * @param configuration all of {@code telegraf.conf}
     */
    public static TelegrafPart start(String configuration) {
        Program program = Program.of("telegraf");
        Path directory = Server.newDirectory("telegraf");
        try {
            Files.writeString(directory.resolve("telegraf.conf"), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write Telegraf's configuration", e);
        }
        return new TelegrafPart(Server.launch(new Launch(
                "telegraf", List.of(program.file().toString(), "--config", "telegraf.conf"), directory, () -> true)));
    }

    /** Its process, to be killed, frozen and restarted. */
    public Server server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
    }
}
