package com.foobar.deploy.site;

import com.foobar.deploy.site.SiteClient.Answer;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Twenty GET a second, whether or not those before are answered, until it is closed or has sent all that it may. */
final class SteadyLoad implements AutoCloseable {
    private static final int MILLIS_BETWEEN = 50;
    private static final int MOST = 20 * 120;

    private final SiteClient client;
    private final String path;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Answer> answers = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private int sent;

    SteadyLoad(SiteClient client, String path) {
        this.client = client;
        this.path = path;
        clock.scheduleAtFixedRate(this::tick, 0, MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
    }

    private synchronized void tick() {
        if (sent++ < MOST) {
            requests.execute(this::request);
        }
    }

    private void request() {
        try {
            took(client.get(path));
        } catch (UncheckedIOException e) {
            lost(String.valueOf(e.getCause()));
        }
    }

    private synchronized void took(Answer answer) {
        answers.add(answer);
        if (answer.status() != 200) {
            lost.add(answer.toString());
        }
    }

    private synchronized void lost(String reason) {
        lost.add(reason);
    }

    /** Waits for a number of answers from now on that all come from these hosts and follow each other. */
    void awaitInARow(int count, List<String> webs) {
        int before = count();
        Await.until(
                count + " answers in a row of " + webs + " and no other",
                () -> count() >= before + count && served(count).equals(List.copyOf(webs)),
                () -> served(count) + ", lost " + lost());
    }

    private synchronized int count() {
        return answers.size();
    }

    private synchronized List<String> served(int last) {
        return answers.subList(Math.max(0, answers.size() - last), answers.size()).stream()
                .map(Answer::web)
                .distinct()
                .sorted()
                .toList();
    }

    /** Requests that were not answered, or not with 200. */
    synchronized List<String> lost() {
        return List.copyOf(lost);
    }

    /** Waits for the answers to all that was sent. */
    @Override
    public void close() {
        clock.close();
        requests.close();
    }
}
