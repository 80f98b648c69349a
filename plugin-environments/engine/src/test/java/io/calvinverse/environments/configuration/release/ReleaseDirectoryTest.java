package io.calvinverse.environments.configuration.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseDirectoryTest {
    private static final KeyRules RULES = new KeyRules("config/");

    private Path root;

    @BeforeEach
    void directory(@TempDir Path directory) throws IOException {
        root = Files.createDirectory(directory.resolve("release"));
        Files.writeString(directory.resolve("outside"), "no");
    }

    private void file(String name, String... lines) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private List<Item> read() throws Exception {
        return ReleaseDirectory.read(root, RULES);
    }

    private String refused() {
        return assertThrows(InvalidReleaseException.class, this::read).getMessage();
    }

    @Test
    void valuesAsWrittenInTheOrderOfPathsAndLines() throws Exception {
        file("b.yml", "config:", "  - key: config/b", "    value: \"quoted\"");
        file(
                "a/a.yaml",
                "# comment",
                "config:",
                "  - key: config/flag",
                "    value: true",
                "  - { key: config/octal, value: 010 }",
                "  - key: config/text",
                "    value: |",
                "      one",
                "      two",
                "  - key: config/empty",
                "    value: ''");
        file(".git/x.yaml", "not: ours");
        List<Item> items = read();
        assertEquals(
                List.of("config/flag", "config/octal", "config/text", "config/empty", "config/b"),
                items.stream().map(Item::key).toList());
        assertEquals(
                List.of("true", "010", "one\ntwo\n", "", "quoted"),
                items.stream().map(item -> item.content().text()).toList());
        assertEquals("a/a.yaml:3", items.get(0).source());
    }

    @Test
    void filesByteByByteFromBesideTheYaml() throws Exception {
        file("logs/logs.yaml", "config:", "  - key: config/x", "    file: filters/x.ctmpl");
        file("logs/filters/none", "");
        byte[] bytes = {0, (byte) 0xff, '\r', '\n'};
        Files.write(root.resolve("logs/filters/x.ctmpl"), bytes);
        assertArrayEquals(bytes, read().get(0).content().bytes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    config: [ {key: config/a, value: 1, owner: me} ] | a.yaml:1: unknown field "owner"; known: file, key, value
                    config: [ {key: config/a} ]                      | a.yaml:1: key config/a must have either a value or a file
                    config: [ {key: config/a, value: 1, file: x} ]   | a.yaml:1: key config/a must have either a value or a file
                    config: [ {value: 1} ]                           | a.yaml:1: an item without key
                    config: [ {key: config/a, value: [1]} ]          | a.yaml:1: the value must be plain text
                    config: [ {key: config/a, value: ~} ]            | a.yaml:1: the value is missing; write "" for an empty value
                    config: [ {key: config/a, value: !vault x} ]     | a.yaml:1: the value has the tag !vault
                    config: [ {key: other/a, value: 1} ]             | a.yaml:1: key "other/a" is outside of config/
                    config: [ {key: config/, value: 1} ]             | a.yaml:1: key "config/" is outside of config/
                    config: [ {key: config//a, value: 1} ]           | a.yaml:1: key "config//a" has an empty part
                    config: [ {key: config/a/, value: 1} ]           | a.yaml:1: key "config/a/" has an empty part
                    config: [ {key: config/a, file: none} ]          | a.yaml:1: the file none of key config/a is not there; it is looked for beside a.yaml
                    config: [ {key: config/a, file: ../outside} ]    | a.yaml:1: the file ../outside of key config/a leads out of the release
                    config: [ {key: config/a, file: /etc/passwd} ]   | a.yaml:1: the file /etc/passwd of key config/a leads out of the release
                    config: {key: config/a}                          | a.yaml:1: config must be a list
                    settings: []                                     | a.yaml:1: unknown field "settings"; known: config
                    config: [ {key: config/a, value: 1, value: 2} ]  | a.yaml:1: field "value" twice
                    config: [ {key: config/a                         | a.yaml:2: not YAML
                    - a                                              | a.yaml:1: a list named config is expected
                    """)
    void badSources(String yaml, String message) throws IOException {
        file("a.yaml", yaml);
        String refused = refused();
        assertTrue(refused.startsWith(message), refused);
    }

    @Test
    void duplicateNamesBothPlaces() throws IOException {
        file("a.yaml", "config:", "  - {key: config/a, value: 1}");
        file("b.yaml", "config:", "", "  - {key: config/a, value: 1}");
        assertEquals("b.yaml:3: key config/a is in a.yaml:2 already; remove one of them", refused());
    }

    @Test
    void everyProblemIsNamedAtOnce() throws IOException {
        file("a.yaml", "config:", "  - {key: x, value: 1}", "  - {key: config/a, file: none}");
        file("b.yaml", "config: 1");
        assertEquals(3, refused().lines().count());
    }

    @Test
    void linksOutOfTheRelease() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), root.resolveSibling("outside"));
        Files.createSymbolicLink(root.resolve("link.yaml"), root.resolveSibling("outside"));
        file("a.yaml", "config:", "  - {key: config/a, file: link}");
        String refused = refused();
        assertTrue(refused.contains("a.yaml:2: the file link of key config/a leads out of the release"), refused);
        assertTrue(refused.contains("link.yaml: a link that leads out of the release"), refused);
    }

    @Test
    void valueThatFitsNoTransaction() throws Exception {
        file("a.yaml", "config:", "  - {key: config/a, file: big}");
        Files.write(root.resolve("big"), new byte[513 * 1024]);
        assertTrue(
                refused().startsWith("a.yaml:2: the value of config/a has 525312 bytes; a Consul transaction takes"));
        Files.write(root.resolve("big"), new byte[375 * 1000]);
        assertEquals(375_000, read().get(0).content().size());
    }

    @Test
    void noSourcesAtAll() {
        assertTrue(refused().contains("no .yaml file in this directory"));
    }

    @Test
    void notUtf8() throws IOException {
        Files.write(root.resolve("a.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertEquals("a.yaml: not UTF-8; save it as UTF-8", refused());
    }
}
