package io.qipan.launcher;

/**
 * How the services of a board run, beside where.
 *
 * @param tls gRPC is TLS only, and services know each other by certificate
 * @param executables native executables in place of a JVM
 */
record StartMode(boolean tls, boolean executables) {

    static final StartMode USUAL = new StartMode(false, false);
}
