package com.foobar.deploy.engine;

import com.foobar.deploy.template.FileSearch;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notices, in a plan, when an expression uses a registered result that hangs on something that was not done. */
final class WatchedScope implements Scope {
    private final Scope inner;
    private final Map<String, String> doubtful;
    private volatile @Nullable String doubt;

    WatchedScope(Scope inner, Map<String, String> doubtful) {
        this.inner = inner;
        this.doubtful = doubtful;
    }

    @Override
    public Value lookup(String name) {
        String reason = doubtful.get(name);
        if (reason != null) {
            doubt = reason;
        }
        return inner.lookup(name);
    }

    Optional<String> doubt() {
        return Optional.ofNullable(doubt);
    }

    @Override
    public Set<String> names() {
        return inner.names();
    }

    @Override
    public FileSearch files() {
        return inner.files();
    }
}
