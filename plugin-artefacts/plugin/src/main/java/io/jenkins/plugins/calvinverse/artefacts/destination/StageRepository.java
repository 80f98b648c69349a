package io.jenkins.plugins.calvinverse.artefacts.destination;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is behind a service of a Calvinverse Nexus. Services and repositories are named as the recipes of its image name them
 * (Calvinverse/resource.artefacts: {@code nexus_artefacts.rb}, {@code nexus_docker.rb}, {@code nexus_npm.rb}, {@code nexus_nuget.rb},
 * {@code nexus_gems.rb}).
 *
 * @param service {@code artefacts}, {@code docker}, {@code npm}, {@code nuget}, {@code gems}, or another one
 * @param way {@code read} or {@code write}
 * @param stage such as {@code production}
 */
public record StageRepository(String service, String way, String stage) {
    private static final Pattern TAG = Pattern.compile("(read|write)-([A-Za-z0-9]+)");
    private static final Map<String, String> FORMATS =
            Map.of("artefacts", "raw", "docker", "docker", "npm", "npm", "nuget", "nuget", "gems", "rubygems");

    /** Empty when Calvinverse's Nexus has no such service. */
    public static Optional<StageRepository> of(String service, String tag) {
        Matcher matcher = TAG.matcher(tag);
        return FORMATS.containsKey(service) && matcher.matches()
                ? Optional.of(new StageRepository(service, matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    /** As people speak of it: {@code write-production.nuget}. */
    public String title() {
        return way + "-" + stage + "." + service;
    }

    /** Name of the repository. */
    public String name() {
        return switch (service) {
            case "artefacts" -> "artefacts-" + stage; // One for both ways
            case "gems" -> "rubygems.org";
            default -> service + "-" + stage + "-" + way;
        };
    }

    /** Nexus' word for what it holds. */
    public String format() {
        return FORMATS.getOrDefault(service, "");
    }

    /** Whether it is one to upload to. */
    public boolean isHosted() {
        return way.equals("write") || service.equals("artefacts");
    }

    /** Nexus' word for its deployment policy: what is released must not change, what is tried may. */
    public String writes() {
        return stage.equals("production") ? "ALLOW_ONCE" : "ALLOW";
    }
}
