package com.foobar.deploy.connection;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalInt;

/** A running command. Both of its outputs must be read, each by a thread of its own, since they may share a window. */
public interface ShellProcess extends AutoCloseable {
    OutputStream input();

    InputStream output();

    InputStream error();

    /** Waits, shortly, for the exit status once both outputs have ended; empty if there is none. */
    OptionalInt exitStatus();

    /** Why the connection below is gone, if that is known. */
    Optional<String> brokenBy();

    /** Ends the input and lets go of the rest; a running worker dies of it. */
    @Override
    void close();
}
