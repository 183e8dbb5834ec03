package com.foobar.deploy.state.question.packages;

import com.foobar.deploy.connection.ShellText;

/** Keeps apt from writing while it is only asked: as root it would renew its caches, and log what it was asked. */
public final class AptReading {
    public static final ShellText OPTIONS = ShellText.lit(
            " -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o Dir::Log::Planner= -o Dir::Log::Solver=");

    private AptReading() {}
}
