package com.foobar.deploy.lab;

import java.util.List;

/**
 * The ports of this machine at which a lab is reached, on its loopback address.
 *
 * @param ssh that of the first host; those of the others follow
 * @param http leads to port 80 of the first host
 * @param https leads to port 443 of the first host
 */
public record LabPorts(int ssh, int http, int https) {
    public static final LabPorts STANDARD = new LabPorts(2201, 8080, 8443);
    private static final int HIGHEST = 65535;

    /** Between HTTP and HTTPS, where nobody says otherwise: labs that differ in the one differ in the other. */
    private static final int APART = STANDARD.https - STANDARD.http;

    public LabPorts {
        check(ssh > 0, "the SSH ports must lie between 1 and 65535");
        check(isPort(http), "the HTTP port must lie between 1 and 65535");
        check(isPort(https), "the HTTPS port must lie between 1 and 65535");
        check(http != https, "port " + http + " is used for HTTP and for HTTPS");
    }

    public static LabPorts of(int ssh, int http) {
        int above = http + APART;
        return new LabPorts(ssh, http, isPort(above) ? above : http - APART);
    }

    private static boolean isPort(int number) {
        return number > 0 && number <= HIGHEST;
    }

    /** For so many hosts. */
    void checkFor(int hosts) {
        check(ssh + hosts - 1 <= HIGHEST, "the SSH ports must lie between 1 and 65535");
        checkApart(http, "HTTP", hosts);
        checkApart(https, "HTTPS", hosts);
    }

    private void checkApart(int port, String what, int hosts) {
        check(port < ssh || port >= ssh + hosts, "port " + port + " is used for " + what + " and for SSH");
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** What the first host has published beside SSH, {@code outside:inside}. */
    List<String> published() {
        return List.of(http + ":80", https + ":443");
    }

    /** Part of what tells labs apart. */
    String shape() {
        return ssh + " " + http + " " + https;
    }
}
