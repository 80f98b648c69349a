package io.jenkins.plugins.calvinverse.logs.bench;

import hudson.console.LineTransformationOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Publishes each line as a small record before it goes on. */
final class InlineStream extends LineTransformationOutputStream.Delegating {
    private final InlineChannel channel;

    InlineStream(OutputStream out, InlineChannel channel) {
        super(out);
        this.channel = channel;
    }

    @Override
    protected void eol(byte[] bytes, int length) throws IOException {
        String line = new String(bytes, 0, length, StandardCharsets.UTF_8).trim();
        channel.publish(("{\"message\":\"" + line.replace("\"", "\\\"") + "\"}").getBytes(StandardCharsets.UTF_8));
        out.write(bytes, 0, length);
    }
}
