package com.foobar.deploy.module.builtin.packages;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.ArgumentSpec;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.module.UnsupportedArgumentException;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Set;

/** Installs and removes packages with the host's package manager, which must be apt. */
final class PackageModule implements Module<PackageModule.Args> {
    private static final AptModule APT = new AptModule();

    record Args(
            @Arg(value = "the packages", aliases = "pkg") List<String> name,

            @Arg(value = "present, latest or absent", fallback = "present")
            String state,

            @Arg(value = "the package manager: auto or apt", fallback = "auto")
            String use,

            @Arg(value = "other arguments of apt", name = ArgumentSpec.REST)
            MapValue others) {
        Args {
            if (!use.matches("auto|apt|ansible\\.builtin\\.apt")) {
                throw new UnsupportedArgumentException("the package manager `" + use + "` is not supported");
            }
        }

        AptArgs apt() {
            MapValue values = others.with("name", ListValue.ofStrings(name)).with("state", Value.of(state));
            return ArgumentSpec.of(AptArgs.class).read("package", values, Place.of("package"));
        }
    }

    @Override
    public String name() {
        return "package";
    }

    @Override
    public String summary() {
        return "Installs and removes packages with the host's package manager, which must be apt.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return APT.reads(args.apt(), context);
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        return APT.decide(args.apt(), answers, context);
    }
}
