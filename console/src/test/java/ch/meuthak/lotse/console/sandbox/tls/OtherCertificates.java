package ch.meuthak.lotse.console.sandbox.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;

/** Certificates for the same domain that a server should not present, or not any more, signed by the sandbox's authority or not. */
public final class OtherCertificates {
    private static final String ALIAS = "other";

    private final LocalCertificate certificate;
    private final String domain;

    /** @param certificate the one that they are made beside; it must have been opened */
    public OtherCertificates(LocalCertificate certificate, String domain) {
        this.certificate = certificate;
        this.domain = domain;
    }

    /** One that nothing is wrong with, but that it is another. */
    public ServedKeys another() throws Exception {
        return chain(made("-signer", "ca", "-validity", "90"), 2);
    }

    /** One that ended five days ago. */
    public ServedKeys expired() throws Exception {
        return chain(made("-signer", "ca", "-startdate", "-10d", "-validity", "5"), 2);
    }

    /** One whose authority nobody knows: itself. */
    public ServedKeys selfSigned() throws Exception {
        return chain(made("-validity", "90"), 1);
    }

    /** One that an authority below the sandbox's has signed, without the certificate of that authority. */
    public ServedKeys withoutIssuer() throws Exception {
        return signedBy("CN=Lotse sandbox intermediate");
    }

    /** The same with an authority of this distinguished name (RFC 4514). */
    public ServedKeys signedBy(String name) throws Exception {
        String signer = "between" + certificate.keyStore().size();
        new Keytool(certificate.store(), certificate.passwordFile())
                .generate(
                        signer,
                        name,
                        "-signer",
                        "ca",
                        "-validity",
                        "90",
                        "-ext",
                        "bc:critical=ca:true,pathlen:0",
                        "-ext",
                        "ku:critical=keyCertSign");
        return chain(made("-signer", signer, "-validity", "90"), 1);
    }

    /** One for a name alone. */
    public ServedKeys forName(String name) throws Exception {
        return chain(make(name, "-signer", "ca", "-validity", "90"), 2);
    }

    private KeyStore made(String... more) throws Exception {
        return make(domain, more);
    }

    private KeyStore make(String name, String... more) throws Exception {
        KeyStore before = certificate.keyStore();
        String alias = ALIAS + before.size();
        String[] names = {"-ext", "eku=serverAuth", "-ext", "san=dns:" + name};
        String[] all = Arrays.copyOf(more, more.length + names.length);
        System.arraycopy(names, 0, all, more.length, names.length);
        new Keytool(certificate.store(), certificate.passwordFile()).generate(alias, "CN=" + name, all);
        return only(alias);
    }

    private KeyStore only(String alias) throws IOException, GeneralSecurityException {
        KeyStore all = certificate.keyStore();
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(
                ALIAS,
                all.getKey(alias, certificate.password()),
                certificate.password(),
                all.getCertificateChain(alias));
        return one;
    }

    private ServedKeys chain(KeyStore keys, int length) throws IOException, GeneralSecurityException {
        Certificate[] whole = keys.getCertificateChain(ALIAS);
        keys.setKeyEntry(
                ALIAS,
                keys.getKey(ALIAS, certificate.password()),
                certificate.password(),
                Arrays.copyOf(whole, length));
        return new ServedKeys(keys, certificate.password());
    }
}
