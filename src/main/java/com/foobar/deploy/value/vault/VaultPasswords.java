package com.foobar.deploy.value.vault;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.VaultReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The vault passwords of a run. Those with the label of an envelope are tried first, then the others, in the order
 * given, as Ansible does.
 */
public final class VaultPasswords implements VaultReader {
    private static final String DEFAULT = "default";

    /**
     * A password with its label.
     *
     * @param source where it comes from, for messages: a path or {@code prompt}
     */
    public record Labelled(String id, String source, Secret password) {}

    /**
     * A decrypted text.
     *
     * @param id the label that the envelope had
     * @param password the one that fitted
     */
    public record Opened(byte[] clear, Optional<String> id, Secret password) {}

    private final List<Labelled> passwords;

    public VaultPasswords(Collection<Labelled> passwords) {
        this.passwords = List.copyOf(passwords);
    }

    /**
     * Reads the passwords that the command line and the environment name; {@code ANSIBLE_VAULT_IDENTITY_LIST} and
     * {@code ANSIBLE_VAULT_PASSWORD_FILE} come before the options.
     *
     * @param passwordFiles values of {@code --vault-password-file}
     * @param vaultIds values of {@code --vault-id}: {@code id@file}, {@code id@prompt}, or without a label
     * @param askDefault true for {@code --ask-vault-pass}
     * @param prompt asks the user for the password of an id
     * @throws DeployException FILE_NOT_FOUND, FILE_NOT_READABLE, or VAULT_PASSWORD where one is empty or its program
     *     fails
     */
    public static VaultPasswords gather(
            List<String> passwordFiles,
            List<String> vaultIds,
            boolean askDefault,
            Map<String, String> environment,
            Function<String, Secret> prompt) {
        var ids = new ArrayList<String>();
        Stream.of(environment.getOrDefault("ANSIBLE_VAULT_IDENTITY_LIST", "").split(","))
                .map(String::strip)
                .forEach(ids::add);
        Optional.ofNullable(environment.get("ANSIBLE_VAULT_PASSWORD_FILE"))
                .filter(file -> !file.isBlank())
                .map(file -> DEFAULT + "@" + file)
                .ifPresent(ids::add);
        ids.addAll(vaultIds);
        passwordFiles.forEach(file -> ids.add(DEFAULT + "@" + file));
        if (askDefault) {
            ids.add(DEFAULT + "@prompt");
        }
        return new VaultPasswords(ids.stream()
                .filter(id -> !id.isEmpty())
                .map(id -> labelled(id, prompt))
                .toList());
    }

    private static Labelled labelled(String given, Function<String, Secret> prompt) {
        int at = given.indexOf('@');
        String id = at <= 0 ? DEFAULT : given.substring(0, at);
        String source = given.substring(at + 1);
        boolean asked = source.equals("prompt") || source.equals("prompt_ask_vault_pass");
        return new Labelled(id, source, asked ? prompt.apply(id) : PasswordFile.ofVault(source, id));
    }

    @Override
    public boolean hasPasswords() {
        return !passwords.isEmpty();
    }

    /** The first password with that label, or the first one of all. */
    public Optional<Labelled> forEncryption(Optional<String> id) {
        return passwords.stream()
                .filter(password -> id.isEmpty() || password.id().equals(id.get()))
                .findFirst();
    }

    /** False of a text whose label is none of those given, where every password given has a label. */
    @Override
    public boolean isMeantFor(String envelope, Place place) {
        Optional<String> id = VaultEnvelope.parse(envelope, place).id();
        return id.isEmpty()
                || passwords.stream()
                        .anyMatch(password ->
                                password.id().equals(DEFAULT) || password.id().equals(id.get()));
    }

    /** The labels there are, in order and each once. */
    public List<String> ids() {
        return passwords.stream().map(Labelled::id).distinct().toList();
    }

    @Override
    public byte[] decrypt(String text, Place place) {
        return open(text, place).clear();
    }

    /**
     * Decrypts and tells with which password, so that an edited text can be encrypted as it was.
     *
     * @throws DeployException VAULT_PASSWORD where no password fits, VAULT_FORMAT where the envelope is damaged
     */
    public Opened open(String text, Place place) {
        VaultEnvelope envelope = VaultEnvelope.parse(text, place);
        if (passwords.isEmpty()) {
            return new Opened(NONE.decrypt(text, place), envelope.id(), new Secret(""));
        }
        for (Labelled labelled : inOrder(envelope.id())) {
            Optional<byte[]> clear = VaultCipher.decrypt(envelope, labelled.password(), place);
            if (clear.isPresent()) {
                return new Opened(clear.get(), envelope.id(), labelled.password());
            }
        }
        throw noneFits(envelope, place);
    }

    private List<Labelled> inOrder(Optional<String> id) {
        return Stream.concat(
                        passwords.stream()
                                .filter(password ->
                                        id.isPresent() && password.id().equals(id.get())),
                        passwords.stream())
                .distinct()
                .toList();
    }

    private DeployException noneFits(VaultEnvelope envelope, Place place) {
        String tried = passwords.stream()
                .map(password -> "`" + password.source() + "` (id `" + password.id() + "`)")
                .collect(Collectors.joining(", "));
        var diagnostic = Diagnostic.of(ErrorCode.VAULT_PASSWORD, "no vault password fits; tried " + tried)
                .at(place);
        Optional<String> id = envelope.id();
        if (id.isPresent()
                && passwords.stream().noneMatch(password -> password.id().equals(id.get()))) {
            diagnostic = diagnostic.advise("it was encrypted with the id `" + id.get() + "`: give its password with"
                    + " --vault-id " + id.get() + "@FILE");
        }
        return diagnostic
                .advise("`foobar-deploy vault view FILE` tells quickly whether a password opens a file")
                .advise("if the password is right, the encrypted text was changed")
                .toException();
    }
}
