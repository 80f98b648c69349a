package io.calvinverse.environments.preflight;

/** Who reads configuration and secrets in a Calvinverse environment. */
public enum Consumer {
    LINUX("every Linux machine", "role.system.linux"),
    WINDOWS("every Windows machine", "role.system.windows"),
    CONTROLLER("the build controller", "role.build.master"),
    AGENTS("build agents", "role.build.agent.windows"),
    ARTEFACTS("Nexus", "role.artefacts.http"),
    BACKUP("the backup of Nexus", ""),
    QUEUE("RabbitMQ", ""),
    METRICS("InfluxDB", ""),
    LOGS("Logstash", ""),
    DOCUMENTS("Elasticsearch", "");

    private final String title;
    private final String tokenRole;

    Consumer(String title, String tokenRole) {
        this.title = title;
        this.tokenRole = tokenRole;
    }

    public String title() {
        return title;
    }

    /** Vault's token role of its machines; empty when it has none of its own. */
    public String tokenRole() {
        return tokenRole;
    }
}
