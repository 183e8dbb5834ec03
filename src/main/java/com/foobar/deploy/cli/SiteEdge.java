package com.foobar.deploy.cli;

import com.foobar.deploy.lab.LabOptions;
import com.foobar.deploy.site.drill.SiteAddress;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the edge of a site is asked, as the site's inventory says.
 *
 * @param name that the certificate is for; empty: the inventory names none
 * @param port of TLS, as clients use it
 * @param authority the copy of the authority's certificate, where there is one
 */
public record SiteEdge(boolean tls, Optional<String> name, int port, Optional<Path> authority) {
    private static final String NONE = "none";
    private static final int HTTPS = 443;
    private static final Pattern DEFAULT = Pattern.compile("(?m)^tls_source: *\"?(\\w+)\"?");

    /** Reads the inventory that some words of a command line name; it connects to nothing. */
    public static SiteEdge read(List<String> words) {
        return InventorySite.edge(words);
    }

    /**
     * As the load balancer's variables say; what they do not say is the default of the role tls.
     *
     * @param project where the roles lie
     */
    static SiteEdge of(Function<String, Optional<Value>> variables, Path project) {
        String source = text(variables, "tls_source").orElseGet(() -> usualSource(project));
        return new SiteEdge(
                !source.equals(NONE),
                variables.apply("tls_names").flatMap(SiteEdge::first).or(() -> text(variables, "site_name")),
                text(variables, "tls_public_port").map(Integer::parseInt).orElse(HTTPS),
                text(variables, "tls_authority_copy").map(Path::of).filter(Files::exists));
    }

    private static Optional<String> text(Function<String, Optional<Value>> variables, String name) {
        return variables.apply(name).map(Value::toString).filter(text -> !text.isBlank());
    }

    private static Optional<String> first(Value names) {
        return names instanceof ListValue list && !list.items().isEmpty()
                ? Optional.of(list.items().getFirst().toString())
                : Optional.empty();
    }

    private static String usualSource(Path project) {
        Path defaults = project.resolve("roles/tls/defaults/main.yml");
        try {
            Matcher said = DEFAULT.matcher(Files.exists(defaults) ? Files.readString(defaults) : "");
            return said.find() ? said.group(1) : NONE;
        } catch (IOException _) {
            return NONE;
        }
    }

    /** Of a lab, at a port of this machine, whose name its certificate has. */
    public SiteAddress ofLab(LabOptions lab) {
        return tls
                ? new SiteAddress(URI.create("https://localhost:" + lab.ports().https()), Optional.of(lab.authority()))
                : SiteAddress.of(URI.create("http://127.0.0.1:" + lab.ports().http()));
    }

    /** @param address of the load balancer; with TLS the site is asked for by its name */
    String url(String address) {
        return tls
                ? "https://" + name.orElse(address) + (port == HTTPS ? "" : ":" + port) + "/"
                : "http://" + address + "/";
    }
}
