package io.qipan.launcher;

/** Where something listens. */
public record Address(String host, int port) {

    /** Everything on one machine listens on the loopback interface only. */
    public static final String LOOPBACK = "127.0.0.1";

    public static Address local(int port) {
        return new Address(LOOPBACK, port);
    }

    public static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        try {
            if (colon > 0) {
                return new Address(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
            }
        } catch (NumberFormatException e) {
            throw notAnAddress(text);
        }
        throw notAnAddress(text);
    }

    private static UserError notAnAddress(String text) {
        return new UserError("'" + text + "' is not an address. Write host:port, for example 127.0.0.1:7101.");
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
