package com.foobar.deploy.connection.ssh;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host's end of a worker, played by a test instead of a shell: it reads what the controller sends, and answers what it
 * likes. For hosts that lie, see {@link EmbeddedSshServer#plays}.
 */
public final class ScriptedHost {
    /** What a host does in place of the shell, for each command that is started on it. */
    @FunctionalInterface
    public interface Role {
        void play(ScriptedHost host) throws IOException;
    }

    /** A step as it was sent. */
    public record Asked(long sequence, String kind, String script) {}

    private static final Pattern STREAM_HELLO = Pattern.compile("printf '\\\\n(\\S+) 0 0\\\\n'");

    private final BufferedReader input;
    private final OutputStream out;
    private final OutputStream err;
    private String nonce = "";

    ScriptedHost(InputStream input, OutputStream out, OutputStream err) {
        this.input = new BufferedReader(new InputStreamReader(input, StandardCharsets.ISO_8859_1));
        this.out = out;
        this.err = err;
    }

    /** Reads the worker's own text up to where it would say hello. */
    public ScriptedHost started() throws IOException {
        String line = input.readLine();
        while (line != null && !line.equals("fd_frame 0 0")) {
            if (line.startsWith("fd_n=")) {
                nonce = line.substring("fd_n=".length());
            }
            line = input.readLine();
        }
        return this;
    }

    /** As {@link #started}, and says hello as a worker does. */
    public ScriptedHost greeted() throws IOException {
        started();
        frame(0, "0");
        return this;
    }

    /** Says hello as a command with a channel of its own does. */
    public ScriptedHost greetedStream() throws IOException {
        Matcher hello = STREAM_HELLO.matcher("");
        while (!hello.find()) {
            hello.reset(input.readLine());
        }
        nonce = hello.group(1);
        frame(0, "0");
        return this;
    }

    /** The next step, or empty where the controller has gone. */
    public Optional<Asked> next() throws IOException {
        var script = new StringBuilder();
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (line.startsWith("fd_step ")) {
                String[] words = line.split(" ", -1);
                return Optional.of(new Asked(Long.parseLong(words[1]), words[2], unquoted(script.toString())));
            }
            script.append(line).append('\n');
        }
        return Optional.empty();
    }

    private static String unquoted(String assignment) {
        String text = assignment.strip();
        int from = "fd_t='".length();
        return text.length() <= from
                ? ""
                : text.substring(from, text.length() - 1).replace("'\\''", "'");
    }

    /** Answers each step alike, until the controller goes. */
    public void always(String stdout, String stderr, int rc) throws IOException {
        for (Optional<Asked> step = next(); step.isPresent(); step = next()) {
            answer(step.get().sequence(), stdout, stderr, rc);
        }
    }

    public void answer(long sequence, String stdout, String stderr, int rc) throws IOException {
        out(stdout);
        err(stderr);
        frame(sequence, String.valueOf(rc));
    }

    /** A frame on both outputs. */
    public void frame(long sequence, String word) throws IOException {
        raw(sequence + " " + word);
    }

    /** What stands between the mark and the line's end of a frame, on both outputs. */
    public void raw(String words) throws IOException {
        out("\n" + nonce + " " + words + "\n");
        err("\n" + nonce + " " + words + "\n");
    }

    public void out(String text) throws IOException {
        write(out, text.getBytes(StandardCharsets.UTF_8));
    }

    public void err(String text) throws IOException {
        write(err, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Prints without end, until the controller goes. */
    public void flood() throws IOException {
        byte[] block = "x".repeat(32 * 1024).getBytes(StandardCharsets.US_ASCII);
        while (true) {
            write(out, block);
        }
    }

    public void floodErrors() throws IOException {
        byte[] block = "x".repeat(32 * 1024).getBytes(StandardCharsets.US_ASCII);
        while (true) {
            write(err, block);
        }
    }

    /** Says nothing more, and waits until the controller goes. */
    public void silence() throws IOException {
        while (next().isPresent()) {
            // It reads what comes, like a host that is stuck behind its shell.
        }
    }

    private static void write(OutputStream stream, byte[] bytes) throws IOException {
        stream.write(bytes);
        stream.flush();
    }
}
