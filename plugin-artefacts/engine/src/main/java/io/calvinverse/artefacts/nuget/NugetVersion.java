package io.calvinverse.artefacts.nuget;

import io.calvinverse.artefacts.artefact.ArtefactException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions as NuGet compares and stores them ("Package versioning", "Normalized version numbers"): 1.00, 1.0.0.0 and 1.0.0+a are 1.0.0. */
final class NugetVersion {

    private static final Pattern VERSION =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9}){0,3})(-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?");

    private NugetVersion() {}

    static String normalized(String text) throws ArtefactException {
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.matches()) {
            throw new ArtefactException("its .nuspec gives the version '" + text
                    + "', which is none such as 1.2.3 or 1.2.3-rc.1; was a $version$ not replaced?");
        }
        List<String> numbers = new ArrayList<>();
        for (String each : matcher.group(1).split("\\.")) {
            numbers.add(String.valueOf(Integer.parseInt(each)));
        }
        while (numbers.size() < 3) {
            numbers.add("0");
        }
        if (numbers.size() == 4 && numbers.get(3).equals("0")) {
            numbers.remove(3);
        }
        String label = matcher.group(2);
        return String.join(".", numbers) + (label == null ? "" : label);
    }
}
