package io.qipan.runtime.rpc;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Origin;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.tls.ServiceName;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What a connection tells of whoever is at its other end. */
public final class Origins {
    /** Set by one of our services: who had it ask. */
    public static final Metadata.Key<String> ON_BEHALF_OF = Metadata.Key.of("qipan-on-behalf-of-bin", new Utf8());

    /** Set by the JSON edge of this process, and taken from nobody else. */
    public static final Metadata.Key<String> HTTP_ADDRESS =
            Metadata.Key.of("qipan-http-address", Metadata.ASCII_STRING_MARSHALLER);

    private static final Pattern NAME =
            Pattern.compile("\\p{Graph}[\\p{Graph} ]{0,199}", Pattern.UNICODE_CHARACTER_CLASS);

    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    /** Headers of text are ASCII, names need not be. */
    private static final class Utf8 implements Metadata.BinaryMarshaller<String> {
        @Override
        public byte[] toBytes(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String parseBytes(byte[] serialized) {
            return new String(serialized, StandardCharsets.UTF_8);
        }
    }

    private Origins() {}

    static Origin of(Attributes connection, Metadata headers, TrustedProxies proxies, Caller caller) {
        return new Origin(
                address(connection, headers, proxies),
                caller.hasAny(Role.SERVICE) ? named(headers.get(ON_BEHALF_OF)) : "");
    }

    private static String address(Attributes connection, Metadata headers, TrustedProxies proxies) {
        return proxies.caller(otherEnd(connection, headers), headers);
    }

    private static String otherEnd(Attributes connection, Metadata headers) {
        SocketAddress other = connection.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        if (other instanceof InetSocketAddress internet) {
            return internet.getAddress() == null ? "" : internet.getAddress().getHostAddress();
        }
        return named(headers.get(HTTP_ADDRESS));
    }

    /**
     * What tells callers without a token apart: the address, of IPv6 the first half only, because the other one is its user's to
     * choose.
     */
    static String network(Attributes connection, Metadata headers, TrustedProxies proxies) {
        try {
            byte[] bytes =
                    InetAddress.ofLiteral(address(connection, headers, proxies)).getAddress();
            return bytes.length == IPV6_BYTES
                    ? HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) + "::"
                    : InetAddress.getByAddress(bytes).getHostAddress();
        } catch (IllegalArgumentException | UnknownHostException e) {
            return "unknown";
        }
    }

    private static String named(@Nullable String header) {
        return header != null && NAME.matcher(header).matches() ? header : "";
    }

    /** The service that has proved itself by its certificate; the handshake has refused all others. */
    static Optional<Caller> service(Attributes connection) {
        SSLSession session = connection.get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        if (session == null) {
            return Optional.empty();
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain[0] instanceof X509Certificate certificate
                    ? ServiceName.in(certificate)
                            .map(name -> new Caller(
                                    name,
                                    Set.of(Role.SERVICE),
                                    Optional.empty(),
                                    certificate.getNotAfter().toInstant()))
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
