package io.calvinverse.provisioner.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineNamesTest {
    private final MachineNames names = new MachineNames(new SplittableRandom(1));

    @ParameterizedTest
    @CsvSource({
        "linux, linux-",
        "Windows 2022 (VS), windows-2022-vs-",
        "--a--, a-",
        "'', agent-",
        "ÄÖÜ, agent-",
        "../../etc, etc-",
        "a234567890123456789012345678901-x, a234567890123456789012345678901-",
        "a2345678901234567890123456789012x, a2345678901234567890123456789012-",
    })
    void aNameSaysWhatItIsOf(String template, String prefix) {
        String name = names.next(template);
        assertEquals(prefix, name.substring(0, name.length() - 13));
    }

    @Test
    void everyNameIsADnsLabelWhateverTheTemplate() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder template = new StringBuilder();
            int length = random.nextInt(80);
            for (int c = 0; c < length; c++) {
                template.appendCodePoint(random.nextInt(1, random.nextBoolean() ? 128 : 0xD7FF));
            }
            String name = names.next(template.toString());
            assertTrue(name.matches("[a-z0-9]([a-z0-9-]{0,44}[a-z0-9])"), name);
        }
    }

    @Test
    void namesDoNotRepeat() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            assertTrue(seen.add(names.next("t")));
        }
    }
}
