package com.foobar.deploy.site.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads and writes through the load balancer at a steady rate, whether or not those before are answered. Each write
 * carries an id; those that were acknowledged can be looked for afterwards.
 */
public final class Load implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient client;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final URI entries;
    private final String author;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> acknowledged = new LinkedHashSet<>();
    private final List<String> failedReads = new ArrayList<>();
    private final List<String> failedWrites = new ArrayList<>();
    private final List<Long> acknowledgedAt = new ArrayList<>();
    private final List<String> lastServed = new ArrayList<>();
    private int reads;
    private long longestRead;

    /**
     * @param site where it answers
     * @param author marks the rows of this load
     */
    Load(URI site, HttpClient client, String author, int writesPerSecond, int readsPerSecond) {
        this.client = client;
        this.entries = site.resolve("/entries");
        this.author = author;
        start(writesPerSecond, this::write);
        start(readsPerSecond, this::read);
    }

    private void start(int perSecond, Runnable work) {
        if (perSecond > 0) {
            clock.scheduleAtFixedRate(() -> requests.execute(work), 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
        }
    }

    private void write() {
        String id = Integer.toString(next.incrementAndGet());
        HttpRequest request = HttpRequest.newBuilder(entries)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"author\": \"%s\", \"message\": \"%s\"}".formatted(author, id)))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            wrote(id, answer.statusCode() == 201, "status " + answer.statusCode());
        } catch (IOException e) {
            wrote(id, false, e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void wrote(String id, boolean done, String why) {
        if (done) {
            acknowledged.add(id);
            acknowledgedAt.add(System.nanoTime());
        } else {
            failedWrites.add(why);
        }
    }

    private void read() {
        HttpRequest request =
                HttpRequest.newBuilder(entries).timeout(PATIENCE).GET().build();
        long start = System.nanoTime();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            String web = answer.headers().firstValue("X-Served-By").orElse("nobody");
            wasRead(answer.statusCode() == 200, "status " + answer.statusCode() + " of " + web, web, start);
        } catch (IOException e) {
            wasRead(false, e.toString(), "nobody", start);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void wasRead(boolean done, String why, String web, long start) {
        reads++;
        longestRead = Math.max(longestRead, (System.nanoTime() - start) / 1_000_000);
        lastServed.add(web);
        if (!done) {
            failedReads.add(why);
        }
    }

    /** The web hosts that answered the last reads. */
    synchronized List<String> served(int last) {
        return lastServed.subList(Math.max(0, lastServed.size() - last), lastServed.size()).stream()
                .distinct()
                .sorted()
                .toList();
    }

    /** Why writes failed, each reason once. */
    synchronized List<String> whyWritesFailed() {
        return failedWrites.stream().distinct().toList();
    }

    synchronized int acknowledgedSoFar() {
        return acknowledged.size();
    }

    synchronized int readsSoFar() {
        return reads;
    }

    /** Milliseconds from a moment ({@link System#nanoTime()}) to the first write acknowledged after it; -1 without one. */
    synchronized long firstWriteAfter(long moment) {
        return acknowledgedAt.stream()
                .filter(at -> at > moment)
                .mapToLong(at -> (at - moment) / 1_000_000)
                .findFirst()
                .orElse(-1);
    }

    public record Report(
            int reads,
            List<String> failedReads,
            long longestReadMillis,
            Set<String> acknowledged,
            int failedWrites,
            long writesBlockedMillis) {
        void noReadFailed() {
            DrillSite.check(
                    failedReads.isEmpty(),
                    failedReads.size() + " of " + reads + " GET failed, the first: "
                            + failedReads.stream().limit(3).toList());
        }
    }

    /** What came of it; to be asked after {@link #close()}. Writes count as blocked between two acknowledged ones. */
    synchronized Report report() {
        long longest = 0;
        for (int i = 1; i < acknowledgedAt.size(); i++) {
            longest = Math.max(longest, acknowledgedAt.get(i) - acknowledgedAt.get(i - 1));
        }
        return new Report(
                reads,
                List.copyOf(failedReads),
                longestRead,
                Set.copyOf(acknowledged),
                failedWrites.size(),
                longest / 1_000_000);
    }

    String author() {
        return author;
    }

    /** Waits for the answers to all that was sent. */
    @Override
    public void close() {
        clock.close();
        requests.close();
        client.close();
    }
}
