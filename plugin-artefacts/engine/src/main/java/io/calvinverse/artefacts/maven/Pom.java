package io.calvinverse.artefacts.maven;

import io.calvinverse.artefacts.artefact.ArtefactException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.w3c.dom.Element;

/** What a project's pom says of its coordinates; those a parent gives are inherited. */
record Pom(String group, String artifact, String version) {

    /** @throws ArtefactException if it is no pom */
    static Pom read(Path file) throws IOException {
        Element project;
        try {
            project = Xml.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new ArtefactException(file + " is no pom: " + e.getMessage(), e);
        }
        if (!project.getTagName().equals("project")) {
            throw new ArtefactException(file + " is no pom: it begins with <" + project.getTagName() + ">");
        }
        return new Pom(inherited(project, "groupId"), Xml.text(project, "artifactId"), inherited(project, "version"));
    }

    private static String inherited(Element project, String what) {
        String own = Xml.text(project, what);
        return own.isEmpty() ? Xml.text(project, "parent", what) : own;
    }

    /** The least a pom can say; without one Maven warns at every resolution. */
    static byte[] minimal(Gav gav, String packaging) {
        String text = """
                <?xml version="1.0" encoding="UTF-8"?>
                <project xmlns="http://maven.apache.org/POM/4.0.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 http://maven.apache.org/xsd/maven-4.0.0.xsd">
                  <modelVersion>4.0.0</modelVersion>
                  %s
                  %s
                  %s
                  %s
                </project>
                """.formatted(
                        Xml.element("groupId", gav.group()),
                        Xml.element("artifactId", gav.artifact()),
                        Xml.element("version", gav.version()),
                        Xml.element("packaging", packaging));
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
