package dev.portcullis.console.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.console.webhook.internal.TargetGuard.Target;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGuardTest {
    /** Names an attacker has, and a good one. */
    private static final Map<String, List<String>> NAMES =
            Map.of(
                    "hooks.example.org",
                    List.of("93.184.216.34"),
                    "metadata.example.org",
                    List.of("169.254.169.254"),
                    "rebinding.example.org",
                    List.of("93.184.216.34", "127.0.0.1"),
                    "inside.example.org",
                    List.of("10.1.2.3"),
                    "localhost",
                    List.of("127.0.0.1"),
                    "metadata.google.internal",
                    List.of("169.254.169.254"),
                    "kubernetes.default.svc",
                    List.of("10.96.0.1"),
                    "six.example.org",
                    List.of("fd00:ec2::254"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hooks.example.org",
                "//hooks.example.org/x",
                "ftp://hooks.example.org/",
                "file:///etc/passwd",
                "file://hooks.example.org/etc/passwd",
                "gopher://hooks.example.org:70/_POST",
                "jar:https://hooks.example.org!/",
                "javascript:alert(1)",
                "data:text/plain,x",
                "dict://hooks.example.org:11211/",
                "ldap://hooks.example.org/",
                "http://hooks.example.org/",
                "https://",
                "https:///x",
                "https://user@hooks.example.org/",
                "https://hooks.example.org@169.254.169.254/",
                "https://169.254.169.254#@hooks.example.org/",
                "https://hooks.example.org/#x",
                "https://hooks.example.org:0/",
                "https://hooks.example.org:65536/",
                "https://hooks.example.org:99999999999/",
                "https://hooks.example.org\\@127.0.0.1/",
                "https://hooks.example.org%00.evil/",
                "https://hooks_example.org/",
                "https://-hooks.example.org/",
                "https://hooks..example.org/",
                "https://hooks.example.org /",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://127.0.1/",
                "https://0177.0.0.1/",
                "https://0x7f.0.0.1/",
                "https://0x7f000001/",
                "https://2130706433/",
                "https://017700000001/",
                "https://0/",
                "https://0.0.0.0/",
                "https://127.0.0.01/",
                "https://1.2.3.4.5/",
                "https://999.1.1.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://2852039166/",
                "https://0xa9fea9fe/",
                "https://0251.0376.0251.0376/",
                "https://100.100.100.200/",
                "https://168.63.129.16/",
                "https://10.0.0.1/",
                "https://172.16.0.1/",
                "https://192.168.1.1/",
                "https://100.64.0.1/",
                "https://198.18.0.1/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://[::]/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:169.254.169.254]/",
                "https://[::ffff:a9fe:a9fe]/",
                "https://[::127.0.0.1]/",
                "https://[64:ff9b::169.254.169.254]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[2001:0:7f00:1::]/",
                "https://[fe80::1]/",
                "https://[fe80::1%25eth0]/",
                "https://[fd00:ec2::254]/",
                "https://[fc00::1]/",
                "https://[ff02::1]/",
                "https://localhost/",
                "https://LOCALHOST/",
                "https://localhost./",
                "https://metadata.example.org/",
                "https://metadata.google.internal/",
                "https://rebinding.example.org/",
                "https://inside.example.org/",
                "https://kubernetes.default.svc/",
                "https://six.example.org/",
                "https://unknown.example.org/",
                "https://ⓗooks.example.org/",
                "https://hooks。example。org/"
            })
    void aHostileAddressIsRefused(String address) {
        assertThat(guard().look(address)).isInstanceOf(Target.Refused.class);
    }

    @Test
    void anAddressTooLongIsRefused() {
        assertThat(guard().look("https://hooks.example.org/" + "x".repeat(2_000)))
                .isInstanceOf(Target.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.org/services/T0/B0?x=1",
                "https://HOOKS.example.org:8443/",
                "HTTPS://hooks.example.org/"
            })
    void aGoodOneIsPinnedToItsAddress(String address) {
        assertThat(guard().look(address))
                .isInstanceOfSatisfying(
                        Target.Pinned.class,
                        pinned ->
                                assertThat(pinned.address().getHostAddress())
                                        .isEqualTo("93.184.216.34"));
    }

    @Test
    void aNetworkThatIsNamedMayBeReachedWithoutTls() {
        assertThat(guard("10.1.0.0/16").look("http://inside.example.org/"))
                .isInstanceOf(Target.Pinned.class);
        assertThat(guard("10.2.0.0/16").look("http://inside.example.org/"))
                .isInstanceOf(Target.Refused.class);
        assertThat(guard("127.0.0.0/8").look("http://[::ffff:127.0.0.1]:8080/"))
                .isInstanceOf(Target.Pinned.class);
    }

    @Test
    void metadataIsRefusedWhateverIsNamed() {
        assertThat(guard("0.0.0.0/0", "::/0").look("https://169.254.169.254/"))
                .isInstanceOf(Target.Refused.class);
        assertThat(guard("169.254.0.0/16").look("https://metadata.example.org/"))
                .isInstanceOf(Target.Refused.class);
    }

    @Test
    void aNameThatIsNotKnownMayBeKnownLater() {
        assertThat(guard().look("https://unknown.example.org/"))
                .isEqualTo(
                        new Target.Refused(
                                "The name of the webhook's receiver is not known.", true));
    }

    @Test
    void whatIsNoNetworkStopsTheStart() {
        assertThatThrownBy(() -> guard("everything"))
                .hasMessageContaining("PORTCULLIS_WEBHOOK_ALLOW");
    }

    private static TargetGuard guard(String... allowed) {
        return new TargetGuard(List.of(allowed), TargetGuardTest::resolve);
    }

    private static InetAddress[] resolve(String host) throws UnknownHostException {
        var bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        var known = NAMES.get(bare);
        if (known == null && !bare.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new UnknownHostException(host);
        }
        var texts = known == null ? List.of(bare) : known;
        var addresses = new InetAddress[texts.size()];
        for (var i = 0; i < addresses.length; i++) {
            addresses[i] = InetAddress.getByName(texts.get(i));
        }
        return addresses;
    }
}
