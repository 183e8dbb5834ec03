package com.foobar.deploy.site.drill;

import static com.foobar.deploy.site.drill.DrillSite.check;

import java.util.List;

/** Configurations change under load. */
final class BalancerDrills {
    private static final String SITE = "playbooks/site.yml";
    private static final String ASK = " | socat - UNIX-CONNECT:/run/haproxy/admin.sock";

    private BalancerDrills() {}

    static List<Drill> all() {
        return List.of(
                new Drill(
                        17,
                        "bad-configuration",
                        "HAProxy or nginx would not run with it: rejected, the old one serves, no failed GET",
                        BalancerDrills::badConfiguration),
                new Drill(
                        18,
                        "reload-while-drained",
                        "a drained server stays drained over a reload, no failed GET",
                        BalancerDrills::reloadWhileDrained));
    }

    private static void badConfiguration(DrillSite site) {
        String balancer = site.hosts().balancer();
        String web = site.hosts().web();
        String before =
                site.text(balancer, "sha1sum </etc/haproxy/haproxy.cfg; echo show info" + ASK + " | grep ^desc");
        String nginx = site.text(web, "sha1sum </etc/nginx/nginx.conf");
        try (var load = site.load(0, 30)) {
            // HAProxy accepts this in its own check, and dies of it at its start: the port is sshd's.
            site.tool()
                    .run("apply", SITE, "-y", "-ehaproxy_stats_bind=127.0.0.1:22")
                    .exits(4)
                    .says("the configuration before it is back and runs");
            site.tool()
                    .run("apply", SITE, "-y", "-ehaproxy_timeout_connect=soon")
                    .exits(4);
            site.tool()
                    .run("apply", SITE, "-y", "-enginx_client_max_body_size=much")
                    .exits(4);
            // nginx's own check lets a port pass that another program has, and its master then keeps the old workers.
            site.tool()
                    .run("apply", SITE, "-y", "-l", web, "-enginx_port=22")
                    .exits(4)
                    .says("the configuration before it is back and runs");
            DrillSite.Measured seen = site.finish(load);
            seen.noReadFailed();
        }
        String after = site.text(balancer, "sha1sum </etc/haproxy/haproxy.cfg; echo show info" + ASK + " | grep ^desc");
        check(before.equals(after), "HAProxy's configuration is not what it was");
        check(nginx.equals(site.text(web, "sha1sum </etc/nginx/nginx.conf")), "nginx's is not what it was");
    }

    private static void reloadWhileDrained(DrillSite site) {
        String balancer = site.hosts().balancer();
        String drained = site.hosts().webs().getLast();
        site.text(balancer, "echo set server web/" + drained + " state drain" + ASK);
        try (var load = site.load(0, 30)) {
            site.tool()
                    .run("apply", SITE, "-y", "-l", "lb", "-ehaproxy_timeout_queue=11s")
                    .exits(0)
                    .says("reload haproxy");
            String state = site.text(
                    balancer,
                    "echo show stat" + ASK + " | awk -F, '$1 == \"web\" && $2 == \"" + drained + "\" {print $18}'");
            DrillSite.Measured seen = site.finish(load);
            check(state.startsWith("DRAIN"), drained + " is " + state + " after the reload");
            check(load.served(30).equals(site.hosts().websWithout(drained)), "requests went to " + load.served(30));
            seen.noReadFailed();
        } finally {
            site.text(balancer, "echo set server web/" + drained + " state ready" + ASK);
        }
        site.tool().run("apply", SITE, "-y", "-l", "lb").exits(0);
    }
}
