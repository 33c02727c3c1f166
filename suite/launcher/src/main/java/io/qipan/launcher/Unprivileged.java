package io.qipan.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How PostgreSQL is run, which refuses to run as root.
 *
 * <p>For a user who is not root nothing is needed. For root a user namespace of its own ({@code unshare -U}) makes the
 * server see itself as nobody while its files stay root's. Where namespaces are forbidden, as in many containers, the
 * server really runs as nobody ({@code setpriv}) and its data folder is handed over to nobody.
 *
 * @param prefix what stands before the command
 * @param owner who has to own the data folder, by name
 */
public record Unprivileged(List<String> prefix, String owner) {

    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> NOBODY =
            List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--inh-caps=-all");

    /** The first way that works here. */
    public static Unprivileged here() {
        if (!isRoot()) {
            return new Unprivileged(List.of(), System.getProperty("user.name"));
        }
        return Stream.of(inNamespace(), asNobody())
                .filter(Unprivileged::works)
                .findFirst()
                .orElseThrow(
                        () -> new UserError("PostgreSQL does not run as root, and neither 'unshare -U' nor 'setpriv'"
                                + " (package util-linux) works here. Run ./qipan as another user."));
    }

    /** The way the data was handed over before; only its owner may signal the server that works on it. */
    static Unprivileged asOwnerOf(Path data) {
        return isRoot() && ownerOf(data).equals(asNobody().owner) ? asNobody() : here();
    }

    static Unprivileged inNamespace() {
        return new Unprivileged(NAMESPACE, "root");
    }

    static Unprivileged asNobody() {
        return new Unprivileged(NOBODY, "nobody");
    }

    private boolean works() {
        return Program.succeeds(command(List.of("true")));
    }

    List<String> command(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    /** Makes the folder and all in it the owner's, when it is not already. Only root ever has to. */
    void own(Path folder, Path log) {
        if (isRoot() && !ownerOf(folder).equals(owner)) {
            int exit = Program.run(log, Duration.ofMinutes(1), List.of("chown", "-R", owner, folder.toString()));
            if (exit != 0) {
                throw new UserError("Cannot give " + folder + " to the user " + owner + ". See " + log + ".");
            }
        }
    }

    private static String ownerOf(Path folder) {
        try {
            return Files.getOwner(folder).getName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Refuses when the program lies where the server's user may not go. */
    void requireReach(Path program) {
        if (!Program.succeeds(command(List.of("test", "-x", program.toString())))) {
            throw new UserError("PostgreSQL does not run as root but as " + owner + ", who may not read " + program
                    + ". Put the checkout where every user may read, or run ./qipan as another user.");
        }
    }

    static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
