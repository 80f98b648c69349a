package io.calvinverse.environments.secrets;

import java.util.regex.Pattern;

/** What a block wants of a secret, and under which name. Several wants of one equal source cost one request. */
public sealed interface Want {

    SecretSource source();

    /**
     * One field in an environment variable.
     *
     * @param field its name; {@code a.b} also finds {@code b} in the object {@code a}; empty: the whole secret as JSON. What is
     *     no text (number, object, list) comes as JSON.
     */
    record Value(SecretSource source, String field, String variable) implements Want {
        /** @throws IllegalArgumentException if the variable has no name for one */
        public Value {
            Names.check(variable);
        }
    }

    /**
     * Every field in a variable of its own, named prefix + field; what is no letter, digit or underscore becomes an
     * underscore.
     */
    record Everything(SecretSource source, String prefix) implements Want {
        /** @throws IllegalArgumentException if no variable can begin so */
        public Everything {
            if (!prefix.isEmpty()) {
                Names.check(prefix);
            }
        }
    }

    /**
     * One field in a file; the variable holds where the file is.
     *
     * @param field as in {@link Value}
     * @param base64 the field holds Base64 of the content, as is usual for key stores
     */
    record InFile(SecretSource source, String field, String variable, boolean base64) implements Want {
        /** @throws IllegalArgumentException if the variable has no name for one */
        public InFile {
            Names.check(variable);
        }
    }

    /** Names of environment variables. */
    final class Names {
        private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

        private Names() {}

        static void check(String name) {
            if (name == null || !NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "'" + name + "' is no name of an environment variable: letters, digits and _, no digit first");
            }
        }

        static String of(String prefix, String field) {
            String name = (prefix + field).replaceAll("[^A-Za-z0-9_]", "_");
            return Character.isDigit(name.charAt(0)) ? "_" + name : name;
        }
    }
}
