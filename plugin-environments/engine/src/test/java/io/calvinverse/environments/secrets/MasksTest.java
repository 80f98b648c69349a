package io.calvinverse.environments.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MasksTest {

    private static final String KEY =
            "-----BEGIN KEY-----\nMIIEpAIBAAKCAQEA/planted+line1\n  planted-line-2==\r\n-----END KEY-----\n";

    private static String masked(String log, String... secrets) {
        return Masks.pattern(List.of(secrets)).matcher(log).replaceAll("****");
    }

    @Test
    void everyLineOfAMultiLineValue() {
        String log = masked("first MIIEpAIBAAKCAQEA/planted+line1 then\n  planted-line-2==\n", KEY);
        assertEquals("first **** then\n  ****\n", log);
    }

    @Test
    void urlAndJson() {
        String secret = "p\"ä w/ö+\\&n";
        for (String form : List.of(
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"),
                "p%22%c3%a4%20w%2f%c3%b6%2b%5c%26n",
                "p\\\"ä w/ö+\\\\&n",
                "p\\\"\\u00e4 w/\\u00f6+\\\\&n")) {
            assertEquals("a ****.", masked("a " + form + ".", secret));
        }
    }

    /** Whatever stands before and after it, Base64 of a secret shows at most one character of it at each side. */
    @Test
    void base64InEveryAlignment() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            String secret = "geheim-" + Integer.toHexString(random.nextInt());
            String around = "x".repeat(random.nextInt(7)) + secret + "y".repeat(random.nextInt(7));
            String plain = Base64.getEncoder().encodeToString(around.getBytes(StandardCharsets.UTF_8));
            String url =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(around.getBytes(StandardCharsets.UTF_8));
            for (String form : List.of(plain, url)) {
                String masked = masked(form, secret);
                assertTrue(masked.contains("****"), () -> around + " as " + form + " is not masked");
                assertTrue(masked.length() <= form.length() - (secret.length() * 4 / 3 - 2) + 4, masked);
            }
        }
    }

    @Test
    void whatIsTooShortIsNotMasked() {
        assertEquals(List.of(), Masks.of(List.of("", "ab", "\n", "{\n}")));
        assertEquals(List.of("abc"), Masks.of(List.of("abc")));
        assertFalse(Masks.pattern(List.of()).matcher("anything").find());
    }

    @Test
    void longestFirstSoThatAPartDoesNotLeaveTheRest() {
        assertEquals("****", masked("secret-and-more", "secret", "secret-and-more"));
    }
}
