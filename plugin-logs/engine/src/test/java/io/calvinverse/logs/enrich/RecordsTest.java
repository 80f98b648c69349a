package io.calvinverse.logs.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calvinverse.logs.spool.BuildFacts;
import io.calvinverse.logs.spool.FileDisk;
import io.calvinverse.logs.spool.Sealer;
import io.calvinverse.logs.spool.Spool;
import io.calvinverse.logs.spool.SpooledBuild;
import io.calvinverse.logs.spool.StepFacts;
import io.calvinverse.logs.tail.Line;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records as they go out. */
class RecordsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Sealer SEALER = new Sealer() {
        @Override
        public String seal(String clear) {
            return new StringBuilder(clear).reverse().toString();
        }

        @Override
        public String open(String sealed) {
            return seal(sealed);
        }
    };

    @TempDir
    Path directory;

    private Spool open() throws IOException {
        return Spool.open(
                directory.resolve("spool"), new FileDisk(), SEALER, new SecureRandom(), InstantSource.system());
    }

    private BuildFacts facts(List<String> patterns, boolean structured) {
        return facts("UTF-8", patterns, structured);
    }

    private BuildFacts facts(String charset, List<String> patterns, boolean structured) {
        return new BuildFacts(
                "id",
                "sample#1",
                1_800_000_000_000L,
                charset,
                false,
                directory.resolve("log").toString(),
                Map.of("id", "1", "buildHost", "master"),
                Map.of("kind", "build"),
                patterns,
                structured);
    }

    private static JsonNode record(SpooledBuild build, String node, String text) throws IOException {
        return record(build, node, text.getBytes(StandardCharsets.UTF_8), false);
    }

    private static JsonNode record(SpooledBuild build, String node, byte[] bytes, boolean keepAnsi) throws IOException {
        Batch batch = new Batch(build.key(), build.facts());
        Rules rules = new Rules(keepAnsi, build.facts().patterns());
        new LineRecords(build, rules, InstantSource.system())
                .add(new Line(0, 0, node, 0, bytes.length, 0, false, bytes, 0, bytes.length), batch);
        return MAPPER.readTree(Arrays.copyOf(batch.array(), batch.size())).get(0);
    }

    @Test
    void aLineThatIsARecordKeepsItsMembersAndLosesItsSecrets() throws IOException {
        SpooledBuild build = open().follow(facts(List.of("key-\\d+"), true), Set.of("hunter22"));
        JsonNode record = record(build, "", """
            {"time": 1800000000123, "message": "uses key-1", "level": "INFO", "count": 3, "kind": "taken", "line_id": "x", "trace": "hunter22\\nline"}\
            """);
        assertEquals("2027-01-15T08:00:00.123Z", record.path("@timestamp").asText());
        assertEquals("uses ****", record.path("message").path(0).asText());
        assertEquals("INFO", record.path("level").asText());
        assertEquals(3, record.path("count").asInt());
        assertEquals("****\nline", record.path("trace").asText());
        assertEquals("build", record.path("kind").asText());
        assertTrue(record.path("line_id").asText().startsWith(build.key()));
        assertEquals(
                "no JSON", record(build, "", "no JSON").path("message").path(0).asText());
    }

    @Test
    void aStepReplacesDataOfItsBuild() throws IOException {
        Spool spool = open();
        SpooledBuild build = spool.follow(facts(List.of(), false));
        spool.learn(build.key(), new StepFacts("7", 1, Map.of("stage", "test"), Map.of("buildHost", "agent-1")));
        assertEquals(
                "agent-1",
                record(build, "7", "x").path("data").path("buildHost").asText());
        assertEquals("1", record(build, "7", "x").path("data").path("id").asText());
        assertEquals("test", record(build, "7", "x").path("stage").asText());
        assertEquals(
                "master", record(build, "8", "x").path("data").path("buildHost").asText());
    }

    @Test
    void secretsKnownWhenABuildBeginsOutliveACrashAndLieNowhereInClear() throws IOException {
        Spool spool = open();
        SpooledBuild build = spool.follow(facts(List.of(), false), Set.of("hunter22"));
        assertTrue(spool.conceal(build.key(), Set.of("later33")));
        assertFalse(spool.conceal(build.key(), Set.of("later33")));
        spool.follow(facts(List.of(), false), Set.of("more-44"));
        assertEquals(Set.of("hunter22", "later33", "more-44"), build.secrets());
        SpooledBuild again = open().build(build.key()).orElseThrow();
        assertEquals(Set.of("hunter22", "more-44"), again.secrets());
        assertEquals(
                "**** ****",
                record(again, "", "hunter22 more-44").path("message").path(0).asText());
        try (var files = Files.walk(directory.resolve("spool"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains("hunter22"), file.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "ISO-8859-15", "IBM437", "Shift_JIS", "GB18030"})
    void textIsDecodedWithTheCharsetOfTheLog(String charset) throws IOException {
        SpooledBuild build = open().follow(facts(charset, List.of(), false));
        String said = "Shift_JIS".equals(charset) || "GB18030".equals(charset)
                ? "\u6210\u529f \u30c6"
                : "gr\u00fc\u00df \u00e9";
        byte[] bytes = said.getBytes(Charset.forName(charset));
        assertEquals(
                said, record(build, "", bytes, false).path("message").path(0).asText());
    }

    @Test
    void whatIsNoTextIsMarkedAndNothingOfTheRestIsLost() throws IOException {
        SpooledBuild build = open().follow(facts("no-such-charset", List.of(), false));
        byte[] bytes = {'a', (byte) 0xFF, 0, 1, '"', '\\', 'b'};
        assertEquals(
                "a\ufffd\u0000\u0001\"\\b",
                record(build, "", bytes, false).path("message").path(0).asText());
    }

    @Test
    void notesGoAndColoursGoUnlessTheyAreWanted() throws IOException {
        SpooledBuild build = open().follow(facts(List.of(), false), Set.of("hunter22"));
        byte[] bytes =
                ("\u001b[8mha:////4AAAnote==\u001b[0m\u001b[1;31mred\u001b[0m \u001b]0;title\u0007hun\u001b[1mter22\u001b[8mha:x\u001b[0m.")
                        .getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "red ****.",
                record(build, "", bytes, false).path("message").path(0).asText());
        byte[] plain = "\u001b[1mhunter22\u001b[0m\u001b[8mha:x\u001b[0m.".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "\u001b[1m****\u001b[0m.",
                record(build, "", plain, true).path("message").path(0).asText());
    }

    @Test
    void aRecordOfNoBuildIsWellFormed() throws IOException {
        Batch batch = SingleRecord.of("test-1", 1_800_000_000_123L, "say \"hello\"", Map.of("kind", "test"));
        JsonNode record =
                MAPPER.readTree(Arrays.copyOf(batch.array(), batch.size())).get(0);
        assertEquals("test-1", record.path("line_id").asText());
        assertEquals("2027-01-15T08:00:00.123Z", record.path("@timestamp").asText());
        assertEquals("say \"hello\"", record.path("message").path(0).asText());
        assertEquals("test", record.path("kind").asText());
    }
}
