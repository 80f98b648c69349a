import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Prints what was tested: suite, run, failed, skipped and why. Reads the XML reports of the Maven modules and
 * {@code target/suites/*.tsv} (suite, run, failed, skipped, why) of everything else. A test class without a report is
 * listed as not run: silence is not success. What failed follows the table, each with its message, so that the end of a
 * log is enough; so does what passed only when it was repeated. Exit code 1 if anything failed.
 */
class Table {

    record Row(String suite, int run, int failed, int skipped, String why) {}

    private static final Set<String> NOT_SEARCHED = Set.of("node_modules", ".git", "work");

    private final Path top;
    private final TreeMap<String, Row> rows = new TreeMap<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> unsteady = new ArrayList<>();

    Table(Path top) {
        this.top = top;
    }

    public static void main(String[] arguments) throws Exception {
        Table table = new Table(Path.of("").toAbsolutePath());
        for (Path directory : table.directories("surefire-reports", "failsafe-reports")) {
            table.readReports(directory);
        }
        table.readLists();
        System.exit(table.print() ? 0 : 1);
    }

    private List<Path> directories(String... names) throws IOException {
        Set<String> wanted = Set.of(names);
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(top, new java.nio.file.SimpleFileVisitor<>() {
            @Override
            public java.nio.file.FileVisitResult preVisitDirectory(
                    Path directory, java.nio.file.attribute.BasicFileAttributes attributes) {
                String name = String.valueOf(directory.getFileName());
                if (wanted.contains(name)) {
                    found.add(directory);
                }
                boolean deeper = !NOT_SEARCHED.contains(name) && !wanted.contains(name);
                return deeper
                        ? java.nio.file.FileVisitResult.CONTINUE
                        : java.nio.file.FileVisitResult.SKIP_SUBTREE;
            }
        });
        return found;
    }

    private void readReports(Path directory) throws Exception {
        String module = module(directory);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Table::isReport).sorted().toList()) {
                add(read(module, file));
            }
        }
    }

    private static boolean isReport(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("TEST-") && name.endsWith(".xml");
    }

    /** {@code plugin-logs/engine/target/surefire-reports} is {@code logs/engine}. */
    private String module(Path reports) {
        return top.relativize(reports.getParent().getParent()).toString().replaceFirst("^plugin-", "");
    }

    private Row read(String module, Path file) throws Exception {
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
        int tests = number(suite, "tests");
        int failed = number(suite, "failures") + number(suite, "errors");
        int skipped = number(suite, "skipped");
        String name = module + " " + suite.getAttribute("name").replaceFirst(".*\\.", "");
        this.failed.addAll(messages(suite, name, "failure", "error"));
        List<String> repeated = messages(suite, name, "flakyFailure", "flakyError");
        unsteady.addAll(repeated);
        String why = failed > 0 ? failures(suite) : repeated.isEmpty() ? skips(suite) : "passed when repeated: see below";
        return new Row(name, tests - skipped, failed, skipped, why);
    }

    private static List<String> messages(Element suite, String name, String... kinds) {
        return Stream.of(kinds)
                .flatMap(kind -> each(suite, kind))
                .map(e -> "%s.%s: %s".formatted(name, ((Element) e.getParentNode()).getAttribute("name"), message(e)))
                .toList();
    }

    /** The first lines of the message, or of the trace where there is none. */
    private static String message(Element problem) {
        String message = problem.getAttribute("message");
        String text = message.isBlank() ? problem.getTextContent() : message;
        String line = text.strip().lines().limit(6).map(String::strip).collect(Collectors.joining(" | "));
        return line.length() > 500 ? line.substring(0, 500) + " …" : line;
    }

    private static int number(Element element, String attribute) {
        String value = element.getAttribute(attribute);
        return value.isEmpty() ? 0 : Integer.parseInt(value);
    }

    private static String failures(Element suite) {
        Set<String> names = new LinkedHashSet<>();
        for (String kind : List.of("failure", "error")) {
            each(suite, kind).forEach(e -> names.add(((Element) e.getParentNode()).getAttribute("name")));
        }
        return String.join(", ", names);
    }

    private static String skips(Element suite) {
        return each(suite, "skipped").map(Table::reason).distinct().collect(Collectors.joining("; "));
    }

    /** JUnit gives the reason of @Disabled as the message, that of an assumption as the first line of the trace. */
    private static String reason(Element skipped) {
        String message = skipped.getAttribute("message");
        String text = message.isBlank() ? skipped.getTextContent().strip() : message;
        String first = text.lines().findFirst().orElse("");
        String reason = first.replaceFirst("^([\\w.]+Exception(: |$))?(Assumption failed: )?", "");
        return reason.isBlank() ? "no reason given" : reason;
    }

    private static Stream<Element> each(Element suite, String tag) {
        NodeList list = suite.getElementsByTagName(tag);
        return IntStream.range(0, list.getLength()).mapToObj(i -> (Element) list.item(i));
    }

    private void readLists() throws IOException {
        Path lists = top.resolve("target/suites");
        if (!Files.isDirectory(lists)) {
            return;
        }
        try (Stream<Path> files = Files.list(lists)) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    String[] f = line.split("\t", -1);
                    Row row = new Row(f[0], Integer.parseInt(f[1]), Integer.parseInt(f[2]), Integer.parseInt(f[3]), f[4]);
                    if (rows.putIfAbsent(row.suite(), row) == null && row.failed() > 0) {
                        failed.add(row.suite() + ": " + row.why());
                    }
                }
            }
        }
    }

    private void add(Row row) {
        rows.put(row.suite(), row);
    }

    private boolean print() {
        int width = rows.keySet().stream().mapToInt(String::length).max().orElse(5);
        String format = "%-" + Math.max(5, width) + "s  %7s  %6s  %7s  %s%n";
        System.out.printf(format, "suite", "run", "failed", "skipped", "why");
        rows.values().stream()
                .sorted(Comparator.comparing(Row::suite))
                .forEach(r -> System.out.printf(format, r.suite(), r.run(), r.failed(), r.skipped(), r.why()));
        list("passed only when repeated", unsteady);
        list("failed", this.failed);
        int run = rows.values().stream().mapToInt(Row::run).sum();
        int failed = rows.values().stream().mapToInt(Row::failed).sum();
        int skipped = rows.values().stream().mapToInt(Row::skipped).sum();
        System.out.printf("%n%d passed, %d failed, %d skipped%n", run - failed, failed, skipped);
        return failed == 0 && run > 0;
    }

    private static void list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            System.out.printf("%n%s:%n", title);
            lines.forEach(line -> System.out.println("  " + line));
        }
    }
}
