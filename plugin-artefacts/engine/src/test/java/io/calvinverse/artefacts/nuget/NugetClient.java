package io.calvinverse.artefacts.nuget;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.parts.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** NuGet's own client. What it keeps, it keeps in a home of its own. */
public final class NugetClient {

    private final Path folder;

    /** Without the part the calling test is skipped. */
    public NugetClient(Path folder) {
        Program.of("nuget");
        this.folder = folder;
    }

    /** A package as it makes them, with one file in it. */
    public Path pack(String id, String version, String content) throws IOException, InterruptedException {
        Path work = Files.createDirectories(folder.resolve("pack-" + id + "-" + version));
        Files.writeString(work.resolve("content.txt"), content);
        Files.writeString(work.resolve(id + ".nuspec"), """
                <?xml version="1.0"?>
                <package>
                  <metadata>
                    <id>%s</id><version>%s</version><authors>Acme</authors>
                    <requireLicenseAcceptance>false</requireLicenseAcceptance>
                    <description>For tests.</description>
                  </metadata>
                  <files><file src="content.txt" target="tools" /></files>
                </package>
                """.formatted(id, version));
        Said said = run(work, "pack", id + ".nuspec");
        assertTrue(said.succeeded(), said.text());
        return work.resolve(id + "." + version + ".nupkg");
    }

    /** What a project that wants this version gets from there: the content of the file. */
    public String restore(String source, String id, String version) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(folder, "restore");
        Files.writeString(work.resolve("packages.config"), """
                <?xml version="1.0" encoding="utf-8"?>
                <packages><package id="%s" version="%s" /></packages>
                """.formatted(id, version));
        Said said = run(
                work, "restore", "packages.config", "-PackagesDirectory", "packages", "-Source", source, "-NoCache");
        Path file = work.resolve("packages/" + id + "." + version + "/tools/content.txt");
        assertTrue(said.succeeded() && Files.exists(file), said.text());
        return Files.readString(file);
    }

    public Said push(Path file, String source, String key) throws IOException, InterruptedException {
        // It takes a path that begins with a slash for one below the current directory.
        Path here = Objects.requireNonNull(file.getParent());
        return run(here, "push", String.valueOf(file.getFileName()), "-Source", source, "-ApiKey", key);
    }

    private Said run(Path work, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Program.of("nuget").file().toString()));
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile(folder, "nuget", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), "nuget does not end");
        return new Said(process.exitValue() == 0, Files.readString(log, StandardCharsets.UTF_8));
    }

    /** How a call ended, and what it wrote. */
    public record Said(boolean succeeded, String text) {}
}
