package ch.meuthak.lotse.console.sandbox.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** The certificate that a server presents; it may be changed while the server runs, and holds from the next handshake on. */
public final class ServedKeys extends X509ExtendedKeyManager {
    private volatile X509ExtendedKeyManager now;

    /** Those of a key store. */
    ServedKeys(KeyStore keys, char[] password) throws GeneralSecurityException {
        now = manager(keys, password);
    }

    private ServedKeys(X509ExtendedKeyManager now) {
        this.now = now;
    }

    /** What a server needs. */
    public SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new ServedKeys[] {this}, null, null);
        return context;
    }

    /** What clients see. */
    public X509Certificate leaf() {
        String[] aliases = now.getServerAliases("RSA", null);
        X509Certificate[] chain = aliases == null ? null : now.getCertificateChain(aliases[0]);
        if (chain == null) {
            throw new IllegalStateException("there is no certificate");
        }
        return chain[0];
    }

    /** What it presents now, to come back to. */
    public ServedKeys copy() {
        return new ServedKeys(now);
    }

    /** Presents what another one presents now. */
    public void become(ServedKeys other) {
        now = other.now;
    }

    private static X509ExtendedKeyManager manager(KeyStore keys, char[] password) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(keys, password);
        return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return now.chooseEngineServerAlias(type, issuers, engine);
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return now.chooseServerAlias(type, issuers, socket);
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return now.getServerAliases(type, issuers);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return now.getCertificateChain(alias);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return now.getPrivateKey(alias);
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
