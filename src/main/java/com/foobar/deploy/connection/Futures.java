package com.foobar.deploy.connection;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for futures so that our own errors come out as they went in. */
public final class Futures {
    private Futures() {}

    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Diagnostic.of(ErrorCode.CONNECTION_LOST, "interrupted while waiting for the host")
                    .toException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DeployException known) {
                throw new DeployException(known.diagnostic(), known);
            }
            throw Diagnostic.of(ErrorCode.INTERNAL, String.valueOf(e.getCause()))
                    .toException(e);
        }
    }
}
