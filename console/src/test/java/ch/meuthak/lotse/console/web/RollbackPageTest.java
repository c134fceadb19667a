package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.web.access.Secret;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Going back from the pages, without any script. */
class RollbackPageTest {
    private static final Pattern CHECKED = Pattern.compile("value=\"(sha256:[0-9a-f]{64})\"[^>]*checked");

    private final TestConsole console = TestConsole.withSamples();
    private final Visitor operator = console.operator();

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void theFormOffersWhatIsKeptWithThePreviousReleaseChosenAndSaysWhatEachChanges() {
        String form = operator.get("/deployments/rollback").body();

        assertThat(checked(form)).isEqualTo(FakeDeployments.OLDER.digest());
        assertThat(form)
                .contains(FakeDeployments.UNREADABLE.digest(), ">previous release<", "name=\"reason\"", "name=\"key\"")
                .doesNotContain("value=\"" + FakeDeployments.SERVING.digest());
        assertThat(form.replaceAll("<[^>]*>", "").replaceAll("\\s+", " "))
                .contains("Version 1.4.0 →becomes 1.3.2")
                .contains("Revision 9f8e7d6c5b4a3928 →becomes 1a2b3c4d5e6f7081")
                .contains("sha256:4f1c2d3e4b5a… →becomes sha256:0e9d8c7b6a59…")
                .contains("lotse-backend@sha256:0e9d8c7b6a59…")
                .contains("+added: LEGACY_FEED_URL", "−removed: STATUS_PAGE")
                .contains("Version 1.4.0 →becomes not known", "Not compared: The image of 776655443322 is damaged.");
    }

    @Test
    void theOverviewAndTheListLeadToIt() {
        assertThat(operator.get("/").body()).contains("href=\"/deployments/rollback\"", "Roll back…");
        assertThat(operator.get("/deployments").body()).contains("href=\"/deployments/rollback\"", "Roll back…");
    }

    @Test
    void theDeploymentOfAnEarlierReleaseLeadsToItWithThatReleaseChosen() {
        console.deployments.add(
                SampleDeployments.succeeded("20261101-0001", FakeDeployments.UNREADABLE, console.clock.instant()));
        String link = "/deployments/rollback?digest=" + FakeDeployments.UNREADABLE.digest();

        assertThat(operator.get("/deployments/20261101-0001").body())
                .contains("href=\"" + link + "\"", "Roll back to this release…");
        assertThat(checked(operator.get(link).body())).isEqualTo(FakeDeployments.UNREADABLE.digest());
        for (String none : new String[] {"20261123-0008", "20261122-0007"}) {
            assertThat(operator.get("/deployments/" + none).body())
                    .as("serves now, failed")
                    .doesNotContain("Roll back to this release");
        }
    }

    @Test
    void aReleaseThatIsNotKeptOrServesAlreadyIsSaidAndNoneIsChosenInItsPlace() {
        String gone = operator.get("/deployments/rollback?digest=sha256:" + "0".repeat(64))
                .body();
        assertThat(gone).contains("no longer stored");
        assertThat(checked(gone)).isEmpty();
        String serves = operator.get("/deployments/rollback?digest=" + FakeDeployments.SERVING.digest())
                .body();
        assertThat(serves).contains("already serves");
        assertThat(checked(serves)).isEmpty();
    }

    @Test
    void withoutScriptARollbackIsAFormAndAPageThatSaysWhoAndWhy() {
        HttpResponse<String> taken = post(FakeDeployments.OLDER.digest(), "Slower than <b>before</b>");

        assertThat(taken.statusCode()).isEqualTo(303);
        Deployment made = console.deployments.latest(1).getFirst();
        assertThat(made.rollback()).isTrue();
        assertThat(made.requestedBy()).isEqualTo("operator");
        String where = taken.headers().firstValue("Location").orElseThrow();
        assertThat(where).isEqualTo("/deployments/" + made.id());
        assertThat(operator.get(where).body())
                .contains("Rollback to", "Slower than &lt;b&gt;before&lt;/b&gt;", "by an operator");
        assertThat(operator.get("/deployments").body()).contains(">rollback<");
        assertThat(operator.get("/").body()).contains("Rolling back to", ">rollback<");
    }

    @Test
    void whatIsWrongIsSaidInTheFormWhichKeepsWhatWasTyped() {
        again(post(FakeDeployments.UNREADABLE.digest(), ""), 422, "A rollback needs a reason");
        String tooLong = again(post(FakeDeployments.UNREADABLE.digest(), "a".repeat(501)), 422, "at most 500");
        assertThat(tooLong).contains("a".repeat(501));
        assertThat(checked(tooLong)).isEqualTo(FakeDeployments.UNREADABLE.digest());
        again(post("", "why"), 400, "Choose the release");
        again(post("sha256:" + "0".repeat(64), "why"), 422, "No such release");
        assertThat(console.deployments.latest(10)).hasSize(2);
    }

    private static String again(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("role=\"alert\"", words, "name=\"reason\"");
        return answer.body();
    }

    @Test
    void whereThereIsNothingToGoBackToThePageSaysSoInsteadOfAForm() {
        console.deployments.haveOneReleaseOnly();

        assertThat(operator.get("/deployments/rollback").body())
                .contains("No other release is stored", "/deployments/new")
                .doesNotContain("<textarea");
    }

    private HttpResponse<String> post(String digest, String reason) {
        return operator.post(
                "/deployments/rollback",
                Map.of("csrf", operator.csrf(), "digest", digest, "reason", reason, "key", Secret.random()));
    }

    private static String checked(String form) {
        Matcher found = CHECKED.matcher(form);
        return found.find() ? found.group(1) : "";
    }
}
