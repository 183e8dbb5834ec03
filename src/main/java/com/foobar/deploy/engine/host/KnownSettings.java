package com.foobar.deploy.engine.host;

import com.foobar.deploy.connection.ConnectionSettings;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Optional;

/** How a host is reached, and the plain values that this was worked out from. */
public record KnownSettings(List<Optional<Value>> raw, ConnectionSettings settings) {}
