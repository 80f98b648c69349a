package io.calvinverse.artefacts.arrival;

import java.util.List;

/**
 * Something new in a repository, as its server told.
 *
 * @param sender who told, by the name it has in our configuration
 * @param format {@code docker}, {@code maven}, {@code npm}, {@code nuget}, {@code raw}, or the server's own word for others
 * @param repository Nexus' repository, Gitea's owner, a registry's host and port
 * @param name raw: path; Maven: {@code group:artifact}; npm: with scope; Docker: image without registry
 * @param version empty if it has none; Docker: the tag
 * @param content what tells this content from another of the same name and version: its digest, or what the server numbers it with
 */
public record Arrival(String sender, String format, String repository, String name, String version, String content) {

    /** One place in one repository; another content at it is another arrival. */
    String place() {
        return String.join("\n", List.of(sender, format, repository, name, version));
    }

    /** A digest, or empty where the server tells none. */
    public String digest() {
        return content.startsWith("sha256:") ? content : "";
    }

    /** For logs: {@code docker acme/app 1.2 in registry:5000}. */
    @Override
    public String toString() {
        String text = format + " " + name + (version.isEmpty() ? "" : " " + version)
                + (repository.isEmpty() ? "" : " in " + repository);
        // What others named must not begin a line of a log.
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
