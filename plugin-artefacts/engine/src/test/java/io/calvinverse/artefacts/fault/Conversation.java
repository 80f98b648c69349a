package io.calvinverse.artefacts.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One request on its way to a server, and the answer on its way back. */
final class Conversation {

    private final Socket client;
    private final Socket server;
    private final Head request;

    Conversation(Socket client, Socket server, Head request) {
        this.client = client;
        this.server = server;
        this.request = request;
    }

    boolean writes() {
        return !request.method().equals("GET") && !request.method().equals("HEAD");
    }

    /** Passes the request on; a byte in the middle of its body is changed if {@code damage}. */
    void forward(boolean damage) throws IOException {
        OutputStream out = server.getOutputStream();
        out.write(request.closing());
        long length = request.length();
        long damaged = damage && length > 0 ? length / 2 : -1;
        copyBody(out, length, damaged);
        out.flush();
    }

    private void copyBody(OutputStream out, long length, long damaged) throws IOException {
        InputStream in = client.getInputStream();
        byte[] buffer = new byte[16 * 1024];
        for (long at = 0; at < length; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, length - at));
            if (read < 0) {
                throw new IOException("the client went away");
            }
            if (damaged >= at && damaged < at + read) {
                buffer[(int) (damaged - at)] ^= 1;
            }
            out.write(buffer, 0, read);
            at += read;
        }
    }

    /** Takes the request and passes nothing on. */
    void swallow() throws IOException {
        copyBody(OutputStream.nullOutputStream(), request.length(), -1);
    }

    void swallowHalf() throws IOException {
        copyBody(OutputStream.nullOutputStream(), request.length() / 2, -1);
    }

    void answer(int status, String... headers) throws IOException {
        String text = "HTTP/1.1 " + status + " Fault\r\nContent-Length: 0\r\nConnection: close\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }

    /** The server's answer, byte by byte with a pause after each if {@code slow} is not zero. */
    void back(long slowMillis) throws IOException {
        InputStream in = server.getInputStream();
        Head head = Head.read(in);
        if (head == null) {
            throw new IOException("the server went away");
        }
        OutputStream out = client.getOutputStream();
        if (slowMillis == 0) {
            out.write(head.closing());
            in.transferTo(out);
            out.flush();
            return;
        }
        for (byte each : head.closing()) {
            out.write(each);
            out.flush();
            pause(slowMillis);
        }
    }

    /** The server's answer is read, and the client gets half of it at most. */
    void halfBack() throws IOException {
        InputStream in = server.getInputStream();
        Head head = Head.read(in);
        byte[] body = head == null ? new byte[0] : in.readAllBytes();
        if (body.length > 1) {
            client.getOutputStream().write(head.closing());
            client.getOutputStream().write(body, 0, body.length / 2);
            client.getOutputStream().flush();
        }
        reset();
    }

    /** A TCP reset instead of an orderly end. */
    void reset() throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    void silence() throws IOException {
        while (client.getInputStream().read() >= 0) {
            // It may say what it likes; nobody answers.
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
