package com.foobar.deploy.connection.ssh;

import java.security.Provider;
import java.security.Security;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.util.security.SecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;
import org.jspecify.annotations.Nullable;

/** Makes {@link JdkEdDsa} known to MINA; needed before any other class of MINA's is touched. */
final class JdkEdDsaRegistrar implements SecurityProviderRegistrar {
    private JdkEdDsaRegistrar() {}

    static void register() {
        if (!SecurityUtils.isEDDSACurveSupported()) {
            SecurityUtils.registerSecurityProvider(new JdkEdDsaRegistrar());
        }
    }

    @Override
    public String getName() {
        return "SunEC";
    }

    @Override
    public Provider getSecurityProvider() {
        return Security.getProvider(getName());
    }

    @Override
    public boolean isNamedProviderUsed() {
        return true;
    }

    @Override
    public boolean isEnabled() {
        return true;
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    @Override
    public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
        return Optional.of(new JdkEdDsa());
    }

    @Override
    public @Nullable String getString(String name) {
        return null;
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of();
    }
}
