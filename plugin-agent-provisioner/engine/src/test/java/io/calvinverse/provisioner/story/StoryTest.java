package io.calvinverse.provisioner.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.parts.story.Telling;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The story comes true, and its report shows all of it without help from elsewhere. */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "its machines are POSIX processes")
class StoryTest {
    private static final Pattern CONSOLE = Pattern.compile("<details[^>]*><summary><code>([a-z0-9-]+)</code>");

    @TempDir
    Path directory;

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void itComesTrueAndIsReported() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        boolean well = Telling.play(directory, new PrintStream(told, true, StandardCharsets.UTF_8), Story::new)
                .well();
        String narrative = told.toString(StandardCharsets.UTF_8);
        assertTrue(well, narrative);
        assertFalse(narrative.contains("✗"), narrative);

        String report = Files.readString(directory.resolve("index.html"));
        assertEquals(List.of(), outside(report), "it loads something from elsewhere");
        Set<String> machines = new TreeSet<>();
        CONSOLE.matcher(report).results().map(r -> r.group(1)).forEach(machines::add);
        assertTrue(machines.size() >= 12, machines::toString);
        for (String machine : machines) {
            String console = report.substring(report.indexOf("<code>" + machine + "</code>"));
            assertTrue(
                    console.substring(0, console.indexOf("</details>")).contains("Starting agent " + machine),
                    () -> "no console of " + machine);
            assertTrue(report.contains("<title>" + Chronicle.brief(machine) + ", "), () -> "no bar of " + machine);
        }
        assertTrue(report.contains("<title>no controller for "), "the crash is not drawn");
        assertFalse(report.contains("NaN"), "a time that is none");
        try (var left = Files.list(directory.resolve("machines"))) {
            assertEquals(
                    List.of(".gone", ".new"),
                    left.map(p -> p.getFileName().toString()).sorted().toList());
        }
    }

    private static List<String> outside(String html) {
        Matcher reference = Pattern.compile("(?:src|href|@import|url)\\s*[=(]\\s*[\"']?(?!#)([^\"')\\s>]+)")
                .matcher(html.replaceAll("(?s)<pre>.*?</pre>", ""));
        return reference.results().map(r -> r.group(1)).toList();
    }
}
