package com.foobar.deploy.engine;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.ConnectionSettings;

/** How a host is reached and as whom work is done there, by the inventory and the command line. */
public record HostAccess(ConnectionSettings settings, Become become) {}
