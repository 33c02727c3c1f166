package io.qipan.runtime.rpc;

import io.grpc.Metadata;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Networks of gateways that say for whom they ask. Each adds the address that it was asked from behind the others, so
 * that of {@code x-forwarded-for} only the end is true: up to the last address that is none of these. Nobody else is
 * believed.
 */
public final class TrustedProxies {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    /** Of a gateway, in gRPC as in HTTP. */
    public static final Metadata.Key<String> FORWARDED_FOR =
            Metadata.Key.of("x-forwarded-for", Metadata.ASCII_STRING_MARSHALLER);

    /** An address with a port behind it, as some gateways write: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}. */
    private static final Pattern WITH_PORT = Pattern.compile("(?:\\[([^\\]]*)\\]|([0-9.]+))(?::[0-9]{1,5})?");

    private final List<Network> networks;

    /** @param bits how many of the address, from its beginning, are the network's */
    private record Network(byte[] address, int bits) {

        private static Network of(String text) {
            String[] parts = text.strip().split("/", -1);
            try {
                byte[] address = InetAddress.ofLiteral(parts[0]).getAddress();
                int bits = parts.length == 1 ? address.length * Byte.SIZE : Integer.parseInt(parts[1]);
                if (parts.length <= 2 && bits >= 0 && bits <= address.length * Byte.SIZE) {
                    return new Network(address, bits);
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(unusable(text), e);
            }
            throw new IllegalArgumentException(unusable(text));
        }

        private static String unusable(String text) {
            return "qipan.trusted-proxies: '" + text
                    + "' is not a network. Write addresses with the length of their prefix, 10.0.0.0/8,2001:db8::/32";
        }

        private boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            int rest = bits % Byte.SIZE;
            int mask = 0xff00 >> rest & 0xff;
            return Arrays.equals(address, 0, whole, other, 0, whole)
                    && (rest == 0 || ((address[whole] ^ other[whole]) & mask) == 0);
        }
    }

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /** @param networks as {@code 10.0.0.0/8}; a single address needs no length */
    public static TrustedProxies of(Collection<String> networks) {
        return new TrustedProxies(networks.stream().map(Network::of).toList());
    }

    /**
     * The address that a call came from: the other end of the connection, or, when that is a gateway of these, the one
     * before.
     *
     * @param connected the other end; what is no address is given back
     */
    String caller(String connected, Metadata headers) {
        Optional<InetAddress> last = address(connected);
        if (last.isEmpty() || !trusts(last.get())) {
            return connected;
        }
        InetAddress caller = last.get();
        for (String hop : hops(headers.getAll(FORWARDED_FOR)).reversed()) {
            Optional<InetAddress> before = address(hop);
            if (before.isEmpty()) {
                return caller.getHostAddress();
            }
            caller = before.get();
            if (!trusts(caller)) {
                return caller.getHostAddress();
            }
        }
        return caller.getHostAddress();
    }

    private boolean trusts(InetAddress address) {
        byte[] bytes = address.getAddress();
        return networks.stream().anyMatch(network -> network.holds(bytes));
    }

    private static List<String> hops(@Nullable Iterable<String> headers) {
        List<String> hops = new ArrayList<>();
        if (headers != null) {
            headers.forEach(header -> hops.addAll(Arrays.asList(header.split(",", -1))));
        }
        return hops;
    }

    private static Optional<InetAddress> address(String text) {
        String address = text.strip();
        Matcher port = WITH_PORT.matcher(address);
        if (port.matches()) {
            address = port.group(1) == null ? port.group(2) : port.group(1);
        }
        try {
            return Optional.of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
