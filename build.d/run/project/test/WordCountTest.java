import java.util.Map;

/** Tests without a framework, so that nothing has to be downloaded. */
class WordCountTest {

    public static void main(String[] none) {
        expect(Map.of(), WordCount.of(""));
        expect(Map.of("to", 2, "be", 2, "or", 1, "not", 1), WordCount.of("To be, or not to be."));
        expect(Map.of("don't", 1), WordCount.of("don't"));
        System.out.println("3 tests passed");
    }

    private static void expect(Map<String, Integer> expected, Map<String, Integer> actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected " + expected + ", got " + actual);
        }
    }
}
