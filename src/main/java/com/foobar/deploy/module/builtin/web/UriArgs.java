package com.foobar.deploy.module.builtin.web;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.FileMode;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Optional;

/** The arguments of uri. */
record UriArgs(
        @Arg("the address, http:// or https://") String url,
        @Arg(value = "the method", fallback = "GET") String method,

        @Arg("what is sent; mappings and lists with the formats json and form-urlencoded")
        Optional<Value> body,

        @Arg(value = "raw, json or form-urlencoded", fallback = "raw")
        BodyFormat bodyFormat,

        @Arg("a file of the controller to send") Optional<String> src,
        @Arg("headers of the request") Optional<MapValue> headers,

        @Arg(value = "codes that count as success", fallback = "200")
        List<Integer> statusCode,

        @Arg(value = "put the answer into the result as `content`", fallback = "false")
        boolean returnContent,

        @Arg(value = "user for basic authentication", aliases = "user")
        Optional<String> urlUsername,

        @Arg(value = "password for basic authentication", aliases = "password")
        Optional<Secret> urlPassword,

        @Arg(value = "not used: credentials are always sent with the first request", fallback = "false")
        boolean forceBasicAuth,

        @Arg(value = "seconds for the whole exchange", fallback = "30")
        int timeout,

        @Arg(value = "all, safe (GET and HEAD only) or none", fallback = "safe")
        Follow followRedirects,

        @Arg(value = "check the server's certificate", fallback = "true")
        boolean validateCerts,

        @Arg("do nothing if this file exists") Optional<String> creates,
        @Arg("do nothing unless this file exists") Optional<String> removes,

        @Arg("file or directory of the host that gets the answer")
        Optional<String> dest,

        @Arg("mode of that file") Optional<FileMode> mode,
        @Arg("owner of that file") Optional<String> owner,
        @Arg("group of that file") Optional<String> group,

        @Arg(value = "the name the tool gives itself", fallback = "ansible-httpget")
        String httpAgent,

        @Arg(value = "not used", fallback = "true") boolean useProxy,
        @Arg(value = "not used", fallback = "false") boolean force,
        @Arg(value = "not used", fallback = "false") boolean remoteSrc,
        @Arg("not used") List<String> unredirectedHeaders,
        @Arg(value = "not used", fallback = "true") boolean decompress) {
    /** How a body is encoded. */
    enum BodyFormat {
        RAW,
        JSON,
        FORM_URLENCODED
    }

    /** Which redirects are followed. */
    enum Follow {
        ALL,
        YES,
        TRUE,
        SAFE,
        URLLIB2,
        NONE,
        NO,
        FALSE
    }

    UriArgs {
        if (body.isPresent() && src.isPresent()) {
            throw new IllegalArgumentException("`body` and `src` exclude each other");
        }
    }

    /** True for a request that changes nothing, neither there nor here. */
    boolean reads() {
        return method.toUpperCase(java.util.Locale.ROOT).matches("GET|HEAD|OPTIONS") && dest.isEmpty();
    }
}
