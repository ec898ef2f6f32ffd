package dev.portcullis.lab.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class PatchTest {

    /** The cases of RFC 7386, appendix A, that begin and end as objects. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"b\"} | {\"a\":\"c\"} | {\"a\":\"c\"}",
                "{\"a\":\"b\"} | {\"b\":\"c\"} | {\"a\":\"b\",\"b\":\"c\"}",
                "{\"a\":\"b\"} | {\"a\":null} | {}",
                "{\"a\":\"b\",\"b\":\"c\"} | {\"a\":null} | {\"b\":\"c\"}",
                "{\"a\":[\"b\"]} | {\"a\":\"c\"} | {\"a\":\"c\"}",
                "{\"a\":\"c\"} | {\"a\":[\"b\"]} | {\"a\":[\"b\"]}",
                "{\"a\":{\"b\":\"c\"}} | {\"a\":{\"b\":\"d\",\"c\":null}} | {\"a\":{\"b\":\"d\"}}",
                "{\"a\":[{\"b\":\"c\"}]} | {\"a\":[1]} | {\"a\":[1]}",
                "{\"e\":null} | {\"a\":1} | {\"e\":null,\"a\":1}",
                "{} | {\"a\":{\"bb\":{\"ccc\":null}}} | {\"a\":{\"bb\":{}}}"
            })
    void aMergePatchMerges(String target, String patch, String result) {
        assertThat(MergePatch.apply(tree(target), tree(patch))).isEqualTo(tree(result));
    }

    /** After the examples of RFC 6902, appendix A. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1} | [{\"op\":\"add\",\"path\":\"/b\",\"value\":2}] | {\"a\":1,\"b\":2}",
                "{\"a\":[1,3]} | [{\"op\":\"add\",\"path\":\"/a/1\",\"value\":2}] | {\"a\":[1,2,3]}",
                "{\"a\":[1]} | [{\"op\":\"add\",\"path\":\"/a/-\",\"value\":[2]}] | {\"a\":[1,[2]]}",
                "{\"a\":1,\"b\":2} | [{\"op\":\"remove\",\"path\":\"/b\"}] | {\"a\":1}",
                "{\"a\":[1,2,3]} | [{\"op\":\"remove\",\"path\":\"/a/1\"}] | {\"a\":[1,3]}",
                "{\"a\":1} | [{\"op\":\"replace\",\"path\":\"/a\",\"value\":{}}] | {\"a\":{}}",
                "{\"a\":{\"b\":1}} | [{\"op\":\"move\",\"from\":\"/a/b\",\"path\":\"/c\"}] | {\"a\":{},\"c\":1}",
                "{\"a\":[1,2,3]} | [{\"op\":\"move\",\"from\":\"/a/0\",\"path\":\"/a/2\"}] | {\"a\":[2,3,1]}",
                "{\"a\":[1]} | [{\"op\":\"copy\",\"from\":\"/a\",\"path\":\"/b\"}] | {\"a\":[1],\"b\":[1]}",
                "{\"x/y\":1,\"~\":2} | [{\"op\":\"remove\",\"path\":\"/x~1y\"},{\"op\":\"test\",\"path\":\"/~0\",\"value\":2}] | {\"~\":2}"
            })
    void aJsonPatchDoesItsOperationsInOrder(String target, String patch, String result) {
        assertThat(JsonPatch.apply(tree(target), Trees.JSON.readTree(patch)))
                .isEqualTo(tree(result));
    }

    @Test
    void aFailedTestRefusesTheWholePatch() {
        var patch = Trees.JSON.readTree("[{\"op\":\"test\",\"path\":\"/a\",\"value\":2}]");

        assertThatThrownBy(() -> JsonPatch.apply(tree("{\"a\":1}"), patch))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("testing path /a failed");
    }

    @Test
    void namedThingsAreMergedByTheirNames() {
        var patched =
                strategic(
                        "{'c':{'containers':[{'name':'a','image':'1'},{'name':'b','image':'2'}]}}",
                        "{'c':{'containers':[{'name':'b','image':'3'},{'name':'c','image':'4'}]}}");

        assertThat(patched)
                .isEqualTo(
                        quoted(
                                "{'c':{'containers':[{'name':'a','image':'1'},{'name':'b','image':'3'},{'name':'c','image':'4'}]}}"));
    }

    @Test
    void directivesDeleteReplaceAndOrder() {
        assertThat(
                        strategic(
                                "{'s':{'containers':[{'name':'a'},{'name':'b'}]}}",
                                "{'s':{'containers':[{'name':'a','$patch':'delete'}]}}"))
                .isEqualTo(quoted("{'s':{'containers':[{'name':'b'}]}}"));
        assertThat(
                        strategic(
                                "{'s':{'containers':[{'name':'a'}]}}",
                                "{'s':{'containers':[{'name':'z'},{'$patch':'replace'}]}}"))
                .isEqualTo(quoted("{'s':{'containers':[{'name':'z'}]}}"));
        assertThat(strategic("{'s':{'a':1,'b':2}}", "{'s':{'$retainKeys':['b'],'b':3}}"))
                .isEqualTo(quoted("{'s':{'b':3}}"));
        assertThat(
                        strategic(
                                "{'s':{'containers':[{'name':'a'},{'name':'b'}]}}",
                                "{'s':{'$setElementOrder/containers':[{'name':'b'},{'name':'a'}]}}"))
                .isEqualTo(quoted("{'s':{'containers':[{'name':'b'},{'name':'a'}]}}"));
        assertThat(
                        strategic(
                                "{'metadata':{'finalizers':['a','b']}}",
                                "{'metadata':{'$deleteFromPrimitiveList/finalizers':['a'],'finalizers':['c']}}"))
                .isEqualTo(quoted("{'metadata':{'finalizers':['b','c']}}"));
    }

    @Test
    void otherListsAreReplaced() {
        assertThat(strategic("{'spec':{'args':['a','b']}}", "{'spec':{'args':['c']}}"))
                .isEqualTo(quoted("{'spec':{'args':['c']}}"));
    }

    @Test
    void aManagersFieldsAreWrittenAndReadAlike() {
        var object =
                quoted(
                        "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'x','labels':{'a':'b'},"
                                + "'finalizers':['f']},'spec':{'containers':[{'name':'a','ports':[{'containerPort':80}]}]}}");

        var fields = FieldSet.of(Kind.DEPLOYMENT, object);

        assertThat(FieldSet.read(fields.write())).isEqualTo(fields);
        assertThat(fields.paths().stream().map(FieldSet::print))
                .contains(
                        ".metadata.labels.a",
                        ".metadata.finalizers[\"f\"]",
                        ".spec.containers[name=\"a\"].name",
                        ".spec.containers[name=\"a\"].ports[containerPort=80,protocol=\"TCP\"].containerPort");
    }

    private static ObjectNode strategic(String target, String patch) {
        return StrategicPatch.apply(Kind.DEPLOYMENT, quoted(target), quoted(patch));
    }

    private static ObjectNode quoted(String json) {
        return tree(json.replace('\'', '"'));
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) Trees.JSON.readTree(json);
    }
}
