package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.MetadataService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.core.SdkSystemSetting;

/** Asks the instance metadata service, at the address that the SDK would use. */
final class MetadataServiceCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String ASK = "PUT /latest/api/token HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\n"
            + "X-aws-ec2-metadata-token-ttl-seconds: 1\r\nConnection: close\r\n\r\n";

    /** Asks it; takes two seconds at most. What it answers, a token, is not read. */
    static MetadataService ask() {
        if (SdkSystemSetting.AWS_EC2_METADATA_DISABLED.getBooleanValue().orElse(false)) {
            return MetadataService.ABSENT;
        }
        try (var socket = new Socket()) {
            URI at = URI.create(SdkSystemSetting.AWS_EC2_METADATA_SERVICE_ENDPOINT.getStringValueOrThrow());
            int millis = Math.toIntExact(PATIENCE.toMillis());
            socket.connect(new InetSocketAddress(at.getHost(), at.getPort() < 0 ? 80 : at.getPort()), millis);
            socket.setSoTimeout(millis);
            return answer(socket, ASK.formatted(at.getAuthority()));
        } catch (IOException | IllegalArgumentException e) {
            return MetadataService.ABSENT;
        }
    }

    private static MetadataService answer(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        try {
            return socket.getInputStream().read() >= 0 ? MetadataService.ANSWERS : MetadataService.ABSENT;
        } catch (SocketTimeoutException e) {
            return MetadataService.SILENT;
        }
    }

    private MetadataServiceCheck() {}
}
