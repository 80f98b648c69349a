package io.calvinverse.environments.discovery;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What somebody who wrote an unknown name may have meant. */
public final class NearMisses {

    private static final int MOST = 20;

    private NearMisses() {}

    /** {@code did you mean 'artefacts'? there are: artefacts, builds, queue}. Near ones first, at most twenty. */
    public static String sentence(String wrong, Collection<String> known) {
        if (known.isEmpty()) {
            return "there is none at all";
        }
        List<String> sorted = known.stream()
                .distinct()
                .sorted(Comparator.comparingInt((String name) -> distance(wrong, name))
                        .thenComparing(name -> name))
                .toList();
        String nearest = sorted.get(0);
        boolean near = distance(wrong, nearest) <= Math.max(1, wrong.length() / 3);
        String more = sorted.size() > MOST ? ", … (" + (sorted.size() - MOST) + " more)" : "";
        return (near ? "did you mean '" + nearest + "'? " : "") + "there are: "
                + String.join(", ", sorted.subList(0, Math.min(MOST, sorted.size()))) + more;
    }

    /** Insertions, deletions and replacements from one to the other; case does not count. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
