package ch.meuthak.lotse.console.sandbox.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalCertificateTest {
    @Test
    void itIsMadeOnceUsedAgainAndRenewedBeforeItsEnd(@TempDir Path folder) throws Exception {
        LocalCertificate certificate = new LocalCertificate(folder.resolve("tls"), "backend.meuthak.ch");

        X509Certificate first = certificate.open(Instant.now()).leaf();
        X509Certificate again = certificate.open(Instant.now()).leaf();
        X509Certificate renewed =
                certificate.open(Instant.now().plus(Duration.ofDays(380))).leaf();

        assertThat(again).isEqualTo(first);
        assertThat(renewed).isNotEqualTo(first);
        assertThat(renewed.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly("backend.meuthak.ch", "localhost", "127.0.0.1");
        assertThat(renewed.getBasicConstraints()).isEqualTo(-1);
        renewed.verify(authority(certificate).getPublicKey());
        assertThat(authority(certificate).getBasicConstraints()).isZero();
    }

    @Test
    void theKeysAreReadableByTheirOwnerAlone(@TempDir Path folder) throws Exception {
        new LocalCertificate(folder, "backend.meuthak.ch").open(Instant.now());

        for (String file : new String[] {"keystore.p12", "keystore.password"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    private static X509Certificate authority(LocalCertificate certificate) throws Exception {
        try (var pem = Files.newInputStream(certificate.authority())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }
}
