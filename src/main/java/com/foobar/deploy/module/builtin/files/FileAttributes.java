package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.FileMode;
import java.util.Optional;

/** The arguments that every module has that writes files. */
public record FileAttributes(
        @Arg("permissions: octal digits in quotes, symbols such as u=rw,g=r, or preserve where there is a source")
        Optional<FileMode> mode,

        @Arg("name or number of the owner") Optional<String> owner,

        @Arg("name or number of the group") Optional<String> group,

        @Arg(value = "write in place where the file cannot be replaced", fallback = "false")
        boolean unsafeWrites,

        @Arg("accepted for Ansible's sake: SELinux contexts are kept as they are")
        Optional<String> selevel,

        @Arg("accepted for Ansible's sake: SELinux contexts are kept as they are")
        Optional<String> serole,

        @Arg("accepted for Ansible's sake: SELinux contexts are kept as they are")
        Optional<String> setype,

        @Arg("accepted for Ansible's sake: SELinux contexts are kept as they are")
        Optional<String> seuser) {
    public DesiredAttributes desired() {
        return desired(mode);
    }

    /** The same owner and group with other permissions. */
    public DesiredAttributes desired(Optional<FileMode> other) {
        return new DesiredAttributes(owner, group, other);
    }

    boolean preservesMode() {
        return mode.filter(desired -> desired.text().equals("preserve")).isPresent();
    }
}
