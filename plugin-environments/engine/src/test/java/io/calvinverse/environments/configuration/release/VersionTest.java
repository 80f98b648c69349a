package io.calvinverse.environments.configuration.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    /** The order of the examples in Semantic Versioning 2.0.0 §11, and around them. */
    @Test
    void precedence() {
        List<Version> ascending = List.of(
                        "0.9.9",
                        "1.0.0-0",
                        "1.0.0-9",
                        "1.0.0-10",
                        "1.0.0-alpha",
                        "1.0.0-alpha.1",
                        "1.0.0-alpha.beta",
                        "1.0.0-beta",
                        "1.0.0-beta.2",
                        "1.0.0-beta.11",
                        "1.0.0-rc.1",
                        "1.0.0",
                        "1.0.2",
                        "1.0.10",
                        "1.2.0",
                        "1804.5.0")
                .stream()
                .map(Version::of)
                .toList();
        for (int i = 0; i < ascending.size(); i++) {
            for (int j = 0; j < ascending.size(); j++) {
                assertEquals(
                        Integer.compare(i, j),
                        Integer.signum(ascending.get(i).compareTo(ascending.get(j))),
                        ascending.get(i) + " and " + ascending.get(j));
            }
        }
    }

    @Test
    void buildMetadataDoesNotCount() {
        assertEquals(Version.of("1.0.0+5"), Version.of("1.0.0+6.x"));
        assertEquals("1.0.0-a-b+5", Version.of("1.0.0-a-b+5").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "1.2.3.4",
                "v1.2.3",
                "1.2.x",
                "1.2.3-",
                "1.2.3-a..b",
                "1.2.3+",
                "1.2.3 ",
                "-1.2.3"
            })
    void noVersion(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Version.of(text))
                .getMessage();
        assertTrue(message.startsWith("\"" + text + "\" is not a version"), message);
    }
}
