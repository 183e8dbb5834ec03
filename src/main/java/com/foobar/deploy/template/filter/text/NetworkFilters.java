package com.foobar.deploy.template.filter.text;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The common part of Ansible's {@code ipaddr}: a value that is no address, or has no answer to the query, gives false; of
 * a list those are left out.
 */
public final class NetworkFilters {
    private static final List<String> PRIVATE = List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");
    private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1");
    private static final List<String> LINK_LOCAL = List.of("169.254.0.0/16", "fe80::/10");
    private static final List<String> MULTICAST = List.of("224.0.0.0/4", "ff00::/8");
    private static final List<String> RESERVED = List.of("0.0.0.0/8", "240.0.0.0/4", "::");

    private NetworkFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("ipaddr", call -> addresses(call, 0));
        table.add("ipv4", call -> addresses(call, 4));
        table.add("ipv6", call -> addresses(call, 6));
        table.add("ipwrap", NetworkFilters::wrap);
    }

    private static Value addresses(Call call, int version) {
        var arguments = Arguments.of(call, "query");
        Value query = arguments.find("query").orElse(Value.of(""));
        if (!(arguments.subject() instanceof ListValue list)) {
            return address(arguments.subject(), query, version);
        }
        return new ListValue(list.items().stream()
                .map(item -> address(item, query, version))
                .filter(found -> !found.equals(BoolValue.FALSE))
                .toList());
    }

    private static Value address(Value subject, Value query, int version) {
        Optional<IpNetwork> network = subject instanceof NullValue || subject instanceof BoolValue
                ? Optional.empty()
                : IpNetwork.parse(PythonText.str(subject));
        return network.filter(found -> version == 0 || found.version() == version)
                .flatMap(found -> answer(found, subject, query))
                .orElse(BoolValue.FALSE);
    }

    private static Optional<Value> answer(IpNetwork network, Value subject, Value query) {
        if (query instanceof IntValue position) {
            return nth(network, position.number());
        }
        String name = PythonText.str(query);
        if (name.matches("-?\\d+")) {
            return nth(network, new BigInteger(name));
        }
        return parts(network, subject, name);
    }

    /** The n-th address of the network, from the end where the number is below 0. */
    private static Optional<Value> nth(IpNetwork network, BigInteger position) {
        BigInteger start = position.signum() < 0 ? network.last().add(BigInteger.ONE) : network.first();
        BigInteger address = start.add(position);
        boolean within = address.compareTo(network.first()) >= 0 && address.compareTo(network.last()) <= 0;
        return within ? Optional.of(Value.of(network.text(address) + "/" + network.prefix())) : Optional.empty();
    }

    private static Optional<Value> parts(IpNetwork network, Value subject, String query) {
        boolean several = network.size().compareTo(BigInteger.ONE) > 0;
        return switch (query) {
            case "", "cidr" -> Optional.of(subject);
            case "address", "ip" -> text(network.isHost(), network.address());
            case "host", "hostnet", "host/prefix" -> text(network.isHost(), withPrefix(network, network.number()));
            case "net" -> text(several && !network.isHost(), withPrefix(network, network.first()));
            case "network", "network_id" -> text(true, network.text(network.first()));
            case "subnet", "network/prefix" -> text(true, withPrefix(network, network.first()));
            case "prefix" -> Optional.of(Value.of(network.prefix()));
            case "netmask" -> text(true, network.netmask());
            case "hostmask", "wildcard" -> text(true, network.hostmask());
            case "broadcast" -> text(network.size().bitLength() > 2, network.text(network.last()));
            case "size" -> Optional.of(new IntValue(network.size()));
            case "first_usable" -> text(several, network.text(usable(network, true)));
            case "last_usable" -> text(several, network.text(usable(network, false)));
            case "range_usable" ->
                text(several, network.text(usable(network, true)) + "-" + network.text(usable(network, false)));
            case "int" -> Optional.of(new IntValue(network.number()));
            case "version" -> Optional.of(Value.of(network.version()));
            case "type" -> text(true, network.isHost() ? "address" : "network");
            case "wrap" -> text(true, wrapped(network, PythonText.str(subject)));
            default -> membership(network, subject, query);
        };
    }

    private static Optional<Value> text(boolean there, String text) {
        return there ? Optional.of(Value.of(text)) : Optional.empty();
    }

    private static String withPrefix(IpNetwork network, BigInteger address) {
        return network.text(address) + "/" + network.prefix();
    }

    /** Without the network's own address and the broadcast address, where it has them. */
    private static BigInteger usable(IpNetwork network, boolean first) {
        var margin = network.size().bitLength() > 2 ? BigInteger.ONE : BigInteger.ZERO;
        return first ? network.first().add(margin) : network.last().subtract(margin);
    }

    private static Optional<Value> membership(IpNetwork network, Value subject, String query) {
        boolean member = switch (query) {
            case "private" -> in(network, PRIVATE);
            case "loopback" -> in(network, LOOPBACK);
            case "link-local" -> in(network, LINK_LOCAL);
            case "multicast" -> in(network, MULTICAST);
            case "unicast" -> !in(network, MULTICAST);
            case "public" ->
                !in(network, PRIVATE)
                        && !in(network, LOOPBACK)
                        && !in(network, LINK_LOCAL)
                        && !in(network, MULTICAST)
                        && !in(network, RESERVED);
            default ->
                IpNetwork.parse(query)
                        .orElseThrow(() -> Problem.failed("`ipaddr` has no query `" + query + "`"))
                        .contains(network);
        };
        return member ? Optional.of(subject) : Optional.empty();
    }

    private static boolean in(IpNetwork network, List<String> others) {
        return others.stream()
                .anyMatch(other -> IpNetwork.parse(other).orElseThrow().contains(network));
    }

    private static Value wrap(Call call) {
        Value subject = Arguments.of(call).subject();
        if (subject instanceof ListValue list) {
            return new ListValue(list.items().stream().map(NetworkFilters::wrap).toList());
        }
        return wrap(subject);
    }

    private static Value wrap(Value subject) {
        return subject instanceof TextValue text
                ? IpNetwork.parse(text.text())
                        .<Value>map(network -> Value.of(wrapped(network, text.text())))
                        .orElse(subject)
                : subject;
    }

    /** IPv6 addresses stand in brackets where a port may follow. */
    private static String wrapped(IpNetwork network, String text) {
        if (network.version() == 4) {
            return text;
        }
        return "[" + network.address() + "]" + (network.given() ? "/" + network.prefix() : "");
    }
}
