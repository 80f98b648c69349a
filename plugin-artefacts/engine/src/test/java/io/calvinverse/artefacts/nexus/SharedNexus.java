package io.calvinverse.artefacts.nexus;

import io.calvinverse.parts.NexusPart;
import org.junit.jupiter.api.Assumptions;

/** One Nexus for all tests of this JVM: it takes long to start. */
public final class SharedNexus {

    private static NexusPart part;
    private static RuntimeException missing;

    private SharedNexus() {}

    /** The calling test is skipped, by the name of the part, when it is not there. */
    public static synchronized NexusPart get() {
        if (missing != null) {
            throw missing;
        }
        if (part == null) {
            try {
                part = NexusPart.start();
                for (String[] each : new String[][] {
                    {"raw", "raw-once", "ALLOW_ONCE", ""},
                    {"raw", "raw-many", "ALLOW", ""},
                    {
                        "maven",
                        "maven-once",
                        "ALLOW_ONCE",
                        ", \"maven\": {\"versionPolicy\": \"RELEASE\", \"layoutPolicy\": \"STRICT\"}"
                    },
                    {
                        "maven",
                        "maven-many",
                        "ALLOW",
                        ", \"maven\": {\"versionPolicy\": \"MIXED\", \"layoutPolicy\": \"STRICT\"}"
                    }
                }) {
                    part.hosted(each[0], each[1], each[2], each[3]);
                }
                user("reader", "\"nx-repository-view-*-*-read\", \"nx-repository-view-*-*-browse\"");
                user(
                        "writer",
                        "\"nx-repository-view-*-*-read\", \"nx-repository-view-*-*-browse\","
                                + " \"nx-repository-view-*-*-add\", \"nx-repository-view-*-*-edit\"");
            } catch (RuntimeException e) {
                missing = e;
                throw e;
            }
        }
        Assumptions.assumeTrue(part.server().running(), "Nexus ended");
        return part;
    }

    /** Password {@code geheim-<name>}. */
    private static void user(String name, String privileges) {
        part.call("POST", "/service/rest/v1/security/roles", """
                {"id": "%1$s", "name": "%1$s", "description": "", "privileges": [%2$s], "roles": []}
                """.formatted(name, privileges));
        part.call("POST", "/service/rest/v1/security/users", """
                {"userId": "%1$s", "firstName": "%1$s", "lastName": "%1$s", "emailAddress": "%1$s@example.org",
                 "password": "geheim-%1$s", "status": "active", "roles": ["%1$s"]}
                """.formatted(name));
    }
}
