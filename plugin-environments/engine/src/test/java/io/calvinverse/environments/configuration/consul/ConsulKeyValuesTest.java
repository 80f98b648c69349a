package io.calvinverse.environments.configuration.consul;

import io.calvinverse.environments.configuration.store.KeyValues;
import io.calvinverse.environments.configuration.store.KeyValuesContract;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulSettings;
import io.calvinverse.parts.ConsulPart;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** On a real server. */
class ConsulKeyValuesTest extends KeyValuesContract {
    private static ConsulPart server;
    private static Consul consul;

    @BeforeAll
    static void start() {
        server = ConsulPart.start();
        consul = new Consul(ConsulSettings.of(server.http()), HttpClient.newHttpClient());
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void clean() throws Exception {
        consul.keys().deleteTree("");
    }

    @Override
    protected KeyValues store() {
        return new ConsulKeyValues(consul);
    }
}
