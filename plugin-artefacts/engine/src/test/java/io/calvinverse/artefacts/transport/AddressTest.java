package io.calvinverse.artefacts.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;

class AddressTest {

    @Test
    void oneSlashEndsIt() {
        for (String given :
                new String[] {"https://nexus.example/a", "https://nexus.example/a/", "https://nexus.example/a//"}) {
            assertEquals(
                    URI.create("https://nexus.example/a/"), Address.of(given).base());
        }
        assertEquals(
                URI.create("https://nexus.example/"),
                Address.of("https://nexus.example").base());
    }

    @Test
    void whatTheServerNamesIsReachedWhereTheServerIs() {
        Address address = Address.of("https://outside.example/npm");
        assertEquals(
                URI.create("https://outside.example/npm/a/-/a-1.tgz?x=%20"),
                address.below("http://inside.example:8081/npm/a/-/a-1.tgz?x=%20")
                        .orElseThrow());
        assertEquals(
                URI.create("https://outside.example/npm/b"),
                address.below("/npm/b").orElseThrow());
        for (String other :
                new String[] {"", "http://inside.example/other", "/npm/../other", "//evil.example/x", "no uri"}) {
            assertTrue(address.below(other).isEmpty(), other);
        }
    }
}
