package ch.meuthak.lotse.console.cloud;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.core.SdkSystemSetting;

/**
 * Whether the instance metadata service answers this machine. With a hop limit of 1 a container with a network of its own can
 * connect to it, but the answer to the PUT that begins every session never arrives.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html">hop limit</a>
 */
public enum MetadataService {
    /** It answers, or it was not asked. */
    ANSWERS,
    /** It takes the connection and says nothing. */
    SILENT,
    /** There is none, or it is switched off. */
    ABSENT;

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String ASK = "PUT /latest/api/token HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\n"
            + "X-aws-ec2-metadata-token-ttl-seconds: 1\r\nConnection: close\r\n\r\n";

    /** Asks it; takes two seconds at most. What it answers, a token, is not read. */
    static MetadataService ask() {
        if (SdkSystemSetting.AWS_EC2_METADATA_DISABLED.getBooleanValue().orElse(false)) {
            return ABSENT;
        }
        try (var socket = new Socket()) {
            URI at = URI.create(SdkSystemSetting.AWS_EC2_METADATA_SERVICE_ENDPOINT.getStringValueOrThrow());
            int millis = Math.toIntExact(PATIENCE.toMillis());
            socket.connect(new InetSocketAddress(at.getHost(), at.getPort() < 0 ? 80 : at.getPort()), millis);
            socket.setSoTimeout(millis);
            return answer(socket, ASK.formatted(at.getAuthority()));
        } catch (IOException | IllegalArgumentException e) {
            return ABSENT;
        }
    }

    private static MetadataService answer(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        try {
            return socket.getInputStream().read() >= 0 ? ANSWERS : ABSENT;
        } catch (SocketTimeoutException e) {
            return SILENT;
        }
    }
}
