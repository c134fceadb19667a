package ch.meuthak.lotse.console.sandbox.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;

/**
 * A certificate for the domain, {@code localhost} and {@code 127.0.0.1}, signed by an authority that exists only in the state
 * directory. Made by the JDK's own {@code keytool} at the first start and used again until 30 days before its end.
 *
 * <p>{@code ca.pem} is the authority's certificate: {@code curl --cacert ca.pem https://localhost:8443/}.
 */
public final class LocalCertificate {
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    /** In days. */
    private static final String LIFETIME = "397";

    private final Path folder;
    private final String domain;

    /**
     * @param folder where the keys are kept, readable by their owner alone; it is made when it is not there
     * @param domain the first name of the certificate
     */
    public LocalCertificate(Path folder, String domain) {
        this.folder = folder;
        this.domain = domain;
    }

    /** The authority's certificate, for clients. */
    public Path authority() {
        return folder.resolve("ca.pem");
    }

    /** What a server needs to present the certificate; makes or renews it first when it must. */
    public Served open(Instant now) throws IOException, InterruptedException {
        try {
            Files.createDirectories(folder);
            if (!isUsable(now)) {
                make();
            }
            return load();
        } catch (GeneralSecurityException damaged) {
            throw new IOException("The certificate in " + folder + " cannot be read: remove the folder", damaged);
        }
    }

    /**
     * The certificate and its TLS context.
     *
     * @param leaf what clients see
     * @param keys what the context serves; may be changed
     */
    public record Served(SSLContext context, X509Certificate leaf, ServedKeys keys) {

        /** As ACM writes it: hexadecimal, colons between the bytes. */
        public String serial() {
            return HexFormat.ofDelimiter(":").formatHex(unsigned(leaf.getSerialNumber()));
        }

        private static byte[] unsigned(BigInteger number) {
            byte[] bytes = number.toByteArray();
            return bytes.length > 1 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        }
    }

    Path store() {
        return folder.resolve("keystore.p12");
    }

    Path passwordFile() {
        return folder.resolve("keystore.password");
    }

    private boolean isUsable(Instant now) throws IOException {
        if (!Files.exists(store()) || !Files.exists(passwordFile()) || !Files.exists(authority())) {
            return false;
        }
        try {
            X509Certificate leaf = leaf(keyStore());
            boolean named = leaf.getSubjectAlternativeNames() != null
                    && leaf.getSubjectAlternativeNames().stream().anyMatch(name -> name.contains(domain));
            return named && leaf.getNotAfter().toInstant().isAfter(now.plus(RENEW_BEFORE));
        } catch (GeneralSecurityException | IOException _) {
            return false;
        }
    }

    /** Makes both beside the old ones and puts them in place last, so that an interrupted start leaves nothing half made. */
    private void make() throws IOException, InterruptedException, GeneralSecurityException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(store());
        Files.deleteIfExists(passwordFile());
        writePrivately(passwordFile(), Base64.getUrlEncoder().encodeToString(random));
        Path fresh = folder.resolve("keystore.new.p12");
        Files.deleteIfExists(fresh);
        var keytool = new Keytool(fresh, passwordFile());
        keytool.generate(
                "ca",
                "CN=Lotse sandbox authority",
                "-validity",
                LIFETIME,
                "-ext",
                "bc:critical=ca:true,pathlen:0",
                "-ext",
                "ku:critical=keyCertSign,cRLSign");
        keytool.generate(
                "leaf",
                "CN=" + domain,
                "-validity",
                LIFETIME,
                "-signer",
                "ca",
                "-ext",
                "bc:critical=ca:false",
                "-ext",
                "eku=serverAuth",
                "-ext",
                "san=dns:" + domain + ",dns:localhost,ip:127.0.0.1");
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        Files.move(fresh, store(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(authority(), pem((X509Certificate) keyStore().getCertificate("ca")));
    }

    private static void writePrivately(Path file, String text) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException _) {
            throw new IOException(file + " is being written by another sandbox: give each its own LOTSE_STATE_DIR");
        }
        Files.writeString(file, text);
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }

    char[] password() throws IOException {
        return Files.readString(passwordFile()).toCharArray();
    }

    KeyStore keyStore() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store().toFile(), password());
    }

    private static X509Certificate leaf(KeyStore keys) throws GeneralSecurityException {
        if (keys.getCertificate("leaf") instanceof X509Certificate leaf) {
            return leaf;
        }
        throw new GeneralSecurityException("The key store holds no certificate for the domain");
    }

    private Served load() throws IOException, GeneralSecurityException {
        KeyStore keys = keyStore();
        X509Certificate leaf = leaf(keys);
        // The authority signs and never serves: without this, a client that knows neither name would be shown it.
        keys.deleteEntry("ca");
        ServedKeys served = new ServedKeys(keys, password());
        return new Served(served.context(), leaf, served);
    }
}
