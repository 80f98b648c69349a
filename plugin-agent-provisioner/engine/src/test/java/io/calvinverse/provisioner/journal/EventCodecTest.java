package io.calvinverse.provisioner.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.machine.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    private static final Event MOVED = new Event.Moved("m", Phase.ONLINE, Events.T, false, "why");

    private static String line(String json) {
        CRC32 crc = new CRC32();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue()) + ' ' + json;
    }

    @Test
    void everyEventComesBackFromOneLine() throws IOException {
        Events events = new Events(1);
        for (int i = 0; i < 20_000; i++) {
            Event event = events.next();
            String line = EventCodec.encode(event);
            assertFalse(line.contains("\n") || line.contains("\r"), line);
            byte[] stored = line.getBytes(StandardCharsets.UTF_8);
            assertEquals(event, EventCodec.decode(new String(stored, StandardCharsets.UTF_8)));
        }
    }

    @Test
    void halfACharacterDoesNotSpoilTheLine() throws IOException {
        Event event = new Event.Moved("m", Phase.ONLINE, Events.T, false, "cut \uD83D here");
        byte[] stored = EventCodec.encode(event).getBytes(StandardCharsets.UTF_8);
        Event.Moved back = (Event.Moved) EventCodec.decode(new String(stored, StandardCharsets.UTF_8));
        assertEquals("cut ? here", back.cause());
    }

    @Test
    void anyFlippedBitIsNoticed() {
        String line = EventCodec.encode(MOVED);
        for (int i = 0; i < line.length(); i++) {
            for (int bit = 0; bit < 7; bit++) {
                char[] flipped = line.toCharArray();
                flipped[i] ^= (char) (1 << bit);
                assertThrows(IOException.class, () -> EventCodec.decode(new String(flipped)));
            }
        }
    }

    @Test
    void whatALaterVersionAddsIsIgnored() throws IOException {
        String json = EventCodec.encode(MOVED).substring(9);
        String later = json.substring(0, json.length() - 1) + ",\"zone\":{\"a\":[1]},\"weight\":null}";
        assertEquals(MOVED, EventCodec.decode(line(later)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000",
                "00000000 ",
                "{}",
                "{\"event\":\"rebooted\",\"name\":\"m\"}",
                "{\"event\":\"moved\",\"name\":\"m\",\"phase\":\"FROZEN\",\"since\":\"2026-01-01T00:00:00Z\"}",
                "{\"event\":\"moved\",\"name\":\"m\",\"phase\":\"GONE\"}",
                "{\"event\":\"known\",\"name\":\"m\"}",
                "[]",
                "nonsense"
            })
    void whatIsNoEventIsRefused(String text) {
        IOException refused = assertThrows(IOException.class, () -> EventCodec.decode(line(text)));
        assertTrue(refused.getMessage().contains("event"), refused.getMessage());
        assertThrows(IOException.class, () -> EventCodec.decode(text));
        assertThrows(IOException.class, () -> EventCodec.decode(""));
    }
}
