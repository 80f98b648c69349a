package io.jenkins.plugins.calvinverse.environments.secrets.masking;

import hudson.console.LineTransformationOutputStream;
import io.calvinverse.environments.secrets.Masker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.function.Supplier;

/** Masks line by line. */
final class MaskingStream extends LineTransformationOutputStream.Delegating {
    private final Supplier<Masker> masker;
    private final Charset charset;

    /** @param masker asked for each line: new secrets may come while a process runs */
    MaskingStream(OutputStream out, Supplier<Masker> masker, Charset charset) {
        super(out);
        this.masker = masker;
        this.charset = charset;
    }

    @Override
    protected void eol(byte[] bytes, int length) throws IOException {
        String line = new String(bytes, 0, length, charset);
        String masked = masker.get().mask(line);
        if (masked.equals(line)) {
            out.write(bytes, 0, length);
        } else {
            out.write(masked.getBytes(charset));
        }
    }
}
