package com.foobar.deploy.module;

/**
 * The {@code mode} argument: octal digits ({@code 0644}, {@code "644"}), or a symbolic mode ({@code u=rw,go=r}), or
 * {@code preserve}. A number is taken as YAML read it (0644 is octal there).
 */
public record FileMode(String text) {
    public FileMode {
        if (!text.matches("0?o?[0-7]{1,5}|preserve|([ugoa]*[-+=][rwxXstugo]*)(,[ugoa]*[-+=][rwxXstugo]*)*")) {
            throw new IllegalArgumentException("`" + text + "` is neither an octal mode nor a symbolic one");
        }
    }

    public static FileMode ofNumber(int mode) {
        return new FileMode(String.format("%04o", mode));
    }

    public boolean octal() {
        return text.matches("0?o?[0-7]{1,5}");
    }

    /** The bits of an octal mode. */
    public int bits() {
        return Integer.parseInt(text.replace("o", ""), 8);
    }
}
