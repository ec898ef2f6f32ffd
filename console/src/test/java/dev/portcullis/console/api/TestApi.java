package dev.portcullis.console.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Single controllers behind the console's own reading of bodies and answers to mistakes. */
public final class TestApi {
    private final MockMvc mvc;

    private TestApi(MockMvc mvc) {
        this.mvc = mvc;
    }

    /** Around these controllers. */
    public static TestApi of(Object... controllers) {
        // As in application.yaml: a field nobody knows is a mistake
        var strict =
                JsonMapper.builder()
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build();
        return new TestApi(
                MockMvcBuilders.standaloneSetup(controllers)
                        .setControllerAdvice(TestApiProblems.advice())
                        .setMessageConverters(
                                new ByteArrayHttpMessageConverter(),
                                new JacksonJsonHttpMessageConverter(strict))
                        .build());
    }

    public Answer get(String address) throws Exception {
        return send(MockMvcRequestBuilders.get(URI.create(address)));
    }

    public Answer post(String address, String body) throws Exception {
        return send(with(MockMvcRequestBuilders.post(URI.create(address)), body));
    }

    public Answer patch(String address, String body) throws Exception {
        return send(with(MockMvcRequestBuilders.patch(URI.create(address)), body));
    }

    public Answer delete(String address) throws Exception {
        return send(MockMvcRequestBuilders.delete(URI.create(address)));
    }

    private static MockHttpServletRequestBuilder with(
            MockHttpServletRequestBuilder request, String body) {
        return request.contentType(MediaType.APPLICATION_JSON).content(body);
    }

    private Answer send(MockHttpServletRequestBuilder request) throws Exception {
        return new Answer(mvc.perform(request).andReturn().getResponse());
    }

    /** What came back. */
    public record Answer(MockHttpServletResponse response) {
        public int status() {
            return response.getStatus();
        }

        public String body() throws Exception {
            return response.getContentAsString(StandardCharsets.UTF_8);
        }

        public JsonNode json() throws Exception {
            return JsonMapper.shared().readTree(body());
        }

        /** A value of the body, such as {@code /items/0/id}, as a text. */
        public String at(String pointer) throws Exception {
            return json().at(pointer).asString();
        }

        /** Whether it is a problem of that status that says why. */
        public boolean isProblem(int status) throws Exception {
            return status() == status
                    && String.valueOf(response.getContentType())
                            .startsWith("application/problem+json")
                    && !at("/detail").isBlank();
        }
    }
}
