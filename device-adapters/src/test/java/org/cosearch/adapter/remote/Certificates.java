package org.cosearch.adapter.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/** Keys and certificates as people make them, with {@code keytool}. */
record Certificates(Path folder) {

    static final String PASSWORD = "not a secret";

    /** A key pair with a certificate by itself. */
    Certificates key(String name, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1"));
        arguments.addAll(List.of(more));
        keytool(name + ".p12", arguments);
        return this;
    }

    /** A store with the certificates of some keys. */
    Certificates trust(String store, String... names) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (String name : names) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
                keys.load(in, PASSWORD.toCharArray());
            }
            trusted.setCertificateEntry(name, keys.getCertificate(name));
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve(store + ".p12"))) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return this;
    }

    /** Who has that key and believes that store. */
    TlsFiles files(String key, String store) {
        return new TlsFiles(folder.resolve(key + ".p12"), folder.resolve(store + ".p12"), PASSWORD);
    }

    private void keytool(String store, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(arguments);
        command.addAll(List.of(
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                folder.resolve(store).toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }
}
