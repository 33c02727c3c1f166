package io.qipan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.launcher.Address;
import io.qipan.launcher.Board;
import io.qipan.launcher.Service;
import io.qipan.launcher.Trust;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.ListIncidentsRequest;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.patrol.v1.ListStationsRequest;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.runtime.tls.CertificateAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A board that was started with {@code --tls}. */
@ExtendWith(SharedBoard.class)
class TlsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestBoard board;

    @TempDir
    private Path folder = Path.of("");

    TlsIT(TestBoard board) {
        this.board = board;
    }

    @BeforeEach
    void protect() {
        board.withTls(true);
    }

    @AfterAll
    static void withoutAgain(TestBoard shared) {
        shared.withTls(false);
    }

    private static void ask(Board client) {
        var ignored = IncidentServiceGrpc.newBlockingStub(client.dispatch())
                .listIncidents(ListIncidentsRequest.getDefaultInstance());
        var _ = UnitServiceGrpc.newBlockingStub(client.patrol()).listStations(ListStationsRequest.getDefaultInstance());
    }

    @Test
    void servicesKnowEachOtherByCertificateAlone() {
        // Given
        History history = new History();
        try (Board client = board.connect()) {
            board.requireReady();
            City.settle(client);
            Dispatcher dispatcher = new Dispatcher(new Client(client, history));
            Incident incident = dispatcher
                    .open(dispatcher.takeCall("TLS").orElseThrow(), "theft")
                    .orElseThrow();

            // When
            Order sent = dispatcher
                    .order(incident, List.of(City.RESERVE))
                    .orElseThrow()
                    .getFirst();

            // Then
            await("patrol-service commits the unit to dispatch-service")
                    .atMost(PATIENCE)
                    .until(() -> dispatcher.again(sent).getState() == Order.State.SENT);
            assertThat(dispatcher
                            .clear(dispatcher
                                    .arrive(dispatcher
                                            .depart(dispatcher
                                                    .accept(dispatcher.again(sent))
                                                    .orElseThrow())
                                            .orElseThrow())
                                    .orElseThrow())
                            .orElseThrow()
                            .getState())
                    .isEqualTo(Order.State.CLEARED);
            assertThat(dispatcher.end(dispatcher.again(incident))).isPresent();
        }
    }

    @Test
    void whoeverDoesNotTrustTheAuthorityOrComesWithoutTlsIsNotServed() {
        // Given
        Path stranger = CertificateAuthority.in(folder.resolve("stranger")).trusted();
        List<Trust> others =
                List.of(Trust.PLAIN, new Trust(true, Optional.of(stranger)), new Trust(true, Optional.empty()));

        for (Trust other : others) {
            try (Board client = board.connect(other)) {
                // When
                StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, () -> ask(client));

                // Then
                assertThat(refused)
                        .as("%s", other)
                        .extracting(failure -> failure.getStatus().getCode())
                        .isEqualTo(Status.Code.UNAVAILABLE);
            }
        }
    }

    @Test
    void aRenewedCertificateIsTakenWithoutARestart() throws IOException, GeneralSecurityException {
        // Given
        ProcessHandle before = board.process(Service.PATROL);
        BigInteger old = shown(Service.PATROL);

        // When
        board.certificates().renew(Service.PATROL);

        // Then
        await("patrol-service shows another certificate")
                .atMost(PATIENCE)
                .until(() -> !shown(Service.PATROL).equals(old));
        assertThat(board.process(Service.PATROL)).isEqualTo(before);
        try (Board client = board.connect()) {
            ask(client);
        }
    }

    /** The number of the certificate that a new connection is shown, by the authority of the board. */
    private BigInteger shown(Service service) throws IOException, GeneralSecurityException {
        Address address = board.grpc(service);
        try (SSLSocket socket =
                (SSLSocket) trusting().getSocketFactory().createSocket(address.host(), address.port())) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }

    private SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(board.certificates().trusted())) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
