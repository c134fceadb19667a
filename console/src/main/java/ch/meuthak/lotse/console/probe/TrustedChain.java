package ch.meuthak.lotse.console.probe;

import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.words.Times;
import ch.meuthak.lotse.server.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Says what clients hold against a served chain: the path to an authority of the JDK's list or of the operator's file (RFC 5280
 * section 6, without revocation), the dates, and the name (RFC 9525).
 */
final class TrustedChain {
    private static final int DNS_NAME = 2;

    private final Set<TrustAnchor> anchors;

    private TrustedChain(Set<TrustAnchor> anchors) {
        this.anchors = anchors;
    }

    /**
     * The JDK's authorities and those in the file.
     *
     * @param more certificates in PEM; absent for none
     * @throws IllegalArgumentException when the file cannot be read, in one line that says what it should be
     */
    static TrustedChain of(Optional<Path> more) {
        try {
            TrustManagerFactory usual = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            usual.init((@Nullable KeyStore) null);
            Set<TrustAnchor> anchors = new HashSet<>();
            for (TrustManager manager : usual.getTrustManagers()) {
                if (manager instanceof X509TrustManager known) {
                    add(anchors, Arrays.asList(known.getAcceptedIssuers()));
                }
            }
            more.ifPresent(file -> add(anchors, read(file)));
            return new TrustedChain(anchors);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK's own authorities cannot be read", e);
        }
    }

    private static void add(Set<TrustAnchor> anchors, Collection<X509Certificate> certificates) {
        certificates.forEach(one -> anchors.add(new TrustAnchor(one, null)));
    }

    /**
     * The certificates in a file of PEM.
     *
     * @throws IllegalArgumentException when there are none, or it cannot be read
     */
    static List<X509Certificate> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException | GeneralSecurityException e) {
            // said below, as for a file without any
        }
        throw new IllegalArgumentException("a file with certificates in PEM that the console may read");
    }

    /** What is wrong with it, as half a sentence; empty when clients that ask for the host trust it. */
    String fault(List<X509Certificate> chain, String host, Instant now) {
        X509Certificate leaf = chain.getFirst();
        return Stream.of(dates("the certificate", leaf, now), name(leaf, host), path(chain, now))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    private static Optional<String> dates(String which, X509Certificate one, Instant now) {
        Instant begin = one.getNotBefore().toInstant();
        Instant end = one.getNotAfter().toInstant();
        return now.isAfter(end)
                ? Optional.of(which + " expired at " + Times.utc(end))
                : now.isBefore(begin)
                        ? Optional.of(which + " is not valid before " + Times.utc(begin))
                        : Optional.empty();
    }

    private static Optional<String> name(X509Certificate leaf, String host) {
        List<String> names = names(leaf);
        return names.stream().anyMatch(name -> Certificate.matches(name, host))
                ? Optional.empty()
                : Optional.of("the certificate is for " + (names.isEmpty() ? "no name" : String.join(", ", names))
                        + ", not for " + host);
    }

    /** The host names that it is for, at most ten. */
    static List<String> names(X509Certificate leaf) {
        try {
            return Optional.ofNullable(leaf.getSubjectAlternativeNames()).stream()
                    .flatMap(Collection::stream)
                    .filter(entry -> entry.getFirst().equals(DNS_NAME))
                    .map(entry -> Printable.line(String.valueOf(entry.get(1))))
                    .limit(10)
                    .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** The distinguished name of who signed it (RFC 2253). */
    static String issuer(X509Certificate one) {
        return Printable.line(one.getIssuerX500Principal().getName());
    }

    /** From the leaf over what was served, in any order, to an authority. */
    private Optional<String> path(List<X509Certificate> chain, Instant now) {
        try {
            var leaf = new X509CertSelector();
            leaf.setCertificate(chain.getFirst());
            var parameters = new PKIXBuilderParameters(anchors, leaf);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.of(whyNoPath(chain, now));
        }
    }

    private String whyNoPath(List<X509Certificate> chain, Instant now) {
        Optional<String> dated = chain.stream()
                .skip(1)
                .flatMap(one -> dates("its issuer's certificate", one, now).stream())
                .findFirst();
        if (dated.isPresent()) {
            return dated.get();
        }
        X509Certificate last = last(chain);
        String issuer = issuer(last);
        if (last.getIssuerX500Principal().equals(last.getSubjectX500Principal())) {
            return chain.size() == 1
                    ? "the certificate is self-signed"
                    : "clients do not trust the authority " + issuer;
        }
        boolean known = anchors.stream().anyMatch(anchor -> last.getIssuerX500Principal()
                .equals(anchor.getTrustedCert().getSubjectX500Principal()));
        return known
                ? "the chain is invalid: a signature or a constraint in it is wrong"
                : "the chain is incomplete: the load balancer does not serve the certificate of " + issuer
                        + ", and clients do not have it";
    }

    /** Where the issuers lead to that were served. */
    private static X509Certificate last(List<X509Certificate> chain) {
        X509Certificate at = chain.getFirst();
        for (int steps = 0; steps < chain.size(); steps++) {
            X509Certificate from = at;
            at = chain.stream()
                    .filter(one -> one.getSubjectX500Principal().equals(from.getIssuerX500Principal()))
                    .findFirst()
                    .orElse(from);
        }
        return at;
    }
}
