package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.diagnostic.Diagnostic;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.auth.password.PasswordAuthenticationReporter;
import org.apache.sshd.client.auth.pubkey.PublicKeyAuthenticationReporter;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/** What is seen while one login is tried, told by MINA's threads and read by the one that waits. */
final class LoginAttempt {
    static final AttributeKey<LoginAttempt> KEY = new AttributeKey<>();

    final SshTarget target;
    private final List<String> tried = new ArrayList<>();
    private final Set<String> accepted = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable Diagnostic problem;
    private @Nullable KeyPair pinned;
    private String endReason = "";
    private long steps;

    LoginAttempt(SshTarget target) {
        this.target = target;
    }

    /** The attempt that a session of ours belongs to. */
    static Optional<LoginAttempt> of(Session session) {
        if (session instanceof ClientSession client && client.getConnectionContext() != null) {
            return Optional.ofNullable(client.getConnectionContext().getAttribute(KEY));
        }
        return Optional.empty();
    }

    /** Something has come from the host: it is slow, but not silent. */
    synchronized void progressed() {
        steps++;
    }

    synchronized long steps() {
        return steps;
    }

    synchronized void refuse(Diagnostic why) {
        problem = why;
    }

    /** What we ourselves found wrong, such as the host's key. */
    synchronized Optional<Diagnostic> problem() {
        return Optional.ofNullable(problem);
    }

    /** The one key to begin with, without asking what else would do. */
    synchronized void pin(KeyPair pair) {
        pinned = pair;
    }

    synchronized Optional<KeyPair> pinned() {
        return Optional.ofNullable(pinned);
    }

    synchronized void ended(String reason) {
        if (endReason.isEmpty()) {
            endReason = reason;
        }
    }

    synchronized String endReason() {
        return endReason;
    }

    synchronized void tried(String what) {
        if (!tried.contains(what)) {
            tried.add(what);
        }
    }

    synchronized List<String> tried() {
        return List.copyOf(tried);
    }

    /** A key that could not be tried, and why. */
    synchronized void note(String sentence) {
        notes.add(sentence);
    }

    synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    synchronized void serverAccepts(List<String> methods) {
        steps++;
        accepted.clear();
        accepted.addAll(methods);
    }

    synchronized List<String> serverAccepts() {
        return List.copyOf(accepted);
    }

    void listenTo(ClientSession session) {
        session.setPublicKeyAuthenticationReporter(new Keys());
        session.setPasswordAuthenticationReporter(new Passwords());
    }

    private final class Keys implements PublicKeyAuthenticationReporter {
        @Override
        public void signalAuthenticationAttempt(ClientSession session, String service, KeyPair key, String signature) {
            HostKey shown = HostKey.of(key.getPublic());
            tried("the " + shown.family() + " key " + shown.fingerprint());
        }

        @Override
        public void signalAuthenticationFailure(
                ClientSession session, String service, KeyPair key, boolean partial, List<String> methods) {
            serverAccepts(methods);
        }
    }

    private final class Passwords implements PasswordAuthenticationReporter {
        @Override
        public void signalAuthenticationAttempt(
                ClientSession session, String service, String old, boolean modified, String next) {
            tried("the password");
        }

        @Override
        public void signalAuthenticationFailure(
                ClientSession session, String service, String password, boolean partial, List<String> methods) {
            serverAccepts(methods);
        }
    }
}
