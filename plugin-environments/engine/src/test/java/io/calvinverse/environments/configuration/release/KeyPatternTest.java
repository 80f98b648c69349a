package io.calvinverse.environments.configuration.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPatternTest {

    @ParameterizedTest
    @CsvSource({
        "**/initialized, config/environment/directory/initialized, true",
        "**/initialized, initialized, true",
        "**/initialized, config/notinitialized, false",
        "config/*/port, config/a/port, true",
        "config/*/port, config/a/b/port, false",
        "config/**, config/a/b, true",
        "config/a.b, config/a.b, true",
        "config/a.b, config/axb, false"
    })
    void matches(String glob, String key, boolean matches) {
        assertEquals(matches, new KeyPattern(glob).matches(key));
    }
}
