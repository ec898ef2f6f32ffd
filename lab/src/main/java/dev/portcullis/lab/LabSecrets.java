package dev.portcullis.lab;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.objects.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The passwords and tokens of one lab: random, kept with its state, and put into the Secrets the manifests name. */
final class LabSecrets {

    private static final String LETTERS =
            "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 32;

    private static final SecureRandom RANDOM = new SecureRandom();
    private final Map<String, String> kept;
    private final String signInCode;

    private LabSecrets(Map<String, String> kept) {
        this.kept = kept;
        this.signInCode = random();
    }

    /** Those kept in a file; what is missing is made. */
    static LabSecrets in(Path file) throws IOException {
        LabSecrets secrets =
                new LabSecrets(
                        Files.exists(file)
                                ? Fields.strings(
                                        JsonMapper.shared().readTree(Files.readString(file)))
                                : new TreeMap<>());
        for (String name :
                new String[] {
                    "kubernetes", "console", "operator", "root", "migration", "runtime", "drill"
                }) {
            secrets.kept.computeIfAbsent(name, _ -> random());
        }
        ObjectNode json = Fields.object();
        Fields.putStrings(json, secrets.kept);
        PrivateFiles.write(file, json.toPrettyString() + "\n");
        return secrets;
    }

    /** The bearer token of the API server. */
    String kubernetesToken() {
        return get("kubernetes");
    }

    /** The bearer token of the console's API. */
    String consoleToken() {
        return get("console");
    }

    String operatorPassword() {
        return get("operator");
    }

    /** Signs in once; another one at every start. */
    String signInCode() {
        return signInCode;
    }

    /** Puts the Secrets into the store, in place of what was there. */
    void put(Store store) {
        secret(
                store,
                "users",
                "mysql-accounts",
                Map.of(
                        "root-password", get("root"),
                        "migration-password", get("migration"),
                        "runtime-password", get("runtime"),
                        "drill-password", get("drill"),
                        "accounts.sql", accounts()));
        // A drill's pod reads its account where it runs.
        for (String namespace : new String[] {"drills", "users"}) {
            secret(
                    store,
                    namespace,
                    "drill-account",
                    Map.of("username", "drill", "password", get("drill")));
        }
        secret(
                store,
                "portcullis",
                "console-secrets",
                Map.of(
                        "api-token", consoleToken(),
                        "sign-in-code", signInCode,
                        "operator-password", operatorPassword()));
    }

    /** One account for migrations, one for the service at run time, one without any grant for drills. */
    private String accounts() {
        return account("users_ddl", "migration")
                + account("users_app", "runtime")
                + account("drill", "drill")
                + """
                GRANT ALL ON users.* TO 'users_ddl'@'%';
                GRANT SELECT, INSERT, UPDATE, DELETE ON users.* TO 'users_app'@'%';
                """;
    }

    private String account(String user, String secret) {
        return """
                CREATE USER IF NOT EXISTS '%1$s'@'%%' IDENTIFIED BY '%2$s';
                ALTER USER '%1$s'@'%%' IDENTIFIED BY '%2$s';
                """
                .formatted(user, get(secret));
    }

    private static void secret(
            Store store, String namespace, String name, Map<String, String> data) {
        ObjectNode secret = Fields.object("v1", "Secret", namespace, name);
        Fields.putStrings(secret.putObject("stringData"), data);
        LabObjects.put(store, Kind.SECRET, secret);
    }

    private String get(String name) {
        return kept.getOrDefault(name, "");
    }

    /** Another one every time. */
    static String random() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
