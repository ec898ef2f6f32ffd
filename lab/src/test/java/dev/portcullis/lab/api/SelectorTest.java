package dev.portcullis.lab.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class SelectorTest {

    private static final ObjectNode POD =
            (ObjectNode)
                    Trees.JSON.readTree(
                            """
                            {"metadata":{"name":"web","labels":{"app":"web","tier":"front","example.org/x":""}},
                             "status":{"phase":"Running"}}
                            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app=web | true",
                "app==web,tier=front | true",
                "app=web,tier=back | false",
                "app!=web | false",
                "gone!=x | true",
                "app in (web, db) | true",
                "app in (db) | false",
                "gone in (a) | false",
                "app notin (db,cache) | true",
                "app notin (web) | false",
                "gone notin (web) | true",
                "app | true",
                "!app | false",
                "!gone | true",
                "example.org/x= | true",
                "example.org/x in () | true",
                "'  app = web , tier in ( front ) ' | true"
            })
    void labelsSelect(String selector, boolean selected) {
        assertThat(LabelSelector.parse(selector).test(POD)).isEqualTo(selected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=", "a=b=c", "a in b", "a in (b", "a notin", "a,,b", "-a", "a=<b>", "!", "a b"
            })
    void whatIsNoSelectorIsRefused(String selector) {
        assertThatThrownBy(() -> LabelSelector.parse(selector))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(400));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metadata.name=web | true",
                "metadata.name!=web | false",
                "status.phase==Running | true",
                "status.phase=Running,metadata.name=db | false",
                "spec.nodeName= | true"
            })
    void fieldsSelect(String selector, boolean selected) {
        assertThat(FieldSelector.parse(Kind.POD, selector).test(POD)).isEqualTo(selected);
    }

    @ParameterizedTest
    @CsvSource({
        "45, 45s",
        "119, 119s",
        "185, 3m5s",
        "600, 10m",
        "7200, 120m",
        "14400, 4h",
        "15000, 4h10m",
        "172800, 2d",
        "864000, 10d",
        "70000000, 2y80d"
    })
    void agesArePrintedAsPeopleKnowThem(long seconds, String printed) {
        assertThat(Ages.print(Duration.ofSeconds(seconds))).isEqualTo(printed);
    }
}
