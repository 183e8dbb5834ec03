package com.foobar.deploy.cli.option;

import picocli.CommandLine.IVersionProvider;

/** The version, out of the jar's manifest. */
public final class Version implements IVersionProvider {
    public static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "foobar-deploy " + (version == null ? "(from classes)" : version) + ", Java "
                    + Runtime.version().feature()
        };
    }
}
