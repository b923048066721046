package ro.wowcinema.pipeline.scheduler.jmx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Creates keystores as described in the documentation.
 *
 * @param folder for them
 */
record Keytool(Path folder) {
  /** A key for this machine. */
  Keystore key(String name) throws IOException, InterruptedException {
    Keystore keystore = new Keystore(folder.resolve(name + ".p12"), passwordFile());
    run(
        keystore,
        "-genkeypair",
        "-alias",
        "jmx",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=ip:127.0.0.1,dns:localhost");
    return keystore;
  }

  /** A truststore for such a key. */
  Keystore trusting(Keystore key, String name) throws IOException, InterruptedException {
    Path certificate = folder.resolve(name + ".pem");
    run(key, "-exportcert", "-rfc", "-alias", "jmx", "-file", certificate.toString());
    Keystore trusting = new Keystore(folder.resolve(name + ".p12"), passwordFile());
    run(trusting, "-importcert", "-noprompt", "-alias", "jmx", "-file", certificate.toString());
    return trusting;
  }

  /** The password file. */
  Path passwordFile() throws IOException {
    Path file = folder.resolve("keystore.password");
    if (!Files.exists(file)) {
      Files.writeString(file, "a-long-password\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return file;
  }

  private static void run(Keystore keystore, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(arguments));
    command.addAll(
        List.of(
            "-keystore",
            keystore.file().toString(),
            "-storetype",
            "PKCS12",
            "-storepass:file",
            keystore.passwordFile().toString()));
    String said = ProcessOutput.of(new ProcessBuilder(command), "");
    if (!Files.exists(keystore.file())) {
      throw new IllegalStateException(said);
    }
  }
}
