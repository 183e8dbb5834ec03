package com.foobar.deploy.site;

import com.foobar.deploy.lab.ContainerEngine;
import com.foobar.deploy.lab.LabImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** An image of hosts with Debian's Ansible and what it needs on its targets: installed once for all of them. */
public final class AnsibleImage {
    private static final String DEFINITION = """
        FROM %s
        RUN apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install \\
            ansible-core openssh-client python3 python3-apt
        """;

    private AnsibleImage() {}

    /** @throws IllegalStateException where it cannot be had */
    public static synchronized String ensure(ContainerEngine engine) {
        String base = new LabImage(engine).ensure(_ -> {});
        String name = base.replace(LabImage.REPOSITORY, LabImage.REPOSITORY + "-ansible");
        var definition = new ByteArrayInputStream(DEFINITION.formatted(base).getBytes(StandardCharsets.UTF_8));
        var built = engine.run(List.of("build", "--tag", name, "-"), Optional.of(definition));
        if (!built.ok()) {
            throw new IllegalStateException("Ansible cannot be installed from Debian's packages: " + built.reason());
        }
        return name;
    }
}
