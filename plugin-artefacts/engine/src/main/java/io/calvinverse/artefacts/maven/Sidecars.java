package io.calvinverse.artefacts.maven;

import io.calvinverse.artefacts.artefact.Algorithm;
import io.calvinverse.artefacts.artefact.Digests;
import io.calvinverse.artefacts.raw.RemoteFiles;
import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Body;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files beside a file that hold its digests; Maven's clients ask for {@code .sha1}, then {@code .md5}. */
final class Sidecars {

    static final List<Algorithm> KINDS = List.of(Algorithm.MD5, Algorithm.SHA256, Algorithm.SHA512, Algorithm.SHA1);

    private final Address address;
    private final RemoteFiles files;

    Sidecars(Address address, RemoteFiles files) {
        this.address = address;
        this.files = files;
    }

    /** All of them; that of SHA-1 last, so when it is there, the others are. */
    void put(String path, String what, Digests digests) throws IOException, InterruptedException {
        for (Algorithm kind : KINDS) {
            String sidecar = path + "." + kind.symbol();
            byte[] text = digests.hex(kind).getBytes(StandardCharsets.US_ASCII);
            files.put(address.at(sidecar), kind.symbol() + " of " + what, Body.of(text), Progress.NONE);
        }
    }

    /**
     * Puts them unless that of SHA-1 is right: a publication may have been killed between a file and these.
     *
     * @param what they belong to, for messages
     */
    void complete(String path, String what, Digests digests) throws IOException, InterruptedException {
        String sidecar = path + "." + Algorithm.SHA1.symbol();
        if (!files.text(address.at(sidecar), Algorithm.SHA1.symbol() + " of " + what)
                .equals(digests.hex(Algorithm.SHA1))) {
            put(path, what, digests);
        }
    }
}
