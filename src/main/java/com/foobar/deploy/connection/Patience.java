package com.foobar.deploy.connection;

import java.time.Duration;

/**
 * How long a connection is waited for.
 *
 * @param connectTimeout for each step that a host does not answer
 * @param retries of a connection that failed, besides the first attempt
 * @param keepAlive between questions whether an idle host is still there
 */
public record Patience(Duration connectTimeout, int retries, Duration keepAlive) {
    public static final Patience DEFAULT = new Patience(Duration.ofSeconds(10), 0, Duration.ofSeconds(15));
}
