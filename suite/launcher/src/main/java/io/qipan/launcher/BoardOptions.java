package io.qipan.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which board a command talks to, and as whom: that of the checkout, or one elsewhere. */
public final class BoardOptions {
    private static final String WHOM_THE_JDK_TRUSTS = "system";

    @Option(
            names = "--address",
            paramLabel = "[SERVICE=]HOST:PORT",
            description =
                    "A board elsewhere: where dispatch, patrol or ecology takes gRPC calls; once for each that the"
                            + " command asks, or without a service for all. Default: the board of this checkout.")
    private List<String> addresses = new ArrayList<>();

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "With --address: TLS, and who signs its certificates, as PEM; '" + WHOM_THE_JDK_TRUSTS
                    + "' for whom the JDK trusts. Without it the line is not protected, and must not leave"
                    + " this machine.")
    private @Nullable String authority;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the token to show, read again at each call. Default: one of this checkout.")
    private @Nullable Path tokenFile;

    /** The board that was chosen; if none was, the usual one of the checkout. */
    public Board connect(Workspace workspace, Function<Workspace, Board> usual) {
        return addresses.isEmpty() && tokenFile == null && authority == null
                ? usual.apply(workspace)
                : connect(workspace, Tokens.of(workspace).lasting());
    }

    /**
     * The board that was chosen, or that of the checkout.
     *
     * @param usualToken shown unless another was chosen
     */
    public Board connect(Workspace workspace, Supplier<String> usualToken) {
        Supplier<String> token = token().orElse(usualToken);
        Optional<Map<Service, Address>> elsewhere = elsewhere();
        return elsewhere.isPresent()
                ? Board.connect(elsewhere.get(), token, trust(), Board.DEFAULT_DEADLINE)
                : Board.of(workspace, token);
    }

    /** The same of one service alone, which is at this address. */
    public Board connect(Workspace workspace, Service service, Address address, Supplier<String> usualToken) {
        return Board.connect(
                Map.of(service, address),
                token().orElse(usualToken),
                isElsewhere() ? trust() : Trust.of(workspace),
                Board.DEFAULT_DEADLINE);
    }

    /** Of a board elsewhere, those that were told where they are. */
    Set<Service> services() {
        return elsewhere().map(Map::keySet).orElse(Set.of());
    }

    /** Whether it was said in whose name to ask. */
    public boolean namesToken() {
        return tokenFile != null;
    }

    public boolean isElsewhere() {
        return elsewhere().isPresent();
    }

    /** Where a service of a board elsewhere is. */
    public Address addressOf(Service service) {
        return elsewhere()
                .map(chosen -> chosen.get(service))
                .orElseThrow(() -> new UserError("Nothing says where " + service.processName() + " is. Give --address "
                        + service.shortName() + "=HOST:PORT too."));
    }

    /** Where the services are, if a board elsewhere was chosen. */
    Optional<Map<Service, Address>> elsewhere() {
        if (addresses.isEmpty()) {
            if (authority != null) {
                throw new UserError("--ca " + authority + " is for a board elsewhere. Say where: --address HOST:PORT");
            }
            return Optional.empty();
        }
        Map<Service, Address> chosen = new EnumMap<>(Service.class);
        for (String address : addresses) {
            choose(address, chosen);
        }
        if (authority == null) {
            chosen.values().forEach(BoardOptions::refuseOpenLine);
        }
        return Optional.of(chosen);
    }

    private static void choose(String text, Map<Service, Address> chosen) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            Address all = Address.parse(text);
            for (Service service : Service.values()) {
                Address ignored = chosen.putIfAbsent(service, all);
            }
            return;
        }
        Service service = Service.ofShortName(text.substring(0, equals))
                .orElseThrow(() -> new UserError("--address " + text
                        + " names no service. Give dispatch=, patrol= or ecology=, or HOST:PORT alone for all."));
        chosen.put(service, Address.parse(text.substring(equals + 1)));
    }

    private static void refuseOpenLine(Address address) {
        if (!Trust.isHere(address)) {
            throw new UserError("On the way to " + address + " anybody could read the token. Give --ca FILE, or --ca "
                    + WHOM_THE_JDK_TRUSTS + ", or an address of this machine that leads there.");
        }
    }

    private Trust trust() {
        if (authority == null) {
            return Trust.PLAIN;
        }
        return new Trust(
                true, authority.equals(WHOM_THE_JDK_TRUSTS) ? Optional.empty() : Optional.of(Path.of(authority)));
    }

    /** Of the file, if one was given. */
    private Optional<Supplier<String>> token() {
        if (tokenFile == null) {
            return Optional.empty();
        }
        Path file = tokenFile;
        String ignored = read(file);
        return Optional.of(() -> read(file));
    }

    /** What a file holds that is given for a token. */
    public static String read(Path file) {
        try {
            String token = Files.readString(file).strip();
            if (token.isEmpty()) {
                throw new UserError(file + " is empty, and should hold a token.");
            }
            return token;
        } catch (IOException e) {
            throw new UserError(file + " cannot be read, and should hold a token: " + e.getMessage() + ".", e);
        }
    }
}
