package io.calvinverse.provisioner.provider.qemu;

import java.util.regex.Pattern;

/** What a machine wrote to its serial line, for people. */
final class Console {
    /** Colours and movements of the cursor (ECMA-48 §5.4), also such as a list has lost the escape character of. */
    private static final Pattern CONTROL =
            Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]|\u001b[@-_]?|[\\x00-\\x08\\x0b-\\x1f\\x7f]");

    private Console() {}

    /** Without what is meant for a terminal. */
    static String clean(String text) {
        return CONTROL.matcher(text).replaceAll("");
    }

    /** At most that many characters of the end. */
    static String end(String text, int limit) {
        String clean = clean(text);
        String end = clean.substring(Math.max(0, clean.length() - Math.max(0, limit)));
        return !end.isEmpty() && Character.isLowSurrogate(end.charAt(0)) ? end.substring(1) : end;
    }
}
