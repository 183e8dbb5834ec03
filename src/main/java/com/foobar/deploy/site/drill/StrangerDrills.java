package com.foobar.deploy.site.drill;

import static com.foobar.deploy.site.drill.DrillSite.await;
import static com.foobar.deploy.site.drill.DrillSite.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody is slow on purpose, or takes what is for others. */
final class StrangerDrills {
    private static final int READS = 30;
    private static final int WRITES = 10;
    private static final int SLOW = 40;
    private static final int ENDPOINT = 3380;
    private static final int QUESTIONS = 40;

    /** An address of every host's own, which is none that the endpoint knows. */
    private static final String STRANGER = "127.0.0.9";

    /**
     * Opens twenty connections a second to each address behind the first word and keeps them, whatever becomes of them;
     * the first word is the address that they come from, or empty. Tells how many it has opened.
     */
    private static final String HOLD = """
        exec perl -MIO::Socket::INET -e '
          my ( $from, @to ) = @ARGV;
          my ( $opened, @held );
          $| = 1;
          while (1) {
            for my $to (@to) {
              my $one = IO::Socket::INET->new( PeerAddr => $to, PeerPort => %d, Timeout => 1, $from ? ( LocalAddr => $from ) : () ) or next;
              push @held, $one;
              print ++$opened, "\\n";
            }
            shift @held while @held > 400;
            select undef, undef, undef, 0.05;
          }
        '\
        """.formatted(ENDPOINT);

    private StrangerDrills() {}

    static List<Drill> all() {
        return List.of(
                new Drill(
                        32,
                        "slow-post",
                        "clients that send bodies slowly get 408; others are served, no failed request",
                        StrangerDrills::slowPost),
                new Drill(
                        33,
                        "held-endpoint",
                        "connections to the databases' endpoint are held: its peers get answers, no failed request",
                        StrangerDrills::heldEndpoint));
    }

    private static void slowPost(DrillSite site) {
        try (var load = site.load(WRITES, READS)) {
            await("load", 20, () -> load.readsSoFar() > READS);
            List<String> answers = SlowPost.send(site.address(), SLOW);
            noneFailed(site, load);
            check(
                    answers.stream().allMatch(answer -> answer.startsWith("HTTP/1.1 408 ")),
                    "slow clients were to get 408, and got "
                            + answers.stream().distinct().toList());
        }
    }

    private static void heldEndpoint(DrillSite site) {
        List<String> databases = site.hosts().databases();
        var opened = new AtomicInteger();
        var strangers = new ArrayList<Machines.Background>();
        try (var load = site.load(WRITES, READS)) {
            await("load", 20, () -> load.readsSoFar() > READS);
            // Those of the load balancer come over the network, from a host that may ask.
            String all = String.join(" ", databases.stream().map(site::address).toList());
            strangers.add(site.start(site.hosts().balancer(), HOLD + " '' " + all, _ -> opened.incrementAndGet()));
            for (String database : databases) {
                String words = " " + STRANGER + " " + site.address(database);
                strangers.add(site.start(database, HOLD + words, _ -> opened.incrementAndGet()));
            }
            await("strangers at the endpoint", 30, () -> opened.get() > 300);
            for (String database : databases) {
                List<String> answers = questions(site, site.other(database), site.address(database));
                check(answers.equals(List.of("200")), "peers of " + database + " got " + answers);
            }
            noneFailed(site, load);
        } finally {
            strangers.forEach(Machines.Background::close);
        }
    }

    /** What a peer is told, each answer once: every server is the primary or a replica. */
    private static List<String> questions(DrillSite site, String peer, String address) {
        String ask = "curl --noproxy '*' -s -o /dev/null -m 2 -w '%{http_code}' http://" + address + ":" + ENDPOINT;
        String both = "for ask in $(seq " + QUESTIONS + "); do if [ \"$(" + ask + "/primary)\" = 200 ]; then echo 200;"
                + " else " + ask + "/replica; echo; fi; sleep 0.05; done";
        return site.text(peer, both).lines().distinct().sorted().toList();
    }

    private static void noneFailed(DrillSite site, Load load) {
        DrillSite.Measured seen = site.finish(load);
        seen.noReadFailed();
        check(
                seen.report().failedWrites() == 0,
                seen.report().failedWrites() + " writes failed: " + load.whyWritesFailed());
        check(seen.lostRows() == 0, seen.lostRows() + " rows are lost");
    }
}
