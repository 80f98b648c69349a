package io.calvinverse.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;

/** The Maven module whose tests are running: where its sources and classes are, and which rules it answers to. */
record Module(Path directory, Kind kind) {

    enum Kind {
        ENGINE,
        PLUGIN
    }

    /** The module surefire runs in: {@code basedir} and {@code house.rules} are set by it and by the parent pom. */
    static Module underTest() {
        String kind = System.getProperty("house.rules", "engine");
        return new Module(
                Path.of(System.getProperty("basedir", "")).toAbsolutePath(),
                "plugin".equals(kind) ? Kind.PLUGIN : Kind.ENGINE);
    }

    JavaClasses classes() {
        return new ClassFileImporter().importPath(directory.resolve("target/classes"));
    }

    Path mainSources() {
        return directory.resolve("src/main/java");
    }

    Path mainResources() {
        return directory.resolve("src/main/resources");
    }

    Path testSources() {
        return directory.resolve("src/test/java");
    }
}
