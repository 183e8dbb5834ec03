package com.foobar.deploy.template.filter.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.template.FileSearch;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.template.Templates;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkFiltersTest {
    private static Value evaluate(String expression) {
        return new Templates().evaluate(TextValue.trusted(expression), Scope.of(Map.of(), FileSearch.NOWHERE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'192.168.1.5' | '' | '192.168.1.5'",
                "'192.168.1.256' | '' | False",
                "'localhost' | '' | False",
                "'' | '' | False",
                "'192.168.1.5/24' | 'address' | '192.168.1.5'",
                "'192.168.1.0/24' | 'address' | False",
                "'192.168.1.5/24' | 'network' | '192.168.1.0'",
                "'192.168.1.5/24' | 'netmask' | '255.255.255.0'",
                "'192.168.1.5/255.255.255.0' | 'prefix' | 24",
                "'192.168.1.5/255.0.255.0' | 'prefix' | False",
                "'192.168.1.5/24' | 'broadcast' | '192.168.1.255'",
                "'192.168.1.5/24' | 'subnet' | '192.168.1.0/24'",
                "'192.168.1.5/24' | 'hostmask' | '0.0.0.255'",
                "'192.168.1.0/24' | 'net' | '192.168.1.0/24'",
                "'192.168.1.5/24' | 'net' | False",
                "'192.168.1.0/24' | 'size' | 256",
                "'192.168.1.0/24' | 1 | '192.168.1.1/24'",
                "'192.168.1.0/24' | -1 | '192.168.1.255/24'",
                "'192.168.1.0/24' | 256 | False",
                "'192.168.1.0/24' | 'range_usable' | '192.168.1.1-192.168.1.254'",
                "'192.168.1.5' | '192.168.0.0/16' | '192.168.1.5'",
                "'192.168.1.5' | '10.0.0.0/8' | False",
                "'8.8.8.8' | 'public' | '8.8.8.8'",
                "'10.1.1.1' | 'public' | False",
                "'10.1.1.1' | 'private' | '10.1.1.1'",
                "'2001:DB8:0:0:1:0:0:1/64' | 'address' | '2001:db8::1:0:0:1'",
                "'fe80::1' | 'version' | 6",
                "'::1' | 'loopback' | '::1'",
                "'192.168.1.5' | 'int' | 3232235781",
                "['10.0.0.1', 'x', 'fe80::1'] | '' | ['10.0.0.1', 'fe80::1']",
            })
    void queries(String subject, String query, String expected) {
        assertThat(PythonText.repr(evaluate(subject + " | ipaddr(" + query + ")")))
                .isEqualTo(expected);
    }

    @Test
    void families() {
        assertThat(PythonText.repr(evaluate("['10.0.0.1', 'fe80::1'] | ipv4"))).isEqualTo("['10.0.0.1']");
        assertThat(PythonText.repr(evaluate("['10.0.0.1', 'fe80::1'] | ipv6"))).isEqualTo("['fe80::1']");
        assertThat(PythonText.repr(evaluate("['10.0.0.1', 'fe80::1', 'name'] | ipwrap")))
                .isEqualTo("['10.0.0.1', '[fe80::1]', 'name']");
    }

    @Test
    void anUnknownQuery() {
        assertThatThrownBy(() -> evaluate("'10.0.0.1' | ipaddr('netmaks')"))
                .hasMessage("`ipaddr` has no query `netmaks`");
    }
}
