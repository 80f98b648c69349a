package io.calvinverse.environments.consul;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;

/**
 * Something that can be read, once by {@link Consul#read} or again and again by {@link Watch}.
 *
 * @param path below {@code /v1/}, encoded
 * @param parameters of the query, encoded
 * @param parser of the JSON answer; gets a missing node where Consul answers 404, as it does for a key that is not there
 */
public record Query<T>(String path, List<String> parameters, Function<JsonNode, T> parser) {

    public Query {
        parameters = List.copyOf(parameters);
    }

    Query(String path, Function<JsonNode, T> parser) {
        this(path, List.of(), parser);
    }
}
