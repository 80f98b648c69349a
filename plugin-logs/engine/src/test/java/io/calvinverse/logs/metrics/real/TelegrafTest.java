package io.calvinverse.logs.metrics.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calvinverse.logs.metrics.Family;
import io.calvinverse.logs.metrics.Point;
import io.calvinverse.logs.metrics.RegistryPoints;
import io.calvinverse.logs.metrics.Tags;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the registry by Jolokia, and from a push, through a real Telegraf, with the configuration we hand out, into InfluxDB. */
class TelegrafTest {
    /** A row of the table in the documentation: name in the registry with a sample value for what is between brackets. */
    private static final Pattern ROW = Pattern.compile("^\\| `(jenkins\\.[a-z]+\\.)(\\S+)` \\|");

    private static final Pattern FROM = Pattern.compile(
            "measurement\\('(\\w+)'\\).*?\"name\" =~ /(.*?)/\\).*?\\|\\w+\\('([\\w.]+)'\\)", Pattern.DOTALL);

    private static final Path DOCS = Path.of("../../docs/metrics.md");

    @TempDir
    static Path directory;

    private static Site site;

    @BeforeAll
    static void start() throws IOException {
        site = new Site(directory);
        site.events();
    }

    @AfterAll
    static void end() {
        if (site != null) {
            site.close();
        }
    }

    private static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> what + " did not happen; Telegraf says:\n" + site.said());
            Thread.sleep(200);
        }
    }

    /** The names of the documentation's table that are ours, with the sample's values for their tags. */
    private static List<String> documented() throws IOException {
        List<String> names = new ArrayList<>();
        for (String line : Files.readAllLines(DOCS)) {
            Matcher row = ROW.matcher(line);
            if (row.find() && line.endsWith("| logs |")) {
                String stem = row.group(1) + row.group(2);
                for (Map.Entry<String, String> value : Sample.VALUES.entrySet()) {
                    stem = stem.replace('<' + value.getKey() + '>', value.getValue());
                }
                if (stem.endsWith("-*")) {
                    for (String statistic : List.of("count", "sum", "p50", "p95", "max")) {
                        names.add(stem.replace("*", statistic));
                    }
                } else {
                    names.add(stem);
                }
            }
        }
        return names;
    }

    @Test
    void theTableOfTheDocumentationIsWhatIsMeasured() throws IOException {
        assertEquals(
                site.ours.getNames().stream().sorted().toList(),
                documented().stream().sorted().toList());
    }

    @Test
    void everyMetricOfTheDocumentationIsCollected() throws Exception {
        List<String> beans = new ArrayList<>();
        for (String name : documented()) {
            Family family = family(name);
            String bean = name.substring(family.prefix().length());
            beans.add(family.measurement() + ' ' + Character.toUpperCase(bean.charAt(0)) + bean.substring(1));
        }
        until("collection of " + beans, () -> collected().keySet().containsAll(beans));
        collected().forEach((bean, value) -> assertTrue(value > 0, bean + " is " + value));
    }

    /** Measurement and name of the bean, and its latest value, of all that came by Jolokia. */
    private static Map<String, Double> collected() {
        Map<String, Double> values = new TreeMap<>();
        for (Family family : Family.values()) {
            site.rows("SELECT LAST(\"" + family.field() + "\") FROM " + family.measurement()
                            + " WHERE service = 'jenkins' AND jolokia_agent_url =~ /./ GROUP BY \"name\"")
                    .forEach(row -> values.put(
                            family.measurement() + ' ' + row.get("name"), Double.parseDouble(row.get("last"))));
        }
        return values;
    }

    private static Family family(String name) {
        for (Family family : Family.values()) {
            if (name.startsWith(family.prefix())) {
                return family;
            }
        }
        throw new IllegalArgumentException(name + " is of no type that Telegraf reads");
    }

    /** What a controller without Jolokia pushes has the same measurements, names, fields and values as what Telegraf reads. */
    @Test
    void pushedAndCollectedLookTheSame() throws Exception {
        Map<String, Double> pushed = new TreeMap<>();
        for (Point point : RegistryPoints.of(site.ours, 1)) {
            pushed.put(point.measurement() + ' ' + point.tags().get("name"), (Double)
                    point.fields().values().iterator().next());
        }
        until("collection of " + pushed, () -> collected().entrySet().containsAll(pushed.entrySet()));
    }

    @Test
    void whatIsPushedToTelegrafArrivesInTheDatabase() throws Exception {
        site.pusher.offer(
                Point.of("pushed", Tags.of("label", "a, b=c"), Map.of("value", 4.5), 1_700_000_000_000_000_007L));
        pushed("the point", "SELECT * FROM pushed");
        assertEquals(
                "[{time=1700000000000000007, label=a, b=c, value=4.5}]",
                site.rows("SELECT * FROM pushed").toString());
    }

    private static void pushed(String what, String query) throws InterruptedException {
        until(what, () -> {
            try {
                site.pusher.tick();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return !site.rows(query).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"controller", "fleet", "builds"})
    void everyQueryOfADashboardHasRows(String name) throws Exception {
        JsonNode board = new ObjectMapper()
                .readTree(
                        Site.OBSERVABILITY.resolve("grafana/" + name + ".json").toFile());
        Set<Integer> panels = new HashSet<>();
        for (JsonNode panel : board.path("panels")) {
            assertTrue(panels.add(panel.path("id").asInt()), "two panels have one id");
            for (JsonNode target : panel.path("targets")) {
                assertEquals("InfluxDb.Services", target.path("datasource").asText());
                pushed(
                        panel.path("title").asText(),
                        asGrafanaAsks(target.path("query").asText()));
            }
        }
        assertTrue(panels.size() >= 8, name + " has " + panels.size() + " panels");
        for (JsonNode variable : board.path("templating").path("list")) {
            pushed(variable.path("name").asText(), variable.path("query").asText());
        }
    }

    private static String asGrafanaAsks(String query) {
        return query.replace("$timeFilter", "time > now() - 1h")
                .replace("$__interval", "10s")
                .replace("$project", ".*");
    }

    /** Kapacitor's scripts read points that are there, and fields that these have. */
    @Test
    void everyAlertForKapacitorHasPointsToLookAt() throws Exception {
        int scripts = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Site.OBSERVABILITY.resolve("alerts"), "*.tick")) {
            for (Path file : files) {
                String script = Files.readString(file);
                Matcher from = FROM.matcher(script);
                assertTrue(from.find(), file + " reads nothing");
                until(
                        file.toString(),
                        () -> !site.rows("SELECT \"" + from.group(3) + "\" FROM " + from.group(1)
                                        + " WHERE \"name\" =~ /" + from.group(2) + "/")
                                .isEmpty());
                scripts++;
            }
        }
        assertEquals(5, scripts);
    }
}
