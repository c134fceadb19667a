package ch.meuthak.lotse.console.store;

import ch.meuthak.lotse.console.deploy.Deployment;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;

/**
 * A deployment as JSON, the form in which a row keeps it. Fields it does not know, of a newer console, are left out; lists that an
 * older console did not write are empty.
 */
final class DeploymentDocument {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withConfigOverride(List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private DeploymentDocument() {}

    static String write(Deployment deployment) {
        try {
            return JSON.writeValueAsString(deployment);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Deployment read(String document) {
        try {
            return JSON.readValue(document, Deployment.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A deployment in the journal cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
