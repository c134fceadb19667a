package ch.meuthak.lotse.console.probe;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A TLS handshake that ends well whatever certificate is served, so that one can look at it. Whether clients would trust it is
 * for {@link TrustedChain} to say; nothing secret is sent over such a connection.
 *
 * @param chain what was served, the leaf first
 */
record Handshake(SSLSocket socket, List<X509Certificate> chain) {

    /** Speaks TLS over a connection, asking for the host by name (RFC 6066 section 3). */
    static Handshake over(Socket plain, String host) throws IOException {
        var seen = new Seen();
        SSLSocket socket =
                (SSLSocket) context(seen).getSocketFactory().createSocket(plain, host, plain.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new Handshake(socket, List.copyOf(seen.chain));
    }

    private static SSLContext context(TrustManager seen) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {seen}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS", e);
        }
    }

    /** Notes what is served. A context of its own for each handshake, so that no session is resumed without a certificate. */
    private static final class Seen extends X509ExtendedTrustManager {
        private volatile List<X509Certificate> chain = List.of();

        @Override
        public void checkServerTrusted(X509Certificate[] served, String type, Socket socket) {
            chain = List.of(served);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] served, String type, SSLEngine engine) {
            chain = List.of(served);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] served, String type) {
            chain = List.of(served);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] served, String type, Socket socket) {
            throw new UnsupportedOperationException("a probe is no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] served, String type, SSLEngine engine) {
            throw new UnsupportedOperationException("a probe is no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] served, String type) {
            throw new UnsupportedOperationException("a probe is no server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
