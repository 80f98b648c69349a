import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts the words of a text. */
class WordCount {

    static Map<String, Integer> of(String text) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}']+")) {
            if (!word.isEmpty()) {
                counts.merge(word, 1, Integer::sum);
            }
        }
        return counts;
    }

    public static void main(String[] files) throws IOException {
        for (String file : files) {
            of(Files.readString(Path.of(file))).forEach((word, count) -> System.out.printf("%4d %s%n", count, word));
        }
    }
}
