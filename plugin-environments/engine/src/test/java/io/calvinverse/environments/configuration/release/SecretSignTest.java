package io.calvinverse.environments.configuration.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.calvinverse.environments.configuration.store.Content;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretSignTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    config/a/x             | -----BEGIN RSA PRIVATE KEY-----            | PRIVATE_KEY
                    config/a/x             | -----BEGIN PRIVATE KEY-----                | PRIVATE_KEY
                    config/a/x             | hvs.CAESIAAAAAAAAAAAAAAAAAAAAAAAAA         | VAULT_TOKEN
                    config/a/x             | s.abcdefghijABCDEFGHIJ1234                 | VAULT_TOKEN
                    config/a/x             | AKIAIOSFODNN7EXAMPLE                       | CLOUD_KEY
                    config/a/x             | ghp_abcdefghijklmnopqrstuvwxyzABCDEF0123   | FORGE_TOKEN
                    config/a/x             | amqp://user:s3cretword@queue/vhost         | PASSWORD_IN_URL
                    config/a/x             | Server=db;Password=s3cretword;             | PASSWORD_IN_TEXT
                    config/a/x             | password => "s3cretword"                   | PASSWORD_IN_TEXT
                    config/a/password      | s3cretword                                 | NAME
                    config/a/smtp.password | s3cretword                                 | NAME
                    config/a/api_key       | s3cretword                                 | NAME
                    config/a/x             | cg8StVXbQJ0gPvMd9o7yrg==                   | RANDOM
                    config/a/x             | dGhpc0lzTm90QVNlY3JldEJ1dExvb2tzTGlrZU9uZQ | RANDOM
                    """)
    void secrets(String key, String value, SecretSign sign) {
        assertEquals(Optional.of(sign), SecretSign.of(key, Content.of(value)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    config/services/secrets/protocols/http/host | active.secrets
                    config/services/secrets/protocols/http/port | 8200
                    config/environment/directory/users/bindcn   | CN=ad-bind-user,OU=Users,DC=ad,DC=example,DC=com
                    config/environment/directory/filter/users/getuser | (&(objectCategory=Person)(cn=*))
                    config/environment/directory/initialized    | true
                    config/x/secret                             | {{ with secret "secret/x" }}{{ .Data.password }}{{ end }}
                    config/x/secret                             | secret/services/queue/users/build/logs
                    config/x/password                           | ''
                    config/x/digest                             | 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                    config/x/url                                | http://active.builds.service.consulverse:8080/builds
                    config/x/filter                             | password => "{{ .Data.password }}"
                    config/x/filter                             | url: amqp://user:${PASSWORD}@queue
                    config/x/tokenizer                          | standard
                    config/x/path                               | CN=Administrators/OU=Groups1/DC=Calvinverse
                    """)
    void harmless(String key, String value) {
        assertEquals(Optional.empty(), SecretSign.of(key, Content.of(value)));
    }
}
