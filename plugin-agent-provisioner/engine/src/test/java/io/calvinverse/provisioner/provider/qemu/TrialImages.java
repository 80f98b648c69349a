package io.calvinverse.provisioner.provider.qemu;

import io.calvinverse.parts.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Images of the smallest Linux there is, with an empty disk. */
final class TrialImages {
    /** Name of the one that is as it should be. */
    static final String GOOD = "trial-1.0.0";

    private final Path directory;

    private TrialImages(Path directory) {
        this.directory = directory;
    }

    /** A directory with one image, or a skipped test. */
    static TrialImages in(Path directory) throws Exception {
        Program.of("qemu", "qemu-system-x86_64");
        Path part = Program.cached("qemu");
        TrialImages images = new TrialImages(Files.createDirectories(directory));
        for (String file : new String[] {"vmlinuz", "initrd"}) {
            Files.copy(part.resolve(file), directory.resolve(file));
        }
        images.add(GOOD, 1);
        return images;
    }

    Path directory() {
        return directory;
    }

    Path disk(String name) {
        return directory.resolve(name + ".qcow2");
    }

    /** @param contract what it says to follow */
    void add(String name, int contract) throws Exception {
        Process process = new ProcessBuilder(
                        "qemu-img", "create", "-q", "-f", "qcow2", disk(name).toString(), "80M")
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("qemu-img failed");
        }
        describe(name, contract);
    }

    void describe(String name, int contract) throws Exception {
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(disk(name))));
        Files.writeString(directory.resolve(name + ".json"), """
                {"contract": %d, "name": "trial", "version": "1.0.0", "os": "linux", "sha256": "%s",
                 "kernel": "vmlinuz", "initrd": "initrd", "append": "console=ttyS0 quiet no_timer_check panic=-1"}
                """.formatted(contract, sum), StandardCharsets.UTF_8);
    }
}
