package io.calvinverse.artefacts.nuget;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.plan.FileSearch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packages as dotnet pack makes them. */
public final class NugetSamples {
    private NugetSamples() {}

    public static Artefact make(Path folder, String name, int variant) throws IOException {
        byte[] bytes = new byte[70_000 + variant];
        new Random(variant).nextBytes(bytes);
        Path file = folder.resolve(name + ".nupkg");
        pack(file, "Acme." + name + ".nuspec", """
                <?xml version="1.0" encoding="utf-8"?>
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata>
                    <id>Acme.%s</id><version>1.02.0-RC.1</version>
                    <authors>größe</authors><description>数</description>
                    <dependencies><group><dependency id="Other" version="3.0"/></group></dependencies>
                  </metadata>
                </package>
                """.formatted(name), bytes);
        return new NugetIntake()
                .take(List.of(new FileSearch.Found(file, file.toString())))
                .get(0);
    }

    static void pack(Path file, String spec, String text, byte[] content) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("lib/net8.0/Acme.dll"));
            zip.write(content);
            zip.putNextEntry(new ZipEntry(spec));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
