package com.foobar.deploy.site.drill;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.lab.LabHost;
import com.foobar.deploy.lab.LabOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The hosts of a site by what they do in it.
 *
 * @param balancer the load balancer that requests go through
 * @param webs two at least, in the order in which they get a release
 * @param databases a primary and its replica, whichever is which
 * @param addresses of the databases, at which they see each other
 */
public record SiteHosts(String balancer, List<String> webs, List<String> databases, Map<String, String> addresses) {
    private static final String ADDRESS = "private_address";
    private static final Pattern ADDRESS_FORM = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern NAME_FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /** @throws com.foobar.deploy.diagnostic.DeployException USAGE, for a site that drills are not made for */
    public SiteHosts {
        webs = List.copyOf(webs);
        databases = List.copyOf(databases);
        addresses = Map.copyOf(addresses);
        check(webs.size() >= 2, "two web hosts at least (group `web`)", webs);
        check(databases.size() == 2, "two databases, no more and no less (group `db`)", databases);
        Stream.of(List.of(balancer), webs, databases).flatMap(List::stream).forEach(SiteHosts::checkName);
        for (String database : databases) {
            if (!ADDRESS_FORM.matcher(addresses.getOrDefault(database, "")).matches()) {
                throw Diagnostic.of(
                                ErrorCode.USAGE,
                                "drills need an IPv4 `" + ADDRESS + "` of the database `" + database + "`")
                        .advise("it is the address at which the other hosts see it; playbooks/site.yml needs it too")
                        .toException();
            }
        }
    }

    /**
     * As playbooks/site.yml sees an inventory. Of several load balancers the first is meant.
     *
     * @param groups names of hosts by names of groups
     * @param address of a host, where the inventory has one
     */
    public static SiteHosts of(Map<String, List<String>> groups, Function<String, Optional<String>> address) {
        List<String> balancers = groups.getOrDefault("lb", List.of());
        List<String> databases = groups.getOrDefault("db", List.of());
        check(!balancers.isEmpty(), "a load balancer (group `lb`)", balancers);
        Map<String, String> addresses = databases.stream()
                .filter(host -> address.apply(host).isPresent())
                .collect(Collectors.toMap(
                        host -> host, host -> address.apply(host).orElseThrow()));
        return new SiteHosts(balancers.getFirst(), groups.getOrDefault("web", List.of()), databases, addresses);
    }

    /** The site that inventories/lab makes of a lab. */
    static SiteHosts of(LabOptions lab) {
        List<String> webs = List.of("web-01", "web-02");
        Map<String, String> addresses =
                lab.labHosts().stream().collect(Collectors.toMap(LabHost::name, LabHost::address));
        return new SiteHosts("lb-01", webs, webs, addresses);
    }

    /** Names and addresses become part of shell texts. */
    private static void checkName(String host) {
        if (!NAME_FORM.matcher(host).matches()) {
            throw Diagnostic.of(ErrorCode.USAGE, "drills take no host of the name `" + host + "`")
                    .toException();
        }
    }

    private static void check(boolean holds, String wanted, List<String> there) {
        if (!holds) {
            throw Diagnostic.of(
                            ErrorCode.USAGE,
                            "drills need " + wanted + "; the inventory has "
                                    + (there.isEmpty() ? "none" : String.join(", ", there)))
                    .advise("they break a site that playbooks/site.yml has made, with the groups lb, web and db")
                    .toException();
        }
    }

    /** Each host once. */
    public List<String> all() {
        return Stream.of(List.of(balancer), webs, databases)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** The first of the web hosts: the one that is broken where one is enough. */
    String web() {
        return webs.getFirst();
    }

    /** The web hosts without one, in the order of their names. */
    List<String> websWithout(String host) {
        return webs.stream().filter(web -> !web.equals(host)).sorted().toList();
    }

    String otherDatabase(String host) {
        return databases.stream()
                .filter(database -> !database.equals(host))
                .findFirst()
                .orElseThrow();
    }
}
