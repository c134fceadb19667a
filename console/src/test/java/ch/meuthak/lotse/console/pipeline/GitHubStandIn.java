package ch.meuthak.lotse.console.pipeline;

import ch.meuthak.lotse.server.UnixSocket;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * As much of GitHub's REST and GraphQL API as {@code gh} wants for the infrastructure's steps, on a unix socket: the setting
 * {@code http_unix_socket} of {@code gh}. The repository is {@code you/lotse}. What it was told to change is kept as it was
 * asked; an address that it does not know is answered 404, and {@code gh} fails.
 *
 * @see <a href="https://docs.github.com/en/rest">GitHub's REST API</a>
 */
final class GitHubStandIn implements AutoCloseable {
    static final long REPOSITORY_ID = 812345678;
    static final long OWNER_ID = 4711;
    private static final String REPOSITORY = "/repos/you/lotse";
    private static final long WORKFLOW_ID = 77;

    private final WebServer server;
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();

    private GitHubStandIn(Path socket) {
        server = WebServer.builder()
                .bindAddress(UnixSocket.at(socket))
                .shutdownHook(false)
                .routing(this::route)
                .build();
    }

    static GitHubStandIn start(Path socket) {
        var github = new GitHubStandIn(socket);
        github.server.start();
        return github;
    }

    private void route(HttpRouting.Builder routing) {
        routing.post("/graphql", (req, res) -> res.send(repositoryAsGraph().toString()))
                .get(REPOSITORY, (req, res) -> res.send(repository().toString()))
                .post(REPOSITORY + "/actions/variables", this::change)
                .put(REPOSITORY + "/environments/production", this::change)
                .post(REPOSITORY + "/environments/production/deployment-branch-policies", this::change)
                .get(REPOSITORY + "/actions/workflows", (req, res) -> res.send(list("workflows", workflow())))
                .get(
                        REPOSITORY + "/actions/workflows/{id}",
                        (req, res) -> res.send(workflow().toString()))
                .post(REPOSITORY + "/actions/workflows/{id}/dispatches", this::dispatch)
                .get(REPOSITORY + "/actions/runs", (req, res) -> res.send(list("workflow_runs", run(false))))
                .get(
                        REPOSITORY + "/actions/runs/1",
                        (req, res) ->
                                res.send(run(looks.incrementAndGet() % 2 == 0).toString()))
                .get(REPOSITORY + "/actions/runs/1/jobs", (req, res) -> res.send(list("jobs", job())))
                .get(REPOSITORY + "/check-runs/{id}/annotations", (req, res) -> res.send("[]"));
    }

    private void change(ServerRequest request, ServerResponse response) {
        note(request);
        response.status(Status.CREATED_201).send("{}");
    }

    private void dispatch(ServerRequest request, ServerResponse response) {
        note(request);
        response.status(Status.NO_CONTENT_204).send();
    }

    private void note(ServerRequest request) {
        ObjectNode body = request.content().as(ObjectNode.class);
        // A younger gh asks for the address of the run besides.
        body.remove("return_run_details");
        changes.add(
                request.prologue().method() + " " + request.path().path().substring(REPOSITORY.length()) + " " + body);
    }

    /** What was to be changed so far: method, path within the repository, body. */
    List<String> changes() {
        return changes;
    }

    private static ObjectNode repository() {
        ObjectNode repository = Checkout.JSON.createObjectNode();
        repository.put("id", REPOSITORY_ID).put("name", "lotse").put("full_name", "you/lotse");
        repository
                .put("default_branch", "main")
                .putObject("owner")
                .put("id", OWNER_ID)
                .put("login", "you");
        return repository;
    }

    private static ObjectNode repositoryAsGraph() {
        ObjectNode answer = Checkout.JSON.createObjectNode();
        ObjectNode repository = answer.putObject("data").putObject("repository");
        repository.put("id", "R_1").put("name", "lotse").putObject("owner").put("login", "you");
        repository.putObject("defaultBranchRef").put("name", "main");
        return answer;
    }

    private static ObjectNode workflow() {
        return Checkout.JSON
                .createObjectNode()
                .put("id", WORKFLOW_ID)
                .put("name", "Deploy")
                .put("path", ".github/workflows/deploy.yml")
                .put("state", "active");
    }

    private static ObjectNode run(boolean over) {
        ObjectNode run = state(over).put("name", "Deploy").put("display_title", "Deploy");
        run.put("head_branch", "main").put("head_sha", "0".repeat(40)).put("event", "workflow_dispatch");
        run.put("workflow_id", WORKFLOW_ID)
                .put("jobs_url", "https://api.github.com" + REPOSITORY + "/actions/runs/1/jobs");
        run.put("created_at", "2026-11-26T12:00:00Z").put("run_started_at", "2026-11-26T12:00:00Z");
        run.set("repository", repository());
        return run;
    }

    private static ObjectNode job() {
        ObjectNode job = state(true).put("name", "Redeploy");
        job.put("started_at", "2026-11-26T12:00:00Z").put("completed_at", "2026-11-26T12:01:00Z");
        job.putArray("steps");
        return job;
    }

    private static ObjectNode state(boolean over) {
        return Checkout.JSON
                .createObjectNode()
                .put("id", 1)
                .put("status", over ? "completed" : "in_progress")
                .put("conclusion", over ? "success" : null);
    }

    private static String list(String name, ObjectNode only) {
        ObjectNode list = Checkout.JSON.createObjectNode().put("total_count", 1);
        list.putArray(name).add(only);
        return list.toString();
    }

    @Override
    public void close() {
        server.stop();
    }
}
