package com.foobar.deploy.template.filter.text;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address with the length of its network's prefix.
 *
 * @param number the address, as a number of as many bits as {@code width} says: 32 or 128
 * @param given whether the prefix was written; without it, it is the whole width
 */
record IpNetwork(BigInteger number, int width, int prefix, boolean given) {
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$|/)|(?=$|/))){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    /** Empty for what is no address; never asks a name server. */
    static Optional<IpNetwork> parse(String text) {
        String[] parts = text.split("/", -1);
        String address = parts[0];
        boolean four = IPV4.matcher(address).matches();
        if (parts.length > 2 || !four && !IPV6.matcher(address).matches()) {
            return Optional.empty();
        }
        int width = four ? 32 : 128;
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            var number = new BigInteger(1, bytes);
            if (parts.length == 1) {
                return Optional.of(new IpNetwork(number, width, width, false));
            }
            return prefix(parts[1], width).map(length -> new IpNetwork(number, width, length, true));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** A length, or a mask such as 255.255.255.0. */
    private static Optional<Integer> prefix(String text, int width) {
        if (text.matches("\\d{1,3}")) {
            int length = Integer.parseInt(text);
            return length <= width ? Optional.of(length) : Optional.empty();
        }
        return parse(text)
                .filter(mask -> mask.width == width && mask.number.equals(mask(width, mask.number.bitCount())))
                .map(mask -> mask.number.bitCount());
    }

    private static BigInteger mask(int width, int prefix) {
        return BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE.shiftLeft(width - prefix));
    }

    int version() {
        return width == 32 ? 4 : 6;
    }

    BigInteger size() {
        return BigInteger.ONE.shiftLeft(width - prefix);
    }

    BigInteger first() {
        return number.and(mask(width, prefix));
    }

    BigInteger last() {
        return first().add(size()).subtract(BigInteger.ONE);
    }

    String netmask() {
        return text(mask(width, prefix));
    }

    String hostmask() {
        return text(size().subtract(BigInteger.ONE));
    }

    /** True for an address that is one of a network's hosts, or stands alone. */
    boolean isHost() {
        return size().equals(BigInteger.ONE) || !number.equals(first()) || size().equals(BigInteger.TWO);
    }

    boolean contains(IpNetwork other) {
        return width == other.width && first().compareTo(other.first()) <= 0 && last().compareTo(other.last()) >= 0;
    }

    String address() {
        return text(number);
    }

    /** An address of the same family, written the usual short way. */
    String text(BigInteger address) {
        if (width == 32) {
            int bits = address.intValue();
            return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
        }
        return shortened(address);
    }

    /** By RFC 5952: lower case, and the first longest run of zero groups left out. */
    private static String shortened(BigInteger address) {
        var groups = new StringBuilder();
        for (int i = 7; i >= 0; i--) {
            groups.append(Integer.toHexString(address.shiftRight(16 * i).intValue() & 0xffff));
            groups.append(i == 0 ? "" : ":");
        }
        String text = groups.toString();
        for (int run = 8; run > 1; run--) {
            var zeros =
                    Pattern.compile("(^|:)" + "0:".repeat(run - 1) + "0(:|$)").matcher(text);
            if (zeros.find()) {
                return text.substring(0, zeros.start()) + "::" + text.substring(zeros.end());
            }
        }
        return text;
    }
}
