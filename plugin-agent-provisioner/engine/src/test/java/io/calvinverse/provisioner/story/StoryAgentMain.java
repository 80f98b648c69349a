package io.calvinverse.provisioner.story;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * The story's agent. Takes the arguments of a Swarm client, reports to the controller, asks for builds and runs them;
 * when the controller is away, it goes on and reports later.
 */
public final class StoryAgentMain {
    private static final long PAUSE_MILLIS = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final String controller;
    private final String authorization;
    private final Path work;
    private boolean connected;

    private StoryAgentMain(List<String> arguments) throws IOException {
        String password =
                Files.readString(Path.of(after(arguments, "-passwordFile"))).strip();
        String user = after(arguments, "-username") + ":" + password;
        this.controller = after(arguments, "-url");
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        this.work = Path.of(after(arguments, "-fsroot"));
    }

    private static String after(List<String> arguments, String option) {
        return arguments.get(arguments.indexOf(option) + 1);
    }

    /** @param arguments those of a Swarm client */
    public static void main(String[] arguments) throws Exception {
        String fault = System.getenv("STORY_FAULT");
        System.out.println("Starting agent " + after(List.of(arguments), "-name") + " with Java "
                + Runtime.version().feature());
        if (fault != null) {
            System.out.println("FATAL: " + fault);
            System.exit(1);
        }
        new StoryAgentMain(List.of(arguments)).run();
    }

    private void run() throws InterruptedException {
        Thread heart = new Thread(this::beat, "heart");
        heart.setDaemon(true);
        heart.start();
        while (true) {
            String[] build = ask("next", "").split("\n", 2);
            if (build.length == 2) {
                String result = build(build[0], build[1]);
                while (ask("result", result).equals("away")) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            } else {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private void beat() {
        try {
            while (true) {
                ask("alive", "");
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The controller's answer; "away" when there is none. */
    private String ask(String what, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(controller + what))
                .timeout(Duration.ofSeconds(2))
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            connected(answer.statusCode() < 300, "refused with " + answer.statusCode());
            return answer.statusCode() < 300 ? answer.body() : "away";
        } catch (IOException e) {
            connected(false, "controller is away");
            return "away";
        }
    }

    private synchronized void connected(boolean now, String otherwise) {
        if (now != connected) {
            System.out.println(now ? "Connected to " + controller : "Disconnected: " + otherwise + "; trying again");
            connected = now;
        }
    }

    private String build(String number, String script) throws InterruptedException {
        System.out.println("Build " + number + " begins");
        StringBuilder output = new StringBuilder();
        int code = 255;
        try {
            Path workspace = Files.createDirectories(work.resolve("build-" + number));
            Process process = new ProcessBuilder("/bin/sh", "-ec", script)
                    .directory(workspace.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.inputReader(StandardCharsets.UTF_8).lines().forEach(line -> {
                System.out.println("  " + line);
                output.append(line).append('\n');
            });
            code = process.waitFor();
        } catch (IOException e) {
            output.append(e);
        }
        System.out.println("Build " + number + " ended with " + code);
        return number + "\n" + code + "\n" + output;
    }
}
