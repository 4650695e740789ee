package org.cosearch.adapter.remote;

import io.grpc.ChannelCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Who one end is and whom it believes, both in PKCS#12 files that {@code keytool} writes.
 *
 * @param keys a private key with its certificates
 * @param trusted the certificates of those who may vouch for the other end
 * @param password of both files; not shown
 */
public record TlsFiles(Path keys, Path trusted, String password) {

    private static final String TYPE = "PKCS12";

    /** Of an agent: a client without a certificate that is believed is turned away. */
    ServerCredentials forServer() throws IOException {
        return TlsServerCredentials.newBuilder()
                .keyManager(keyManagers().getKeyManagers())
                .trustManager(new Unexpired(trustManager()))
                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                .build();
    }

    ChannelCredentials forClient() throws IOException {
        return TlsChannelCredentials.newBuilder()
                .keyManager(keyManagers().getKeyManagers())
                .trustManager(new Unexpired(trustManager()))
                .build();
    }

    private KeyManagerFactory keyManagers() throws IOException {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store(keys), password.toCharArray());
            return factory;
        } catch (GeneralSecurityException e) {
            throw new IOException("The key in %s cannot be used: %s".formatted(keys, e.getMessage()), e);
        }
    }

    private X509ExtendedTrustManager trustManager() throws IOException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store(trusted));
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager found) {
                    return found;
                }
            }
            throw new GeneralSecurityException("there is no manager of X.509 certificates");
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificates in %s cannot be used: %s".formatted(trusted, e.getMessage()), e);
        }
    }

    private KeyStore store(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(in, password.toCharArray());
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IOException(
                    "%s is no PKCS#12 file, or has another password: %s%nMaybe set COSEARCH_TLS_PASSWORD."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "keys %s, trusted %s".formatted(keys, trusted);
    }
}
