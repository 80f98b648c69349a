package io.calvinverse.logs.metrics.real;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.jmx.JmxReporter;
import io.calvinverse.parts.Ports;
import java.util.Hashtable;
import java.util.Map;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jolokia.jvmagent.JolokiaServer;
import org.jolokia.jvmagent.JvmAgentConfig;

/** A registry as beans of this JVM, named as Jenkins' metrics plugin names them, and a real Jolokia before them. */
final class Beans implements AutoCloseable {
    private final JmxReporter reporter;
    private final JolokiaServer jolokia;
    private final int port = Ports.free();

    Beans(MetricRegistry registry) {
        reporter = JmxReporter.forRegistry(registry)
                .inDomain("io.jenkins")
                .createsObjectNamesWith((type, domain, name) -> named(domain, name))
                .build();
        reporter.start();
        try {
            jolokia = new JolokiaServer(
                    new JvmAgentConfig(Map.of("host", "127.0.0.1", "port", "" + port, "discoveryEnabled", "false")));
            jolokia.start(false);
        } catch (Exception e) {
            throw new IllegalStateException("Jolokia does not start", e);
        }
    }

    /** {@code jenkins.queue.wait} is {@code type=Queue,name=Wait}; what has more parts gets a key {@code class}, too. */
    private static ObjectName named(String domain, String name) {
        String[] parts = name.replaceFirst("^jenkins\\.", "")
                .replaceFirst("\\.value$", "")
                .replaceFirst("\\.duration$", "")
                .replaceFirst("\\.count$", "")
                .split("\\.", 3);
        Hashtable<String, String> keys = new Hashtable<>();
        keys.put("type", capital(parts[0]));
        if (parts.length > 1) {
            keys.put("name", capital(parts[parts.length - 1]));
        }
        if (parts.length > 2) {
            keys.put("class", capital(parts[1]));
        }
        try {
            return new ObjectName(domain, keys);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(name + " makes no name of a bean", e);
        }
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    String address() {
        return "http://127.0.0.1:" + port + "/jolokia";
    }

    @Override
    public void close() {
        jolokia.stop();
        reporter.stop();
    }
}
