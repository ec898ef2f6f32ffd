package dev.portcullis.hubble.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTest {

    private static final List<String> LABELS =
            List.of(
                    "k8s:app=mysql",
                    "k8s:portcullis.dev/guarded=true",
                    "k8s:weight=5",
                    "reserved:world",
                    "container:app=other");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app=mysql | true",
                "app==mysql | true",
                "app = mysql | true",
                "k8s:app=mysql | true",
                "any:app=mysql | true",
                "container:app=other | true",
                "k8s:app=other | false",
                "reserved:app=mysql | false",
                "app!=mysql | false",
                "app!=web | true",
                "tier!=web | true",
                "app in (web, mysql) | true",
                "k8s:app in (web) | false",
                "app notin (web) | true",
                "tier notin (web) | true",
                "app notin (mysql,web) | false",
                "app | true",
                "tier | false",
                "!tier | true",
                "!app | false",
                "reserved:world | true",
                "!reserved:host | true",
                "world | true",
                "portcullis.dev/guarded=true | true",
                "k8s:portcullis.dev/guarded | true",
                "app=mysql,tier | false",
                "app=mysql, app in (mysql), !tier | true",
                "weight > 4 | true",
                "weight < 5 | false",
                "app > 4 | false",
                "ap=mysql | false",
                "app=mysq | false",
                "app= | false"
            })
    void selectorsReadAsInKubernetesWithCiliumsSources(String selector, boolean selects)
            throws InvalidFilterException {
        assertThat(LabelSelector.parse(selector).matches(LABELS)).isEqualTo(selects);
    }

    @Test
    void anEmptySelectorSelectsEverything() throws InvalidFilterException {
        assertThat(LabelSelector.parse(" ").matches(List.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app in mysql",
                "app in (a",
                "app in a)",
                "app in ((a))",
                "=a",
                "a=b=c",
                "!",
                ",",
                "a,,b",
                "app within (a)",
                "a > b",
                "a<b>",
                "app=<img>"
            })
    void whatIsNoSelectorIsRefused(String typed) {
        assertThatThrownBy(() -> LabelSelector.parse(typed))
                .isInstanceOf(InvalidFilterException.class)
                .hasMessageContaining(typed);
    }

    @Property(tries = 300)
    void equalAndInAgreeWithLookingTheLabelUp(
            @ForAll @Size(max = 4)
                    Map<
                                    @AlphaChars @StringLength(min = 1, max = 2) String,
                                    @AlphaChars @StringLength(max = 2) String>
                            labels,
            @ForAll @AlphaChars @StringLength(min = 1, max = 2) String key,
            @ForAll @AlphaChars @StringLength(max = 2) String value,
            @ForAll @IntRange(max = 1) int source)
            throws InvalidFilterException {
        List<String> written =
                new TreeMap<>(labels)
                        .entrySet().stream()
                                .map(label -> "k8s:" + label.getKey() + "=" + label.getValue())
                                .toList();
        String prefix = source == 0 ? "" : "k8s:";
        boolean equal = value.equals(labels.get(key));

        assertThat(LabelSelector.parse(prefix + key + "=" + value).matches(written))
                .isEqualTo(equal);
        assertThat(LabelSelector.parse(prefix + key + "!=" + value).matches(written))
                .isEqualTo(!equal);
        assertThat(LabelSelector.parse(prefix + key + " in (x1, " + value + ")").matches(written))
                .isEqualTo(equal);
        assertThat(LabelSelector.parse("!" + prefix + key).matches(written))
                .isEqualTo(!labels.containsKey(key));
    }

    @Property(tries = 300)
    void nothingTypedEverBreaksTheParser(@ForAll @StringLength(max = 30) String typed) {
        try {
            LabelSelector.parse(typed).matches(LABELS);
        } catch (InvalidFilterException refused) {
            assertThat(refused.problem()).isNotBlank();
        }
    }
}
